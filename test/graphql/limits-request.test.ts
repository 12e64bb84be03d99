import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { MAX_BATCH } from '../../src/graphql/limits/request.ts';
import { MAX_BODY_BYTES } from '../../src/http/read-body.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';
import { ask, GRAPHQL_RESPONSE, outcomeOf, send } from './limits-support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const CHANGE = 'mutation { createProperty(input: { name: "By another site" }) { id } }';
const properties = () => keynest.prisma.property.count();

/** A body as it is, with the media type that it is said to have. */
function post(
  body: BodyInit,
  contentType: string | null,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers = { ...(contentType !== null && { 'Content-Type': contentType }), ...more };
  return keynest.as('landlord').send('POST', '/graphql', { headers, body });
}

/** Expects a refusal in JSON, in either media type, with its status. */
function expectRefusal(answer: Answer, status: number, reason: string): void {
  const { refusals } = outcomeOf(answer);
  expect({ status: answer.status, refusals }).toEqual({ status, refusals: [`BAD_INPUT ${reason}`] });
  expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
}

describe('a cross-site request changes nothing', () => {
  const form = new URLSearchParams({ query: CHANGE });
  const multipart = new FormData();
  multipart.set('operations', JSON.stringify({ query: CHANGE }));
  multipart.set('map', '{}');
  const json = JSON.stringify({ query: CHANGE });
  const bytes = new TextEncoder().encode(json);

  test.each([
    ['text/plain', json, 'text/plain'],
    ['text that claims to be JSON too', json, 'text/plain; application/json'],
    ['text before JSON', json, 'text/plain, application/json'],
    ['JSON before text', json, 'application/json, text/plain'],
    ['a form', form, null],
    ['JSON as a form', json, 'application/x-www-form-urlencoded'],
    ['a form with files', multipart, null],
    ['JSON as a form with files', json, 'multipart/form-data; boundary=x'],
    ['no media type', bytes, null],
    ['an empty media type', bytes, ''],
    ['a bare document', CHANGE, 'application/graphql'],
    ['another media type', json, 'application/xml'],
    ['JSON in another charset', json, 'application/json; charset=iso-8859-1'],
    ['JSON in another charset, quoted', json, 'application/json; Charset="UTF-16"'],
  ] as const)('%s', async (_what, body, contentType) => {
    const before = await properties();
    for (const accept of ['*/*', GRAPHQL_RESPONSE]) {
      expectRefusal(await post(body, contentType, { Accept: accept }), 415, 'unsupported_media_type');
    }
    expect(await properties()).toBe(before);
  });

  test('a mutation by GET', async () => {
    const before = await properties();
    const answer = await keynest.as('landlord').get(`/graphql?query=${encodeURIComponent(CHANGE)}`);
    expectRefusal(answer, 405, 'invalid_request');
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await properties()).toBe(before);
  });

  test('JSON is accepted with any spelling of its charset', async () => {
    const before = await properties();
    const written = [
      'application/json',
      'application/json; charset=utf-8',
      'application/json ;charset=utf-8',
      'Application/JSON; Charset="UTF-8"',
      'application/GraphQL+json;charset=utf8',
    ];
    for (const contentType of written) {
      expect(outcomeOf(await post(json, contentType)).refusals).toEqual([]);
    }
    expect(await properties()).toBe(before + written.length);
  });

  test('compressed bodies are refused as compressed, not as invalid JSON', async () => {
    const packed = Uint8Array.from(gzipSync(json));
    const before = await properties();
    for (const encoding of ['gzip', 'br', 'GZIP']) {
      const answer = await post(packed, 'application/json', { 'Content-Encoding': encoding });
      expectRefusal(answer, 415, 'unsupported_media_type');
      expect(outcomeOf(answer).messages[0]).toContain('Content-Encoding');
      expect(answer.headers.get('accept-encoding')).toBe('identity');
    }
    expect(await properties()).toBe(before);
    const plain = await post(json, 'application/json', { 'Content-Encoding': 'identity' });
    expect(outcomeOf(plain).refusals).toEqual([]);
  });
});

