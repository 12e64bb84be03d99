import { getIntrospectionQuery } from 'graphql';
import { readConfig } from '../../src/config.ts';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES } from '../../src/graphql/limits/document-shape.ts';
import {
  MAX_BRACKETS,
  MAX_CHARACTERS,
  MAX_TOKENS,
  MAX_TOKENS_SIGNED_OUT,
} from '../../src/graphql/limits/document-text.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ask, send, type Outcome } from './limits-support.ts';

let keynest: KeyNest;
/** With GraphiQL off, and introspection with it. */
let closed: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  closed = await startKeyNest({ settings: { graphiql: false } });
});
afterAll(async () => {
  await keynest.close();
  await closed.close();
});

const asLandlord = (query: string) => ask(keynest.as('landlord'), query);

function expectRefused(outcome: Outcome, reason: string, limit: number): void {
  const { status, refusals, messages, body } = outcome;
  expect({ status, refusals }).toEqual({ status: 400, refusals: [`BAD_INPUT ${reason}`] });
  expect(messages[0]).toContain(String(limit));
  expect(messages[0]).toMatch(/\. (Ask|Send|Leave out) /);
  expect(body).not.toHaveProperty('data');
}

function expectTaken({ status, refusals }: Outcome): void {
  expect({ status, refusals }).toEqual({ status: 200, refusals: [] });
}

/** `depth` levels of fields, going round between unit and tenants. */
function nested(depth: number): string {
  const fields = Array.from({ length: depth - 2 }, (_, index) => (index % 2 === 0 ? 'unit' : 'tenants'));
  return `{ tenant(id: "x") { ${fields.join(' { ')} { id ${'} '.repeat(depth)}`;
}

describe('depth', () => {
  test(`is at most ${MAX_DEPTH} levels`, async () => {
    const { refusals } = await asLandlord(nested(MAX_DEPTH));
    expect(refusals).toEqual(['NOT_FOUND not_found']);
    expectRefused(await asLandlord(nested(MAX_DEPTH + 1)), 'query_too_deep', MAX_DEPTH);
  });

  test('counts the fields of fragments, not the fragments', async () => {
    const inner = (levels: number) =>
      `fragment Deep on Unit { tenants { unit { ... on Unit { ${levels > 0 ? '...Deeper' : 'id'} } } } }`;
    const rest = `fragment Deeper on Unit { tenants { unit { tenants { unit { tenants { unit { id } } } } } } }`;
    const document = (levels: number) =>
      `{ tenant(id: "x") { unit { tenants { unit { ...Deep } } } } } ${inner(levels)} ${levels > 0 ? rest : ''}`;
    expect((await asLandlord(document(0))).refusals).toEqual(['NOT_FOUND not_found']);
    expectRefused(await asLandlord(document(1)), 'query_too_deep', MAX_DEPTH);
  });

  test("limits brackets before the parser's stack overflows", async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{a:', '}'],
    ] as const) {
      const value = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
      const document = (levels: number) => `{ properties(first: ${value(levels)}) { totalCount } }`;
      expectRefused(await asLandlord(document(MAX_BRACKETS)), 'query_too_deep', MAX_BRACKETS);
      expect((await asLandlord(document(MAX_BRACKETS - 2))).refusals).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    }
    // As many as there may be tokens, which end no list.
    expectRefused(await asLandlord(`{ a(b: ${'['.repeat(MAX_TOKENS - 10)}`), 'query_too_deep', MAX_BRACKETS);
  });
});

