import type { AnyRoute } from '../../../src/rest/route.ts';
import type { Answer, Http } from '../../support/http.ts';
import type { KeyNest } from '../../support/keynest.ts';
import { faultsOfAnswer, faultsOfLog } from './answer-faults.ts';
import { fingerprintOf } from './fingerprint.ts';
import { elsewhere, filled, makePlace, type Place } from './place.ts';
import { faultsOfEffect } from './rest-effect.ts';
import { bytesOf, cut, shown, type Sent } from './rest-sent.ts';

/** Sends a request, and holds what comes of it against what has to hold of every request. */
export type RestProbe = (route: AnyRoute, sent: Sent) => Promise<void>;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}

interface Outcome {
  /** Null where there was none that could be read. */
  readonly answer: Answer | null;
  readonly faults: string[];
}

/** The client holds answers against the contract itself; what it finds is a fault like others. */
async function exchange(http: Http, { method, path, headers, damage, body }: Sent): Promise<Outcome> {
  const options =
    body === null
      ? { headers }
      : { headers: { 'Content-Type': 'application/json', ...headers }, body: bytesOf(damage, body) };
  try {
    const answer = await http.send(method, path, options);
    return { answer, faults: faultsOfAnswer(answer, `${path} ${body ?? ''} ${JSON.stringify(headers)}`) };
  } catch (error) {
    return { answer: null, faults: [cut(String(error))] };
  }
}

/** Reads as the landlord what is at a path; null where it can't be read. */
function readerIn(keynest: KeyNest, { tokens }: Place) {
  const http = keynest.withToken(tokens.landlord);
  return async (path: string): Promise<unknown> => {
    const { status, body } = await http.get(path.split('?')[0] ?? path);
    return status === 200 ? body : null;
  };
}

/** Sessions come and go without an address that shows what was sent. */
function isReadable({ method, path }: AnyRoute): boolean {
  return (method === 'POST' || method === 'PATCH') && path !== '/auth/session';
}

/** Documented: the first GET of a receipt issues it. */
const ISSUING: readonly string[] = ['/payments/:id/receipt'];

export async function createRestProbe(keynest: KeyNest): Promise<RestProbe> {
  const fingerprint = await fingerprintOf(keynest.prisma);
  const others = await elsewhere(keynest);
  let place: Place | null = null;

  return async (route, template) => {
    place ??= await makePlace(keynest, others);
    const here = place;
    const fill = (text: string) => filled(text, here);
    const sent = { ...template, path: fill(template.path), body: template.body && fill(template.body) };
    const read = readerIn(keynest, here);
    const before = sent.method === 'PATCH' ? await read(sent.path) : null;
    const [was, lines] = [await fingerprint(), keynest.log.length];
    const { answer, faults } = await exchange(keynest.withToken(sent.role && here.tokens[sent.role]), sent);
    const isChanged = (await fingerprint()) !== was;
    if (isChanged) place = null;
    const isSuccess = answer !== null && answer.status < 400;
    const isRead = sent.method === 'GET' && !ISSUING.includes(route.path);
    if (isChanged && (!isSuccess || isRead)) faults.push('it changed something');
    if (isSuccess && isReadable(route)) {
      const after = await read(answer.headers.get('location') ?? sent.path);
      const effect = { body: parsed(sent.body), answered: answer.body, before, after };
      faults.push(...faultsOfEffect(route, effect));
    }
    faults.push(...faultsOfLog(keynest.log.slice(lines)));
    const came = answer ? `${answer.status} ${cut(JSON.stringify(answer.body))}` : 'nothing that can be read';
    if (faults.length > 0) throw new Error([shown(sent), `→ ${came}`, ...faults].join('\n'));
  };
}