test.each(['text/plain', 'text/html', 'application/json; charset=iso-8859-1'])(
  'who accepts %s only is told all the same what came of it',
  async (accept) => {
    const before = await properties();
    const answer = await post(JSON.stringify({ query: CHANGE }), 'application/json', { Accept: accept });
    expect(outcomeOf(answer)).toMatchObject({ status: 200, refusals: [], body: { data: expect.anything() } });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await properties()).toBe(before + 1);
  },
);

describe('a request by GET', () => {
  const get = (parameters: Record<string, string>) =>
    keynest.as('landlord').get(`/graphql?${new URLSearchParams(parameters).toString()}`);

  test('takes a query with its variables', async () => {
    const query = 'query ($id: ID!) { tenant(id: $id) { id } }';
    expect(outcomeOf(await get({ query, variables: '{"id":"x"}' })).refusals).toEqual([
      'NOT_FOUND not_found',
    ]);
  });

  test.each(['variables', 'extensions'])('is refused if its %s are not JSON', async (name) => {
    expectRefusal(await get({ query: '{ viewer { id } }', [name]: '{' }), 400, 'invalid_request');
  });
});

describe('an unknown operation', () => {
  const query = 'query One { viewer { id } } query Two { viewer { id } }';

  test.each([
    [{ query }],
    [{ query, operationName: 'Three' }],
    [{ query: 'fragment F on User { id }' }],
    [{ query: '{ viewer { id } }', operationName: 'Three' }],
  ])('is refused with our message, alone and in a batch: %j', async (operation) => {
    const landlord = keynest.as('landlord');
    const refusal = ['BAD_INPUT no_such_operation'];
    const alone = await send(landlord, operation);
    const { body } = await send(landlord, [operation]);
    const inBatch = outcomeOf({ ...alone.answer, body: body[0] });
    expect([alone.status, alone.refusals, inBatch.refusals]).toEqual([400, refusal, refusal]);
  });
});

describe('a body', () => {
  test.each(['null', '7', '"text"'])('that is not an operation is refused: %s', async (body) => {
    expectRefusal(await post(body, 'application/json'), 400, 'invalid_request');
  });

  test('that is not JSON is refused', async () => {
    expectRefusal(await post('{', 'application/json'), 400, 'malformed_json');
  });

  const padded = (bytes: number) => JSON.stringify({ query: '{ viewer { id } }' }).padEnd(bytes);
  /** Sent in pieces, without its length. */
  const chunked = (text: string) => {
    const pieces = text.match(/[^]{1,65536}/g) ?? [];
    return new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
  };

  test.each([
    ['whose length is told', (text: string) => text],
    ['in pieces', chunked],
  ])('%s has at most one mebibyte', async (_how, bodyOf) => {
    expect(MAX_BODY_BYTES).toBe(1024 * 1024);
    const whole = await post(bodyOf(padded(MAX_BODY_BYTES)), 'application/json');
    expect(outcomeOf(whole)).toMatchObject({ status: 200, refusals: [] });
    for (const accept of ['*/*', GRAPHQL_RESPONSE]) {
      const more = await post(bodyOf(padded(MAX_BODY_BYTES + 1)), 'application/json', { Accept: accept });
      expectRefusal(more, 413, 'body_too_large');
      expect(outcomeOf(more).messages[0]).toContain('1048576 bytes');
    }
  });
});