describe('aliases', () => {
  const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: name`).join(' ');

  test(`are ${MAX_ALIASES} at most`, async () => {
    expectTaken(await asLandlord(`{ viewer { ${aliases(MAX_ALIASES)} } }`));
    expectRefused(
      await asLandlord(`{ viewer { ${aliases(MAX_ALIASES + 1)} } }`),
      'too_many_aliases',
      MAX_ALIASES,
    );
  });

  test('count at each use of a fragment', async () => {
    const document = (uses: number) =>
      `{ ${Array.from({ length: uses }, (_, index) => `v${index}: viewer { ...Names }`).join(' ')} }
       fragment Names on User { ${aliases(9)} }`;
    expectTaken(await asLandlord(document(5)));
    expectRefused(await asLandlord(document(6)), 'too_many_aliases', MAX_ALIASES);
  });
});

test(`directives are ${MAX_DIRECTIVES} at most`, async () => {
  const document = (count: number) => `{ viewer { ${'name @include(if: true) '.repeat(count)} } }`;
  expectTaken(await asLandlord(document(MAX_DIRECTIVES)));
  expectRefused(await asLandlord(document(MAX_DIRECTIVES + 1)), 'too_many_directives', MAX_DIRECTIVES);
});

describe('text', () => {
  test(`has at most ${MAX_TOKENS} tokens`, async () => {
    const document = (tokens: number) => `{ viewer { id } } ${'}'.repeat(tokens - 6)}`;
    expect((await asLandlord(document(MAX_TOKENS))).refusals).toEqual(['GRAPHQL_PARSE_FAILED']);
    expectRefused(await asLandlord(document(MAX_TOKENS + 1)), 'too_many_tokens', MAX_TOKENS);
  });

  test('of a batch shares the token limit, and cached documents are free', async () => {
    const document = (index: number) => `# ${index}\n{ viewer { ${'id '.repeat(MAX_TOKENS / 4)} } }`;
    const batch = [1, 2, 3, 4].map((index) => ({ query: document(index) }));
    const refusedOf = async () => {
      const { body } = await send(keynest.as('landlord'), batch);
      return (body as { errors?: { extensions: { reason: string } }[] }[]).map(
        ({ errors = [] }) => errors[0]?.extensions.reason,
      );
    };
    expect(await refusedOf()).toEqual([undefined, undefined, undefined, 'too_many_tokens']);
    expect(await refusedOf()).toEqual([undefined, undefined, undefined, undefined]);
  });

  test(`without a session has at most ${MAX_TOKENS_SIGNED_OUT} tokens`, async () => {
    const document = (tokens: number) => `{ viewer { ${'id '.repeat(tokens - 5)} } }`;
    const anonymous = keynest.withToken(null);
    expect((await ask(anonymous, document(MAX_TOKENS_SIGNED_OUT))).refusals).toEqual([
      'UNAUTHENTICATED unauthenticated',
    ]);
    const refused = await ask(anonymous, document(MAX_TOKENS_SIGNED_OUT + 1));
    expectRefused(refused, 'too_many_tokens', MAX_TOKENS_SIGNED_OUT);
    expectTaken(await asLandlord(document(MAX_TOKENS_SIGNED_OUT + 1)));
  });

  test(`has at most ${MAX_CHARACTERS} characters, comments included`, async () => {
    const document = (characters: number) => '{ viewer { id } } #'.padEnd(characters, 'x');
    expectTaken(await asLandlord(document(MAX_CHARACTERS)));
    expectRefused(await asLandlord(document(MAX_CHARACTERS + 1)), 'query_too_long', MAX_CHARACTERS);
  });

  test('is refused the same way again, from the cache', async () => {
    const document = `{ viewer { id } } ${'}'.repeat(MAX_TOKENS)}`;
    const first = await asLandlord(document);
    expect((await asLandlord(document)).body).toEqual(first.body);
  });
});

