import fc from 'fast-check';
import { ROUTES } from '../../../src/rest/v1/index.ts';
import { cut } from './rest-sent.ts';
import type { Head } from './wire.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'PROPFIND', 'get'];

/** Parts of a path that are read differently by whoever reads them twice. */
const SEGMENTS = [
  '%2F',
  '%2f..%2f',
  '%5C',
  '%00',
  '%0d%0aX-Injected:%201',
  '%FF',
  '%C0%AF',
  '%ED%A0%80',
  '%',
  '%zz',
  '%25%32%46',
  '..',
  '.',
  '...',
  '%2e%2e',
  ';id=1',
  'a;b',
  '',
  '*',
  '\\',
  '~',
  '\u00e9',
  '__proto__',
  'constructor',
  'x'.repeat(3_000),
  'x'.repeat(20_000),
  '{{tenant}}/..',
  '{{otherTenant}}',
  '{{tenant}}%00',
  '{{tenant}}%20',
  ':id',
];

const TARGETS = [
  '*',
  '//',
  '///v1/tenants',
  '/v1//tenants',
  '/V1/Tenants',
  '/v1/tenants/',
  '/v1/../v1/tenants',
  '/v1%2Ftenants',
  'http://evil.example/v1/tenants',
  'https://evil.example:99999/v1/tenants',
  'http://[::1/v1',
  'v1/tenants',
  '?',
  '#',
  '/v1/tenants#x',
  '/v1/tenants?',
  '/graphql/%00',
  '/files/{{form}}/certificate?expires=1&key=x&signature=%FF',
  '/files/..%2f..%2fetc%2fpasswd',
];

const TEMPLATES = [...new Set(ROUTES.map(({ path }) => `/v1${path}`))];

const segment = fc.constantFrom(...SEGMENTS);
const templated = fc
  .tuple(fc.constantFrom(...TEMPLATES), fc.array(segment, { minLength: 1, maxLength: 3 }))
  .map(([template, parts]) => {
    const filledIn = template.replace(/:\w+/, parts[0]!);
    return filledIn === template ? [template, ...parts].join('/') : [filledIn, ...parts.slice(1)].join('/');
  });

/** Any byte that may stand in a field's value, and some that may not. */
const anyBytes = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xff })), { maxLength: 40 })
  .map((bytes) => String.fromCharCode(...bytes).replaceAll(/[\r\n]/g, ''));

const NAMES = [
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Authorization',
  'Content-Type',
  'Content-Length',
  'Transfer-Encoding',
  'Content-Encoding',
  'Accept',
  'Host',
  'Origin',
  'X-Request-Id',
  'X-Forwarded-For',
  'X-HTTP-Method-Override',
  'Cookie',
  'Range',
  '__proto__',
  'constructor',
];

const VALUES = [
  '',
  '*',
  '"x"',
  'Bearer {{token}}',
  'Bearer',
  'Basic Og==',
  'Bearer kn_live_' + 'x'.repeat(43),
  'chunked',
  'identity, chunked',
  '5',
  '-1',
  '99999999999999999999',
  'gzip, br',
  'evil.example',
  'null',
  'DELETE',
  'x'.repeat(8_000),
  'x'.repeat(20_000),
];

const field = fc.tuple(fc.constantFrom(...NAMES), fc.oneof(fc.constantFrom(...VALUES), anyBytes));

/** Heads of requests such as no client of ours would write. */
export const hostileHeads: fc.Arbitrary<Head> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    target: fc.oneof(
      { arbitrary: templated, weight: 4 },
      { arbitrary: fc.constantFrom(...TARGETS), weight: 1 },
    ),
    fields: fc
      .array(field, { maxLength: 3 })
      .map((some) => [['Authorization', 'Bearer {{token}}'] as const, ...some]),
  })
  .map((head) => {
    const lines = [
      `${head.method} ${cut(head.target)}`,
      ...head.fields.map(([name, value]) => `${name}: ${cut(value)}`),
    ];
    return Object.defineProperty(head, fc.toStringMethod, {
      value: () => `\n${JSON.stringify(lines, null, 2)}\n`,
    });
  });
