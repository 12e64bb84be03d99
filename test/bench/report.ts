import type { Result } from './measure.ts';

const round = (value: number, digits: number) => value.toFixed(digits);

function row(result: Result, keynest: Result | undefined): string {
  const [low, high] = result.spread;
  const ratio =
    !keynest || keynest === result
      ? ''
      : `${round(keynest.requestsPerSecond / result.requestsPerSecond, 2)} ×`;
  const cells = [
    result.scenario,
    result.peer,
    `${round(result.requestsPerSecond, 1)} (${round(low, 1)}–${round(high, 1)})`,
    ratio,
    `${round(result.serverCpu, 2)} + ${round(result.databaseCpu, 2)}`,
    `${round(result.p50, 1)} / ${round(result.p99, 1)}`,
    result.statements === null ? '–' : String(result.statements),
    `${round(result.bytes / 1024, 1)} KB`,
    `${round(result.residentMegabytes, 0)} MB`,
    result.refused === 0 ? '' : `${result.refused} refused`,
  ];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = [
  '| scenario | peer | requests a second | KeyNest is | ms of CPU: server + database | p50 / p99 ms | statements | answer | memory | |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** A Markdown table. "KeyNest is" tells KeyNest's requests a second as a multiple of the peer's. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) =>
    row(
      result,
      results.find(({ peer, scenario }) => peer === 'keynest' && scenario === result.scenario),
    ),
  );
  return [...HEAD, ...rows].join('\n');
}