test('answers 200 to clients that accept application/json only', async () => {
  const { status, body } = await keynest
    .as('landlord')
    .post('/graphql', { query: nested(MAX_DEPTH + 1) }, { headers: { Accept: 'application/json' } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT', reason: 'query_too_deep' } }] });
});

describe('introspection', () => {
  const INTROSPECTIONS = {
    'all of it, as GraphiQL asks': getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
    'the schema': '{ __schema { queryType { name } } }',
    'a type': '{ __type(name: "Property") { name } }',
    'a type by another name': '{ what: __type(name: "Property") { name } }',
    'the schema in a fragment': '{ ...Schema } fragment Schema on Query { __schema { queryType { name } } }',
  };

  test.each(Object.entries(INTROSPECTIONS))(
    '%s is told, or refused where it is off',
    async (_what, query) => {
      expectTaken(await ask(keynest.withToken(null), query));
      for (const http of [closed.withToken(null), closed.as('admin')]) {
        const { status, refusals, messages, body } = await ask(http, query);
        expect({ status, refusals }).toEqual({ status: 400, refusals: ['BAD_INPUT introspection_off'] });
        expect(messages[0]).toContain('schema/schema.graphql');
        expect(body).not.toHaveProperty('data');
      }
    },
  );

  test('of several types works with aliases', async () => {
    const { body } = await ask(
      keynest.withToken(null),
      '{ one: __type(name: "Unit") { name kind: __typename } two: __type(name: "User") { name } }',
    );
    expect(body.data).toEqual({ one: { name: 'Unit', kind: '__Type' }, two: { name: 'User' } });
  });

  test('__typename always works', async () => {
    for (const server of [keynest, closed]) {
      const { body } = await ask(server.as('landlord'), '{ __typename viewer { __typename } }');
      expect(body.data).toEqual({ __typename: 'Query', viewer: { __typename: 'User' } });
    }
  });

  test('is enabled with GraphiQL', async () => {
    const page = (server: KeyNest) =>
      server.withToken(null).get('/graphql', { headers: { Accept: 'text/html' } });
    expect((await page(keynest)).headers.get('content-type')).toMatch(/^text\/html/);
    const none = await page(closed);
    expect(none.headers.get('content-type') ?? '').not.toMatch(/html/);
    expect(new TextDecoder().decode(none.bytes)).not.toMatch(/</);
  });

  test('is enabled in development, and in production with GRAPHIQL', () => {
    expect(readConfig({}).graphiql).toBe(true);
    expect(readConfig({ NODE_ENV: 'production' }).graphiql).toBe(false);
    expect(readConfig({ NODE_ENV: 'production', GRAPHIQL: 'true' }).graphiql).toBe(true);
    expect(readConfig({ GRAPHIQL: 'false' }).graphiql).toBe(false);
  });
});

describe('suggestions', () => {
  const MISTAKES = {
    'a field': ['{ propertys { totalCount } }', 'properties'],
    'an argument': ['{ properties(frist: 1) { totalCount } }', 'first'],
    'a type': ['{ viewer { ...F } } fragment F on Usr { name }', 'User'],
    'an enum value': ['{ payments(filter: { status: PAYD }) { totalCount } }', 'PAID'],
    'an input field': ['{ payments(filter: { stats: PAID }) { totalCount } }', 'status'],
  } as const;

  test.each(Object.entries(MISTAKES))(
    'for %s are made to the signed-in only',
    async (_what, [query, right]) => {
      const told = new RegExp(`Did you mean .*"${right}"`);
      for (let round = 0; round < 2; round += 1) {
        const known = await ask(keynest.as('landlord'), query);
        const unknown = await ask(keynest.withToken(null), query);
        expect(known.messages.join()).toMatch(told);
        expect(unknown.messages.join()).not.toMatch(told);
        expect(unknown.messages.join()).not.toContain(`"${right}"`);
        expect(unknown.messages).toHaveLength(known.messages.length);
        expect([known.status, unknown.status]).toEqual([400, 400]);
      }
    },
  );

  test('for variables need a session', async () => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
    const input = { email: 'nobody@own.example', password: 'x', role: 'ADMN', emial: 'x' };
    const faultsFor = async (role: 'landlord' | null) => {
      const http = role === null ? keynest.withToken(null) : keynest.as(role);
      const { refusals, body } = await ask(http, query, { input });
      expect(refusals).toEqual(['BAD_INPUT invalid_input']);
      return JSON.stringify(body.errors[0]);
    };
    const known = await faultsFor('landlord');
    for (const name of ['CONTRACTOR', 'password']) expect(known).toContain(name);
    const unknown = await faultsFor(null);
    for (const name of ['CONTRACTOR', 'password', 'allowed']) expect(unknown).not.toContain(name);
    expect(JSON.parse(unknown)).toMatchObject({
      extensions: {
        details: [
          {
            path: ['input', 'emial'],
            code: 'unknown_field',
            message: 'This field does not exist. Leave it out.',
          },
          { path: ['input', 'role'], code: 'invalid_value', message: 'This is not a Role.' },
        ],
      },
    });
  });

  test('of types need a session', async () => {
    const query = 'query ($filter: PaymentFilter) { payments(filter: $filter) { totalCount } }';
    const { refusals } = await ask(keynest.withToken(null), query, { filter: { stats: 'PAID' } });
    expect(refusals).toEqual(['UNAUTHENTICATED unauthenticated']);
  });
});
