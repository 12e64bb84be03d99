import fc from 'fast-check';
import { at, membersAt, resolve, type Operation, type Place } from '../../support/openapi.ts';
import { fromSchema } from './from-openapi.ts';
import { hostileValue } from './hostile.ts';
import { toJson, type Node } from './json.ts';

/** A query's share of what the head of a request may take. */
const MAX_WORD = 5_000;

/** A value as a word of a query; names of rows stay as they are. */
function wordOf(node: Node): string {
  const text = toJson(node);
  const word = text.startsWith('"') ? (JSON.parse(text) as string) : text;
  return /^\{\{\w+\}\}$/.test(word) ? word : encodeURIComponent(word.toWellFormed()).slice(0, MAX_WORD);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Pairs, and what is none, that no client means to send. */
const ODD_PAIRS = [
  'unknown=1',
  'limit=0',
  'limit=101',
  'limit=1e1',
  'limit=%31',
  'limit=10&limit=10',
  'cursor=',
  'cursor=garbage',
  `cursor=${base64('GPC:S:pay_1')}`,
  `cursor=${base64('GPC:J:{"a":1}')}`,
  `cursor=${base64('GPC:S:\0')}`,
  `cursor=${base64('GPC:D:99999999999999999999')}`,
  `cursor=${base64('GPC:N:1e400')}`,
  'status=',
  'status=constructor',
  'q=%',
  'q=%E0%A4%A',
  'q=%00',
  'q=%ED%A0%80',
  'q[]=1',
  'q[$ne]=1',
  '__proto__=1',
  '__proto__[x]=1',
  '&&==&',
  '=',
  `q=${'x'.repeat(MAX_WORD)}`,
  'property=p_1&property=p_2',
];

export const oddPair: fc.Arbitrary<string> = fc.constantFrom(...ODD_PAIRS);

function pairOf(place: Place): fc.Arbitrary<string> {
  const sound = fromSchema([...place, 'schema']);
  const values = fc.oneof({ arbitrary: sound, weight: 2 }, { arbitrary: hostileValue, weight: 1 });
  return values.map((node) => `${at([...place, 'name']) as string}=${wordOf(node)}`);
}

/** Queries with parameters that the contract knows, as it wants them or not, and with some that nobody knows. */
export function queriesOf({ place }: Operation): fc.Arbitrary<string> {
  const known = membersAt([...place, 'parameters'])
    .map((parameter) => resolve(parameter.place))
    .filter((spot) => at([...spot, 'in']) === 'query');
  const pairs = fc.array(fc.oneof(...known.map(pairOf), oddPair), { maxLength: 3 });
  return pairs.map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`));
}
