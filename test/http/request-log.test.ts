import { browserFiles } from '../../src/http/browser-files.ts';
import { operationOf } from '../../src/rest/route.ts';
import { ROUTES } from '../../src/rest/v1/index.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const NOT_FOUND = 'f_01m83e50bdea487zp2a7rv7ecr';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

let requests = 0;

/** The line that is logged of a request, once it is there, without the fields that every line has. */
async function lineOf(
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Record<string, unknown>> {
  requests += 1;
  const requestId = `line-${requests}`;
  const headers = { ...init.headers, 'x-request-id': requestId };
  await (await fetch(keynest.origin + path, { ...init, headers })).arrayBuffer();
  const find = () => keynest.log.find((line) => line.requestId === requestId && line.msg === 'request');
  while (!find()) await new Promise(setImmediate);
  const { level, time, pid, hostname, msg, requestId: _, ...measured } = find()!;
  const { milliseconds, sqlMilliseconds, statements, ...line } = measured;
  expect({ level, msg, milliseconds, sqlMilliseconds, statements }).toEqual({
    level: 30,
    msg: 'request',
    milliseconds: expect.any(Number),
    sqlMilliseconds: expect.any(Number),
    statements: expect.any(Number),
  });
  expect([typeof time, typeof pid, typeof hostname]).toEqual(['number', 'number', 'string']);
  return line;
}

const asLandlord = async () => ({ authorization: `Bearer ${await keynest.tokenOf('landlord')}` });

const graphql = async (body: unknown) =>
  lineOf('/graphql', {
    method: 'POST',
    headers: { ...(await asLandlord()), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the route of a request', () => {
  test.each(ROUTES.map(({ method, path }) => [method, path]))(
    'is its pattern: %s %s',
    async (method, path) => {
      const asked = `/v1${path.replace(/:\w+/, 'Sarah.Thompson')}?q=sarah`;
      expect(await lineOf(asked, { method })).toMatchObject({ method, route: `/v1${path}` });
    },
  );

  test.each([
    ['/v1/properties/sarah@example.com', '/v1/properties/:id'],
    ['/V1/Properties/p_x', '/v1/properties/:id'],
    [`/files/${NOT_FOUND}?expires=1&signature=secret`, '/files/:id'],
    [`/files/${NOT_FOUND}/certificate?signature=secret`, '/files/:id/certificate'],
    ['/healthz?name=sarah', '/healthz'],
    ['/livez?name=sarah', '/livez'],
    ['/reference', '/reference'],
    ['/reference/openapi.yaml', '/reference/openapi.yaml'],
    ['/', '/'],
    ['/v1', '/v1'],
    ['/v1/openapi.json', '/v1/openapi.json'],
    [browserFiles().pathOf('style.css'), '/assets/:file'],
    ['/graphql?query=%7B__typename%7D', '/graphql'],
  ])('of %s is %s', async (path, route) => {
    expect((await lineOf(path))['route']).toBe(route);
  });

  test.each([
    '/sarah@example.com',
    '/v1/sarah',
    '/v1/properties/p_x/sarah',
    '/reference/sarah.css',
    '/reference/constructor',
    '/assets/sarah.css',
    '/assets/constructor',
    '/files/',
    '/v1/properties%0aforged',
    `/kn_${'a'.repeat(43)}`,
    '/constructor',
  ])('of a path that is not served is unmatched: %s', async (path) => {
    expect(await lineOf(path)).toEqual({ method: 'GET', route: 'unmatched', status: 404 });
  });

  test('of a method that the path does not take is the same', async () => {
    const line = await lineOf('/v1/properties/x', { method: 'PUT' });
    expect(line).toEqual({ method: 'PUT', route: '/v1/properties/:id', status: 405 });
  });
});

describe('the operations of a request', () => {
  test('are named as the document does', async () => {
    const line = await graphql({ query: 'query Portfolio { properties(first: 1) { totalCount } }' });
    expect(line).toEqual({ method: 'POST', route: '/graphql', status: 200, operations: ['Portfolio'] });
  });

  test('are those that were executed', async () => {
    const query = 'query One { viewer { id } } query Two { viewer { id } }';
    expect(await graphql({ query, operationName: 'Two' })).toMatchObject({ operations: ['Two'] });
    expect(
      await graphql([{ query, operationName: 'Two' }, { query: 'query Three { viewer { id } }' }]),
    ).toEqual({
      method: 'POST',
      route: '/graphql',
      status: 200,
      operations: ['Two', 'Three'],
    });
  });

  test('of /v1 are named too', async () => {
    expect(await lineOf('/v1/properties', { headers: await asLandlord() })).toEqual({
      method: 'GET',
      route: '/v1/properties',
      status: 200,
      operations: ['ListProperties'],
    });
  });

  test.each([
    ['without a name', '{ viewer { id } }'],
    ['with a long name', `query ${'a'.repeat(65)} { viewer { id } }`],
    ['with a token for a name', `query kn_${'a'.repeat(43)} { viewer { id } }`],
    ['that is not valid', 'query Sarah { viewer { sarah } }'],
  ])('are not named: one %s', async (_name, query) => {
    expect(await graphql({ query })).not.toHaveProperty('operations');
  });
});

describe('the operation of a request to /v1', () => {
  test('is named by its operationId, also when it is refused before it runs', async () => {
    expect(await lineOf('/v1/properties')).toEqual({
      method: 'GET',
      route: '/v1/properties',
      status: 401,
      operations: ['ListProperties'],
    });
    expect(await lineOf(`/files/${NOT_FOUND}`)).toMatchObject({ operations: ['GetFile'] });
  });

  test.each(ROUTES.map((route) => [operationOf(route), route]))('is %s', async (name, { method, path }) => {
    const asked = `/v1${path.replace(/:\w+/, 'x')}`;
    expect(await lineOf(asked, { method })).toMatchObject({ operations: [name] });
  });
});

describe('what a request did', () => {
  const find = (requestId: string) =>
    keynest.log.find((line) => line.requestId === requestId && line.msg === 'request');

  async function lineById(requestId: string, path: string, headers: Record<string, string>) {
    await fetch(keynest.origin + path, { headers: { ...headers, 'x-request-id': requestId } });
    while (!find(requestId)) await new Promise(setImmediate);
    return find(requestId)!;
  }

  test('its SQL statements are counted, its own only', async () => {
    const headers = await asLandlord();
    const [one, other, none] = await Promise.all([
      lineById('counted-1', '/v1/properties', headers),
      lineById('counted-2', '/v1/properties', headers),
      lineById('counted-3', '/livez', {}),
    ]);
    expect(one['statements']).toBeGreaterThan(1);
    expect(Math.abs(Number(one['statements']) - Number(other['statements']))).toBeLessThanOrEqual(1);
    expect(none).toMatchObject({ statements: 0, sqlMilliseconds: 0 });
  });

  test('its trace is named when the caller sends one', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    expect(await lineById('traced-1', '/livez', { traceparent })).toMatchObject({ traceId });
    const bad = `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`;
    for (const [index, header] of [bad, 'sarah@example.com', `${traceparent}x`].entries())
      expect(await lineById(`untraced-${index}`, '/livez', { traceparent: header })).not.toHaveProperty(
        'traceId',
      );
  });
});