describe('a batch', () => {
  const ME = { query: '{ viewer { id } }' };

  test(`has 1 to ${MAX_BATCH} operations`, async () => {
    const landlord = keynest.as('landlord');
    const { status, body } = await send(landlord, Array<typeof ME>(MAX_BATCH).fill(ME));
    expect(status).toBe(200);
    expect(body).toHaveLength(MAX_BATCH);
    for (const { data } of body) expect(data.viewer.id).toBe(keynest.own.workspace.userIds.landlord);
    const { answer } = await send(landlord, Array<typeof ME>(MAX_BATCH + 1).fill(ME));
    expectRefusal(answer, 413, 'batch_too_large');
    expect(outcomeOf(answer).messages[0]).toContain(
      'This batch has 11 operations, but at most 10 are allowed.',
    );
    expectRefusal((await send(landlord, [])).answer, 400, 'empty_batch');
  });

  test('answers each operation by itself, in order', async () => {
    const { body } = await send(keynest.as('landlord'), [
      ME,
      { query: '{ nonsense }' },
      { query: '{' },
      { query: 'query ($id: ID!) { tenant(id: $id) { id } }', variables: { id: 'x' } },
      { nothing: 1 },
      null,
      'text',
      ME,
    ]);
    const outcomes = body.map(({ data, errors }: { data?: unknown; errors?: object[] }) => [
      data !== undefined && data !== null,
      errors?.length ?? 0,
    ]);
    expect(outcomes).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
      [true, 1],
      [false, 1],
      [false, 1],
      [false, 1],
      [true, 0],
    ]);
  });

  test.each([
    null,
    {},
    [],
    'text',
    7,
    { query: 7 },
    { query: '{ __typename }', variables: [] },
    { nothing: 1 },
  ])('is refused with our message for %j', async (operation) => {
    const { status, body } = await send(keynest.as('landlord'), [operation, ME]);
    const [none, me] = body.map((result: { errors?: object[] }) => result.errors?.[0]);
    expect([status, none.extensions, me]).toEqual([
      200,
      { code: 'BAD_INPUT', reason: 'invalid_request', details: [] },
      undefined,
    ]);
    expectRefusal((await send(keynest.as('landlord'), { ...ME, query: 7 })).answer, 400, 'invalid_request');
  });

  test('gives each operation a state of its own', async () => {
    const create =
      'mutation ($key: String!, $name: String!) { createProperty(idempotencyKey: $key, input: { name: $name }) { name } }';
    const operation = (name: string) => ({ query: create, variables: { key: randomUUID(), name } });
    const before = await properties();
    const names = ['One', 'Two', 'Three'];
    const { body } = await send(keynest.as('landlord'), [...names.map(operation), ME]);
    const made = body
      .slice(0, 3)
      .map(({ data }: { data: { createProperty: unknown } }) => data.createProperty);
    expect(made).toEqual(names.map((name) => ({ name })));
    expect(await properties()).toBe(before + 3);
    expect(body[3].data.viewer.id).toBe(keynest.own.workspace.userIds.landlord);
  });

  test('without a session reaches public fields only', async () => {
    const { body } = await send(keynest.withToken(null), [{ query: '{ __typename }' }, ME]);
    expect(body[0].data).toEqual({ __typename: 'Query' });
    expect(body[1].errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('failed sign-ins are counted', () => {
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
  const attempt = (email: string, password = 'wrong') => ({
    query: SIGN_IN,
    variables: { input: { email, password } },
  });
  const codesOf = (body: { errors?: { extensions: { code: string } }[] }[]) =>
    body.map(({ errors }) => errors?.[0]?.extensions.code ?? 'none').toSorted();

  test('in batches', async () => {
    const email = 'landlord@own.example';
    const batch = (size: number) => send(keynest.withToken(null), Array(size).fill(attempt(email)));
    expect(codesOf((await batch(6)).body)).toEqual(Array(6).fill('UNAUTHENTICATED'));
    const second = codesOf((await batch(6)).body);
    expect(second).toEqual([
      ...Array<string>(2).fill('RATE_LIMITED'),
      ...Array<string>(4).fill('UNAUTHENTICATED'),
    ]);
    expect(
      (await ask(keynest.withToken(null), SIGN_IN, attempt(email, PASSWORD).variables)).refusals,
    ).toEqual(['RATE_LIMITED rate_limited']);
  });

  test('in aliases', async () => {
    const email = 'manager@own.example';
    const query = `mutation ($input: SignInInput!) { ${'abcdefgh'
      .split('')
      .map((name) => `${name}: signIn(input: $input) { token }`)
      .join(' ')} }`;
    const outcomes: string[] = [];
    for (let index = 0; index < 11; index += 1) {
      const { refusals } = await ask(keynest.withToken(null), query, attempt(email).variables);
      outcomes.push(...refusals);
    }
    expect(outcomes).toEqual([
      ...Array<string>(10).fill('UNAUTHENTICATED wrong_credentials'),
      'RATE_LIMITED rate_limited',
    ]);
  });
});
