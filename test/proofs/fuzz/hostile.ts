import fc from 'fast-check';
import { soundLine } from './sound-text.ts';
import { changeAt, json, list, object, raw, sizeOf, type Change, type Node } from './json.ts';

const TEN_THOUSAND = 10_000;

/** Text that many a program has stumbled over. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u3000\u00a0',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202eevil\u202c',
  '\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
  '\u200b\u200c\u200d\u2060',
  '\ufeffname',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301\u0302\u0303'.repeat(40),
  '\ufdd0\uffff\u{10ffff}',
  'line\nbreak',
  'next\u0085line\u2028separator\u2029',
  '\t\u001b[31m\u0007',
  'a'.repeat(TEN_THOUSAND),
  '👩'.repeat(TEN_THOUSAND / 2),
  ' '.repeat(TEN_THOUSAND),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'null',
  'NaN',
  `'; DELETE FROM t; --`,
  '%00%ff%2e%2e%2f',
  '../../../../etc/passwd',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '\\',
  '"',
  '%_\\%',
];

const HOSTILE_DATES: readonly string[] = [
  '2026-02-30',
  '2026-02-29',
  '0000-00-00',
  '0000-01-01',
  '1899-12-31',
  '1900-01-01',
  '2200-12-31',
  '2201-01-01',
  '9999-12-31',
  '10000-01-01',
  '+002026-01-01',
  '-000001-01-01',
  '2026-1-1',
  '20260101',
  ' 2026-01-01',
  '2026-01-01\n',
  '２０２６-01-01',
  '2026-01-01T00:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T10:00:00+99:99',
  '9999-12-31T23:59:59.999999999999Z',
  '2026-11',
  '2026-13',
  '24:00',
  '9:5',
];

/** As JSON text, since JavaScript would write most of them otherwise. */
const HOSTILE_NUMBERS: readonly string[] = [
  '0',
  '-0',
  '-1',
  '0.001',
  '12.345',
  '1e-7',
  '1E2',
  '1.0',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '99999999999999999999',
  '10000000',
  '10000000.01',
  '1e308',
  '1e400',
  '-1e400',
  '1e-400',
  '4.9e-324',
  '0.1e1',
  `1${'0'.repeat(400)}`,
  `0.${'0'.repeat(400)}1`,
];

const DEPTH = 5_000;

const HOSTILE_SHAPES: readonly string[] = [
  'null',
  'true',
  'false',
  '{}',
  '[]',
  '[null]',
  '[[]]',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":1,"valueOf":1,"length":-1,"then":1,"toJSON":1,"hasOwnProperty":1}',
  '{"$ref":"#","$where":"1","set":1,"increment":1,"connect":{},"not":null}',
  '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH),
  `[${'0,'.repeat(TEN_THOUSAND - 1)}0]`,
  `[${'{},'.repeat(TEN_THOUSAND - 1)}{}]`,
];

const HOSTILE_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'id',
  'version',
  'workspaceId',
  'userId',
  'unitCount',
  'status',
  '',
  '\u0000',
  '\ud800',
  'a/b~c',
  'x'.repeat(TEN_THOUSAND),
];

const oneOf = (texts: readonly string[]) => fc.constantFrom(...texts);

/** Any value that nobody asked for. */
export const hostileValue: fc.Arbitrary<Node> = fc.oneof(
  { arbitrary: oneOf(HOSTILE_TEXTS).map(json), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map(json), weight: 1 },
  { arbitrary: oneOf(HOSTILE_DATES).map(json), weight: 3 },
  { arbitrary: oneOf(HOSTILE_NUMBERS).map(raw), weight: 3 },
  { arbitrary: oneOf(HOSTILE_SHAPES).map(raw), weight: 3 },
  { arbitrary: soundLine(60), weight: 2 },
  { arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => raw(JSON.stringify(value))), weight: 1 },
);

/** The same without what is drawn at random, each as likely as any other: for walks through all of them. */
const EVERY_HOSTILE: readonly Node[] = [
  ...[...HOSTILE_TEXTS, ...HOSTILE_DATES].map((text) => json(text)),
  ...[...HOSTILE_NUMBERS, ...HOSTILE_SHAPES].map(raw),
];

/** A value with one of its places hostile, itself or something in it. */
export function withHostilePlace(sound: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc
    .tuple(sound, fc.nat(200), fc.constantFrom(...EVERY_HOSTILE))
    .map(([node, at, hostile]) => changeAt(node, at % sizeOf(node), () => hostile));
}

const hostileName = fc.oneof(oneOf(HOSTILE_NAMES), fc.string({ maxLength: 8 }));

const replaced: fc.Arbitrary<Change> = hostileValue.map((value) => () => value);

const withUnknown: fc.Arbitrary<Change> = fc
  .tuple(hostileName, hostileValue)
  .map(([name, value]) => (node) => {
    if (node.kind !== 'object') return list([node, value]);
    return object([...node.members, [name, value]]);
  });

const without: fc.Arbitrary<Change> = fc.nat(20).map((which) => (node) => {
  if (node.kind === 'object') return object(node.members.filter((_, index) => index !== which));
  return node.kind === 'list' ? list(node.items.filter((_, index) => index !== which)) : raw('null');
});

/** A member twice: the last one counts in JavaScript. */
const doubled: fc.Arbitrary<Change> = fc.tuple(fc.nat(20), hostileValue).map(([which, value]) => (node) => {
  if (node.kind !== 'object') return list([node, node]);
  const member = node.members[which % Math.max(1, node.members.length)];
  return member ? object([[member[0], value], ...node.members]) : node;
});

const wrapped: fc.Arbitrary<Change> = fc.constantFrom<Change>(
  (node) => list([node]),
  (node) => object([['value', node]]),
  (node) => (node.kind === 'list' ? (node.items[0] ?? raw('0')) : json('text')),
);

/** A change, and where to make it: the place is counted round the tree. */
export interface Mutation {
  readonly at: number;
  readonly change: Change;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(200),
  change: fc.oneof(
    { arbitrary: replaced, weight: 6 },
    { arbitrary: withUnknown, weight: 2 },
    { arbitrary: without, weight: 2 },
    { arbitrary: doubled, weight: 1 },
    { arbitrary: wrapped, weight: 2 },
  ),
});

/** Some faults to put into a value; now and then none. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 2 },
  { arbitrary: fc.array(mutation, { minLength: 1, maxLength: 3 }), weight: 3 },
);

/** A value with faults put into it, one after another. */
export function mutated(node: Node, changes: readonly Mutation[]): Node {
  return changes.reduce((tree, { at, change }) => changeAt(tree, at % sizeOf(tree), change), node);
}
