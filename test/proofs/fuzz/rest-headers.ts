import fc from 'fast-check';

const CONDITIONS = [
  '*',
  '"x"',
  'W/"x"',
  '',
  'x',
  '"',
  '"a" "b"',
  '*, *',
  ','.repeat(2000),
  '"\u00ff"',
  '"1-AAAAAAAAAAAAAAAAAAAAAA"',
];

const KEYS = [
  '',
  ' ',
  'key',
  '"key"',
  '"',
  '\u00e9',
  'x'.repeat(255),
  'x'.repeat(256),
  '"\\"',
  ','.repeat(300),
  '__proto__',
];

const MEDIA_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;charset=latin1',
  'application/json; charset="',
  'application/merge-patch+json',
  'text/plain',
  'multipart/form-data',
  '*/*',
  ' ',
  'application/json, text/html',
];

const ACCEPTABLE = ['application/json', '*/*', 'text/html', '', ';;;', 'application/json;q=0'];

const conditions = fc.constantFrom(...CONDITIONS);
const keys = fc.constantFrom(...KEYS);

const hostileFields = fc.record(
  {
    'If-Match': conditions,
    'If-None-Match': conditions,
    'Idempotency-Key': keys,
    'Content-Type': fc.constantFrom(...MEDIA_TYPES),
    'Content-Encoding': fc.constantFrom('gzip', 'identity', 'br', 'x', ''),
    Accept: fc.constantFrom(...ACCEPTABLE),
    'X-Request-Id': keys,
    Prefer: keys,
  },
  { requiredKeys: [] },
);

/** Fields of a request's head: none, or some as a careless or a hostile client sends them. */
export const headFields: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 6 },
  { arbitrary: hostileFields, weight: 1 },
);
