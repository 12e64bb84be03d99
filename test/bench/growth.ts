import { latencyChart } from './chart.ts';
import { median } from './measure.ts';
import type { Peer } from './peer.ts';
import { nextPage, orderedLists, OTHERS, type Question } from './plans.ts';

/** Requests of each question to each server: the first ones compile code and fill caches. */
const WARM_UP = 4;
const TIMES = 24;
/** Requests of a question that seems to grow: few requests tell little on a machine that does other work. */
const TIMES_AGAIN = 120;
/** How much the p50 of the largest portfolio may exceed that of the smallest. */
const MOST = 1.3;

/** A server on a portfolio of some size. */
export interface Sized {
  readonly size: string;
  readonly peer: Peer;
}

/** One question: its p50 in milliseconds by size, smallest first. */
export interface Growth {
  readonly question: string;
  readonly p50: readonly number[];
  /** Largest portfolio to smallest. */
  readonly ratio: number;
  /** Rows of the answers differ, so that the ratio says nothing. */
  readonly differs: boolean;
}

/** Rows of an answer. */
function rowsOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  if (typeof answer !== 'object' || answer === null) return 0;
  return Object.values(answer).reduce((sum: number, inner) => sum + rowsOf(inner), 0);
}

async function timeOf(peer: Peer, question: Question): Promise<number> {
  const begun = performance.now();
  await peer.ask(question.request);
  return performance.now() - begun;
}

/** Asks the servers in turn, so that what else the machine does meets all of them. */
async function measureOne(
  name: string,
  asked: readonly (readonly [Peer, Question])[],
  requests: number,
): Promise<Growth> {
  const rows = new Set<number>();
  for (const [peer, { request }] of asked) rows.add(rowsOf(await peer.read(request)));
  const times = asked.map(() => [] as number[]);
  for (let turn = 0; turn < WARM_UP + requests; turn += 1) {
    for (const [index, [peer, question]] of asked.entries()) {
      const time = await timeOf(peer, question);
      if (turn >= WARM_UP) times[index]?.push(time);
    }
  }
  const p50 = times.map(median);
  return { question: name, p50, ratio: p50.at(-1)! / p50[0]!, differs: rows.size > 1 };
}

/** The p50 of every list in every order, of pages after the first, filters and searches, at each size. */
export async function measureGrowth(
  servers: readonly Sized[],
  say: (line: string) => void,
): Promise<Growth[]> {
  const results: Growth[] = [];
  const measure = async (name: string, asked: readonly (readonly [Peer, Question])[]) => {
    const first = await measureOne(name, asked, TIMES);
    const result = first.ratio > MOST ? await measureOne(name, asked, TIMES_AGAIN) : first;
    results.push(result);
    say(growthLine(result));
  };
  const lists = orderedLists();
  for (const question of [...OTHERS, ...lists])
    await measure(
      question.name,
      servers.map(({ peer }) => [peer, question]),
    );
  for (const question of lists) {
    const asked: [Peer, Question][] = [];
    for (const { peer } of servers) {
      const further = await nextPage(peer, question);
      if (further) asked.push([peer, further]);
    }
    if (asked.length === servers.length) await measure(`${question.name}, the next page`, asked);
  }
  return results;
}

function growthLine({ question, p50, ratio, differs }: Growth): string {
  const remark = differs ? 'other rows' : ratio > MOST ? 'grows' : '';
  return `| ${question} | ${p50.map((time) => time.toFixed(1)).join(' | ')} | ${ratio.toFixed(2)} | ${remark} |`;
}

/** A Markdown table, those that grow most first, and how many exceed the limit. */
export function growthTable(results: readonly Growth[], sizes: readonly string[]): string {
  const compared = results.filter(({ differs }) => !differs);
  const grown = compared.filter(({ ratio }) => ratio > MOST);
  return [
    `| question | ${sizes.map((size) => `p50 at ${size} in ms`).join(' | ')} | ratio | |`,
    `| --- | ${sizes.map(() => '---').join(' | ')} | --- | --- |`,
    ...[...results].sort((a, b) => b.ratio - a.ratio).map(growthLine),
    '',
    `${compared.length} questions with as many rows at each size: ratio ${median(compared.map(({ ratio }) => ratio)).toFixed(2)} in the middle, ${grown.length} above ${MOST}.`,
  ].join('\n');
}

/** The chart of the pages, filters and searches. */
export function growthChart(results: readonly Growth[], sizes: readonly string[]): string {
  const names = new Set(OTHERS.map(({ name }) => name));
  const series = results.filter(({ question }) => names.has(question));
  return latencyChart(
    sizes,
    series.map(({ question, p50 }) => ({ name: question, values: p50 })),
  );
}
