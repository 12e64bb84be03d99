import { GraphQLList, GraphQLScalarType, type GraphQLInputObjectType } from 'graphql';
import { findFaults, MAX_FAULTS } from '../../src/graphql/input/input-check.ts';
import { schema } from '../../src/graphql/schema.ts';
import { cpuTimeOf } from '../support/cpu-time.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { GRAPHQL_RESPONSE, outcomeOf } from './limits-support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  await keynest.tokenOf('landlord');
});
afterAll(() => keynest.close());

const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(' ');

/** Each fragment uses the next one twice, 25 of them: 2^25 fields, in some hundred characters. */
function bomb(type: string, body: (next: string) => string, end: string): string {
  const chain = list(24, (index) => `fragment F${index} on ${type} { ${body(`...F${index + 1}`)} }`);
  return `${chain} fragment F24 on ${type} { ${end} }`;
}

/** Documents, each with the reason or the code that it is refused with, when somebody signed in sends it. */
const DOCUMENTS: Record<string, readonly [query: string, refusal: string]> = {
  '10,000 aliases': [`{ ${list(10_000, (index) => `a${index}: __typename`)} }`, 'query_too_long'],
  'many short aliases': [`{ viewer { ${list(600, (index) => `a${index}:id`)} } }`, 'too_many_aliases'],
  '500 levels': [`{ viewer ${'{ user '.repeat(500)} ${'}'.repeat(501)}`, 'query_too_deep'],
  '500 levels without an end': ['{ viewer '.repeat(500), 'query_too_deep'],
  '10,000 directives': [`{ viewer ${'@a '.repeat(10_000)} { id } }`, 'too_many_tokens'],
  'directives that nobody knows': [`{ viewer ${'@a '.repeat(200)} { id } }`, 'too_many_directives'],
  'a document of 900 KB': [`{ viewer { id } } # ${'x'.repeat(900_000)}`, 'query_too_long'],
  'a string of 900 KB': [`{ tenant(id: "${'x'.repeat(900_000)}") { id } }`, 'query_too_long'],
  'the same field 1,900 times': [`{ viewer { ${'id '.repeat(1900)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
  'fragments in a circle': [
    '{ viewer { ...A } } fragment A on User { id ...B } fragment B on User { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  'a fragment within itself': ['{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
  'a fragment bomb': [
    `{ ...F0 } ${bomb('Query', (next) => `${next} ${next}`, '__typename')}`,
    'query_too_costly',
  ],
  'a fragment bomb with aliases': [
    `{ ...F0 } ${bomb('Query', (next) => `a: viewer { id } ${next} ${next}`, '__typename')}`,
    'too_many_aliases',
  ],
  'a fragment bomb that goes deep': [
    `{ node(id: "x") { ...F0 } } ${bomb('Lease', (next) => `one: unit { property { units { tenants { lease { ${next} } } } } } two: unit { property { units { tenants { lease { ${next} } } } } }`, 'id')}`,
    'query_too_deep too_many_aliases',
  ],
  NUL: ['{ viewer { id } \0 }', 'GRAPHQL_PARSE_FAILED'],
  'half a character': ['{ tenant(id: "\\ud800") { id } }', 'GRAPHQL_PARSE_FAILED'],
  'a huge number': [
    `{ properties(first: ${'9'.repeat(50_000)}) { totalCount } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  'a huge exponent': ['{ properties(first: 1e999999) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
  nothing: ['', 'GRAPHQL_PARSE_FAILED'],
  'no operation': ['fragment A on Query { __typename }', 'no_such_operation'],
  'the whole schema fifty times': [
    `{ ${list(50, (index) => `a${index}: __schema { types { name fields { name } } }`)} }`,
    'too_many_aliases',
  ],
  'every type fifty times': [
    `{ __schema { ${list(50, (index) => `a${index}: types { ...T }`)} } } fragment T on __Type { name fields { name } }`,
    'too_many_aliases',
  ],
  'types within types': [
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  'two operations': ['query A { viewer { id } } query B { viewer { id } }', 'no_such_operation'],
  'a schema': ['type Query { hello: String }', 'no_such_operation'],
  'a subscription': ['subscription { anything }', 'no_such_operation_type'],
  'deferred fields': ['{ viewer { ... @defer { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
};

const HEADERS = { 'Content-Type': 'application/json', Accept: GRAPHQL_RESPONSE };

/** Expects JSON that tells nothing of the server's insides, for at most a second of processor time. */
async function expectCivil(http: Http, body: string, headers: Record<string, string> = HEADERS) {
  const { result: answer, milliseconds } = await cpuTimeOf(() =>
    http.send('POST', '/graphql', { headers, body }),
  );
  expect(milliseconds).toBeLessThan(1000);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.[jt]s:|stack|INTERNAL|Unexpected error/);
  return { ...outcomeOf(answer), bytes: answer.bytes.length };
}

describe('a document with', () => {
  test.each(Object.entries(DOCUMENTS))('%s is refused', async (_what, [query, refusal]) => {
    const { refusals, status } = await expectCivil(keynest.as('landlord'), JSON.stringify({ query }));
    const reasons = new Set(refusals.map((found) => found.split(' ').at(-1)));
    expect([status, [...reasons].join(' ')]).toEqual([400, refusal]);
    const unknown = await expectCivil(keynest.withToken(null), JSON.stringify({ query }));
    expect(unknown.refusals).not.toEqual([]);
    // The same again, from the cache.
    await expectCivil(keynest.as('landlord'), JSON.stringify({ query }), { ...HEADERS, Accept: '*/*' });
  });
});

test('NUL in a string is refused', async () => {
  const query = '{ tenant(id: "\\u0000") { id } }';
  const { refusals } = await expectCivil(keynest.as('landlord'), JSON.stringify({ query }));
  expect(refusals).toEqual(['BAD_INPUT invalid_input']);
});

describe('variables', () => {
  const CREATE = 'mutation ($input: CreatePropertyInput!) { createProperty(input: $input) { id } }';
  const raw = (query: string, variables: string) =>
    `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  const nested = (levels: number): [string, string][] => {
    const nest = (open: string, close: string) => `${open.repeat(levels)}1${close.repeat(levels)}`;
    return [
      ['lists for a string', `{"input":{"name":${nest('[', ']')}}}`],
      ['objects for a string', `{"input":{"name":${nest('{"a":', '}')}}}`],
      ['lists for a list', `{"input":{"name":"x","units":${nest('[', ']')}}}`],
      ['objects for an object', `{"input":{"name":"x","address":${nest('{"street":', '}')}}}`],
      ['objects for an unknown field', `{"input":{"name":"x","more":${nest('{"a":', '}')}}}`],
      ['objects for everything', nest('{"input":', '}')],
    ];
  };

  test.each(nested(50))('50 %s deep are refused', async (_what, variables) => {
    const { refusals } = await expectCivil(keynest.as('landlord'), raw(CREATE, variables));
    expect(refusals).toEqual(['BAD_INPUT invalid_input']);
    const unknown = await expectCivil(keynest.withToken(null), raw(CREATE, variables));
    expect(unknown.refusals).toEqual(['UNAUTHENTICATED unauthenticated']);
  });

  test.each(nested(5000))('5,000 %s deep are refused before they are parsed', async (_what, variables) => {
    for (const http of [keynest.as('landlord'), keynest.withToken(null)]) {
      const { refusals } = await expectCivil(http, raw(CREATE, variables));
      expect(refusals).toEqual(['BAD_INPUT json_too_deep']);
    }
  });

  test(`report at most ${MAX_FAULTS} faults`, async () => {
    const faultsIn = async (http: Http, query: string, input: object) => {
      const { refusals, body, bytes } = await expectCivil(
        http,
        JSON.stringify({ query, variables: { input } }),
      );
      expect(refusals).toEqual(['BAD_INPUT invalid_input']);
      expect(bytes).toBeLessThan(50_000);
      return body.errors[0].extensions.details.length as number;
    };
    const units = Array(9_000).fill(0);
    expect(await faultsIn(keynest.as('landlord'), CREATE, { name: 'x', units })).toBe(MAX_FAULTS);
    const unknown = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`a${index}`, 1]));
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
    expect(await faultsIn(keynest.withToken(null), signIn, unknown)).toBe(MAX_FAULTS);
  });
});

describe('one variable that fifty root fields take', () => {
  const FIELDS = list(50, (index) => `a${index}: createProperty(input: $input) { id }`);
  const MANY = `mutation ($input: CreatePropertyInput!) { ${FIELDS} }`;
  const ONE = 'mutation ($input: CreatePropertyInput!) { createProperty(input: $input) { id } }';
  const bodyOf = (query: string) =>
    JSON.stringify({ query, variables: { input: { name: 'x', units: Array(9_000).fill(0) } } });

  test('is reported with the maximum of faults of all fields together', async () => {
    const { refusals, body } = await expectCivil(keynest.as('landlord'), bodyOf(MANY));
    expect(new Set(refusals)).toEqual(new Set(['BAD_INPUT invalid_input']));
    const errors = body.errors as { extensions: { details: unknown[] } }[];
    expect(errors.flatMap(({ extensions }) => extensions.details)).toHaveLength(MAX_FAULTS);
  });

  test('is checked once', async () => {
    const input = Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`k${index}`, 1]));
    const cost = async (query: string) => {
      const body = JSON.stringify({ query, variables: { input } });
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        times.push((await cpuTimeOf(() => expectCivil(keynest.as('landlord'), body))).milliseconds);
      }
      return Math.min(...times);
    };
    await cost(ONE);
    expect((await cost(MANY)) - (await cost(ONE))).toBeLessThan(60);
  });
});

test('stop checking a list at the maximum of faults', () => {
  let looks = 0;
  const nothing = new GraphQLScalarType({
    name: 'Nothing',
    parseValue: () => {
      looks += 1;
      throw new Error('Nothing will do.');
    },
  });
  const { faults } = findFaults(new GraphQLList(nothing), Array(10_000).fill(0), ['input'], 'raw');
  expect([faults.length, looks]).toEqual([MAX_FAULTS, MAX_FAULTS]);
});

test('report at most the maximum of unknown fields', () => {
  const type = schema.getType('FormInput') as GraphQLInputObjectType;
  const input = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x${index}`, 1]));
  const { faults } = findFaults(type, input, ['input'], 'raw');
  expect(faults.filter(({ code }) => code === 'unknown_field')).toHaveLength(MAX_FAULTS);
});

describe('names of inherited object properties', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
  const QUERIES = (name: string): readonly string[] => [
    `query ($${name}: Int) { properties(first: $${name}) { totalCount } }`,
    `{ ${name}: viewer { ${name}: name } }`,
    `{ ${name}: properties(first: 1) { ${name}: edges { ${name}: node { ${name}: units { id } } } } }`,
    `{ ${name}: workspace { ${name}: rentRoll { ${name}: balance } } }`,
    `query ${name} { viewer { name } }`,
    `{ viewer { ...${name} } } fragment ${name} on User { name }`,
  ];

  test.each(NAMES)('%s is a name like any other', async (name) => {
    for (const query of QUERIES(name)) {
      for (const variables of ['{}', `{"${name}":1}`]) {
        const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
        const { refusals, body: result } = await expectCivil(keynest.as('landlord'), body);
        expect([query, refusals]).toEqual([query, []]);
        expect(result.data).toEqual(expect.anything());
      }
    }
  });

  test.each(NAMES)('%s is no field, no argument and no operation', async (name) => {
    const landlord = keynest.as('landlord');
    for (const query of [
      `{ ${name} }`,
      `{ viewer { ${name} } }`,
      `{ viewer(${name}: 1) { id } }`,
      `{ viewer @${name} { id } }`,
      `{ viewer { ... on ${name} { id } } }`,
      `{ payments(filter: { ${name}: 1 }) { totalCount } }`,
      `{ payments(filter: { status: ${name} }) { totalCount } }`,
    ]) {
      const { status, refusals } = await expectCivil(landlord, JSON.stringify({ query }));
      expect([query, status, refusals[0]]).toEqual([query, 400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    const filter = 'query ($filter: PaymentFilter) { payments(filter: $filter) { totalCount } }';
    for (const value of [`{"${name}":1}`, `{"status":"${name}"}`]) {
      const body = `{"query":${JSON.stringify(filter)},"variables":{"filter":${value}}}`;
      expect((await expectCivil(landlord, body)).refusals).toEqual(['BAD_INPUT invalid_input']);
    }
    const operation = `{"query":"query A { viewer { id } }","operationName":"${name}"}`;
    expect((await expectCivil(landlord, operation)).refusals).toEqual(['BAD_INPUT no_such_operation']);
    const parameter = `{"query":"{ viewer { id } }","${name}":1}`;
    expect((await expectCivil(landlord, parameter)).status).toBeLessThanOrEqual(400);
  });
});

describe('a request', () => {
  test.each([
    ['null', 'null'],
    ['a number', '1'],
    ['text', '"{ viewer { id } }"'],
    ['nothing', ''],
    ['half of an object', '{"query":'],
    ['lists 200,000 deep', '['.repeat(200_000)],
    ['lists 200,000 deep, closed', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['batches in a batch', '[[{"query":"{ viewer { id } }"}]]'],
    ['bytes that are no UTF-8', '\u00ff\u00fe'],
    ['variables in a list', '{"query":"{ viewer { id } }","variables":[1]}'],
    [
      'extensions of 5,000 levels',
      `{"query":"{ viewer { id } }","extensions":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    ],
  ])('with %s is answered', async (_what, body) => {
    await expectCivil(keynest.as('landlord'), body);
    await expectCivil(keynest.withToken(null), body, { ...HEADERS, Accept: 'text/html, */*' });
  });

  test.each(['%00', '%7B__typename%00%7D', '%ff', '%7B', '', '%7B__typename%7D&query=%7Bviewer%7Bid%7D%7D'])(
    'by GET with %s is answered',
    async (query) => {
      const answer = await keynest
        .as('landlord')
        .get(`/graphql?query=${query}`, { headers: { Accept: GRAPHQL_RESPONSE } });
      expect([answer.status, outcomeOf(answer).refusals.length]).toEqual([400, 1]);
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE'])('by %s is refused', async (method) => {
    const answer = await keynest.as('landlord').send(method, '/graphql', { headers: HEADERS, body: '{}' });
    expect(answer.status).toBe(405);
    expect(outcomeOf(answer).refusals).toEqual(['BAD_INPUT invalid_request']);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});
