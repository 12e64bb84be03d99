import type { KeyNest } from '../../support/keynest.ts';
import { faultsOfLog } from './answer-faults.ts';
import { fingerprintOf } from './fingerprint.ts';
import { leaksOf } from './leaks.ts';
import { elsewhere, filled, makePlace, type Place } from './place.ts';
import { cut } from './rest-sent.ts';
import { sendRaw, type Head, type WireAnswer } from './wire.ts';

/** What is refused before there is a request, which then has no id; to a HEAD without saying so. */
const NO_REQUEST = ['malformed_request', 'headers_too_large', ''];
const NO_REQUEST_STATUSES = [400, 431];

const BODY = '{"title":"Tap drips"}';

function faultsOf({ status, headers, text }: WireAnswer, words: string): string[] {
  const type = headers.get('content-type') ?? '';
  const isRefused = status >= 400;
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
  const isRequest = !(NO_REQUEST_STATUSES.includes(status) && NO_REQUEST.includes(code));
  return [
    ...(status >= 500 ? [`the status is ${status}`] : []),
    ...(isRefused && text !== '' && !/^application\/(problem\+)?json\b/.test(type)
      ? [`the content type is ${type}`]
      : []),
    ...(isRequest && (headers.get('x-request-id') ?? '') === '' ? ['there is no X-Request-Id'] : []),
    ...(headers.has('x-injected') ? ['a header was injected'] : []),
    ...(isRefused ? leaksOf(text, words).map((leak) => `it tells of "${leak}"`) : []),
  ];
}

/** A target as a server may read it, whose words may come back in an answer. */
function unescapedTarget(target: string): string {
  return target.replaceAll(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

export async function createHeadProbe(keynest: KeyNest): Promise<(head: Head) => Promise<void>> {
  const fingerprint = await fingerprintOf(keynest.prisma);
  const others = await elsewhere(keynest);
  let place: Place | null = null;

  return async ({ method, target, fields }) => {
    place ??= await makePlace(keynest, others);
    const { tokens, names } = place;
    const here = { ...place, names: { ...names, token: tokens.landlord } };
    const head = {
      method,
      target: filled(target, here),
      fields: fields.map(([name, value]) => [name, filled(value, here)] as const),
    };
    const words = `${unescapedTarget(head.target)} ${JSON.stringify(head)}`;
    const [was, lines] = [await fingerprint(), keynest.log.length];
    const answer = await sendRaw(keynest.origin, head, method === 'POST' || method === 'PATCH' ? BODY : '');
    const isChanged = (await fingerprint()) !== was;
    if (isChanged) place = null;
    const faults = answer ? faultsOf(answer, words) : [];
    if (isChanged && (answer === null || answer.status >= 400 || method === 'GET'))
      faults.push('it changed something');
    faults.push(...faultsOfLog(keynest.log.slice(lines)));
    if (faults.length === 0) return;
    const came = answer ? `${answer.status} ${cut(answer.text)}` : 'nothing';
    throw new Error(
      [`${method} ${cut(head.target)}`, cut(JSON.stringify(head.fields)), `→ ${came}`, ...faults].join('\n'),
    );
  };
}
