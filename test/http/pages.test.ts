import { buildSchema, parse } from 'graphql';
import { makeDemo } from '../../src/demo/demo.ts';
import { stampWrites } from '../../src/db/stamps.ts';
import { browserFiles } from '../../src/http/browser-files.ts';
import { ROUTES } from '../../src/rest/v1/index.ts';
import { operationOf } from '../../src/rest/route.ts';
import { exchange, requestText } from './support.ts';
import { SettableClock } from '../support/clock.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { at, openapi } from '../support/openapi.ts';

const DEMO = { emails: ['landlord@example.com'], password: 'keynest-demo' };
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A database that has the demo workspace beside the ones of every test. */
async function openDemo() {
  const database = await openTestDatabase();
  const clock = new SettableClock();
  const prisma = stampWrites(database.prisma, clock);
  await makeDemo({ prisma, clock, password: DEMO.password });
  return database;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ openDatabase: openDemo, settings: { demo: DEMO } });
});
afterAll(() => keynest.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(keynest.origin + path, { headers });
/** Without a header of its own for encodings, unlike `fetch`. */
const getRaw = (path: string, headers: Record<string, string> = {}) =>
  exchange(keynest.origin, requestText('GET', path, headers));

describe('the start page', () => {
  test('links to each page and contract, and tells the demo accounts', async () => {
    const answer = await get('/', { accept: HTML });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await answer.text();
    for (const path of ['/graphql', '/reference', '/v1', '/v1/openapi.yaml', '/schema.graphql', '/healthz']) {
      expect(page).toContain(`href="${path}"`);
      expect((await get(path, { accept: HTML })).status).toBe(200);
    }
    expect(page).toContain('landlord@example.com');
    expect(page).toContain('keynest-demo');
  });

  test('is JSON for a program that asks for it', async () => {
    const answer = await get('/', { accept: 'application/json' });
    expect(await answer.json()).toMatchObject({
      name: 'KeyNest',
      links: { graphql: '/graphql', rest: '/v1', openapi: '/v1/openapi.yaml' },
      demo: DEMO,
    });
    expect(answer.headers.get('vary')).toMatch(/\bAccept\b/);
  });

  test('tells no account without a demo, and no password that the operator chose', async () => {
    const plain = await startKeyNest();
    const page = await (await fetch(`${plain.origin}/`)).text();
    expect(page).not.toMatch(/example\.com|keynest-demo/);
    await plain.close();
    const secret = await startKeyNest({ settings: { demo: { ...DEMO, password: null } } });
    expect(await (await fetch(`${secret.origin}/`)).text()).toContain('DEMO_PASSWORD');
    await secret.close();
  });
});

describe('the contracts', () => {
  test('are served as they are written', async () => {
    const json = await get('/v1/openapi.json');
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await json.json()).toEqual(openapi);
    const yaml = await get('/v1/openapi.yaml');
    expect(yaml.headers.get('content-type')).toMatch(/^application\/yaml/);
    expect(await yaml.text()).toContain('openapi: 3.1.0');
    expect(buildSchema(await (await get('/schema.graphql')).text()).getQueryType()?.name).toBe('Query');
  });

  test.each(['/v1/openapi.yaml', '/schema.graphql'])(
    'a browser shows %s instead of saving it',
    async (path) => {
      const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
      const shown = await get(path, { accept });
      expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(shown.headers.get('vary')).toMatch(/\bAccept\b(?!-)/);
      expect(await shown.text()).toBe(await (await get(path)).text());
    },
  );

  test.each(['/v1/openapi.yaml', '/schema.graphql'])(
    '%s has an ETag for each representation, and a browser never gets 304 for another one',
    async (path) => {
      const tags = new Map<string, string>();
      for (const accept of ['text/html', '*/*']) {
        for (const encoding of ['br', 'gzip', 'identity']) {
          const answer = await get(path, { accept, 'accept-encoding': encoding });
          expect(answer.headers.get('vary')).toMatch(/\bAccept\b(?!-)/);
          tags.set(`${accept} ${encoding}`, answer.headers.get('etag')!);
        }
      }
      expect(new Set(tags.values()).size).toBe(tags.size);
      for (const [representation, tag] of tags) {
        const [accept = '', encoding = ''] = representation.split(' ');
        const conditional = {
          'accept-encoding': encoding,
          'if-none-match': tag,
          'cache-control': 'max-age=0',
        };
        const same = await get(path, { ...conditional, accept });
        expect([same.status, same.headers.get('vary')]).toEqual([
          304,
          expect.stringMatching(/\bAccept\b(?!-)/),
        ]);
        const other = await get(path, { ...conditional, accept: accept === '*/*' ? 'text/html' : '*/*' });
        expect(other.status).toBe(200);
      }
    },
  );

  test('/v1 lists every operation', async () => {
    const { operations } = (await (await get('/v1')).json()) as { operations: { operation: string }[] };
    const listed = operations.map(({ operation }) => operation);
    expect(listed).toEqual(expect.arrayContaining(ROUTES.map(operationOf)));
    expect(operations).toContainEqual({
      method: 'GET',
      path: '/v1/properties',
      operation: 'ListProperties',
      summary: 'List properties.',
    });
  });

  test('the reference shows the GraphQL twin of each operation', async () => {
    const { paths } = (await (await get('/reference/openapi.json')).json()) as {
      paths: Record<string, Record<string, { 'x-codeSamples'?: { source: string }[]; summary?: string }>>;
    };
    const samples = Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap((operation) => operation['x-codeSamples'] ?? []),
    );
    expect(samples).toHaveLength(ROUTES.length);
    const titles = Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap(({ summary = [] }) => summary),
    );
    expect(titles.filter((title) => title.endsWith('.'))).toEqual([]);
    for (const { source } of samples) expect(parse(source).definitions.length).toBeGreaterThan(0);
  });
});

test('the reference names the type of each schema, and shows the contract otherwise', async () => {
  const shown = await (await get('/reference/openapi.json')).json();
  const added: string[] = [];
  const untyped: string[] = [];
  const compare = (written: Json, there: Json, place: string) => {
    if (typeof written !== 'object' || written === null) return;
    for (const [name, member] of Object.entries<Json>(written))
      compare(member, there[name], `${place}/${name}`);
    for (const name of Object.keys(there)) if (!(name in written)) added.push(name);
    const isComposed = Array.isArray(there.allOf) || Array.isArray(there.anyOf) || Array.isArray(there.enum);
    if (isComposed && there.type === undefined) untyped.push(place);
  };
  compare(openapi['components'], shown.components, '');
  expect([...new Set(added)]).toEqual(['type']);
  expect(untyped).toEqual([]);
  const { ServiceMethodInput, UnitPatch, InvalidBody } = shown.components.schemas;
  expect(ServiceMethodInput.anyOf[1].type).toBe('string');
  expect(UnitPatch.properties.rent.type).toEqual(['number', 'null']);
  expect(InvalidBody.properties.errors.type).toBe('array');
});

describe('a file for browsers', () => {
  const path = browserFiles().pathOf('style.css');

  test.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('is sent in an encoding that the client takes: %s', async (accepted, encoding) => {
    const answer = await getRaw(path, accepted === '' ? {} : { 'Accept-Encoding': accepted });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding') ?? undefined).toBe(encoding);
    expect(answer.headers.get('vary')).toMatch(/Accept-Encoding/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('is not sent again to a browser that has it', async () => {
    for (const one of [path, '/schema.graphql', '/favicon.ico']) {
      const tag = (await get(one)).headers.get('etag')!;
      const again = await get(one, { 'if-none-match': tag, 'cache-control': 'max-age=0' });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    }
  });

  test.each([
    '',
    '/',
    '/manifest.json',
    '/style.css',
    '/..%2fmanifest.json',
    '/constructor',
    '/style.css.br',
  ])('nothing else is served: /assets%s', async (file) => {
    expect((await get(`/assets${file}`)).status).toBe(404);
  });
});

describe('an address that leads nowhere', () => {
  test('has a page for a person, which says nothing unsafe', async () => {
    const answer = await get('/nothing/<script>', { accept: HTML });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(page).toContain('href="/reference"');
    expect(page).not.toContain('<script>');
  });

  test.each(['/v1/nothing', '/V1/tenants/x/y', '/v1/properties/p_1'])(
    'is never answered by a page below /v1, as its contract says: %s',
    async (path) => {
      const authorization = `Bearer ${await keynest.tokenOf('landlord')}`;
      const answer = await get(path, { accept: HTML, authorization });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    },
  );

  test.each(['application/json', '*/*', ''])('has a problem for a program: %s', async (accept) => {
    const answer = await get('/nothing', accept === '' ? {} : { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});

describe('an answer for one request', () => {
  const GZIP = { 'Accept-Encoding': 'gzip, br' };

  test('is compressed above a kilobyte, and the same inside', async () => {
    const raw = await getRaw('/v1');
    const small = await getRaw('/v1', GZIP);
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(raw.headers.has('content-encoding')).toBe(false);
    expect(raw.headers.get('vary')).toMatch(/Accept-Encoding/);
    const unpacked = await (await get('/v1', { 'accept-encoding': 'gzip' })).text();
    expect(JSON.parse(unpacked)).toEqual(await (await get('/v1', { 'accept-encoding': 'identity' })).json());
  });

  test('is sent as it is below that, and where a strong ETag names its bytes', async () => {
    expect((await getRaw('/healthz', GZIP)).headers.has('content-encoding')).toBe(false);
    const { propertyId } = await keynest.own.property({ units: 40 });
    const authorization = `Bearer ${await keynest.tokenOf('landlord')}`;
    const one = await getRaw(`/v1/properties/${propertyId}`, { ...GZIP, authorization });
    expect(one.headers.get('etag')).toMatch(/^"/);
    expect(one.headers.has('content-encoding')).toBe(false);
  });
});

/** Somebody who signed in to the demo workspace. */
async function inDemo(email: string) {
  const session = { email, password: DEMO.password };
  const { body } = await keynest.withToken(null).post('/v1/auth/session', session);
  return keynest.withToken((body as { token: string }).token);
}

test('the tabs of GraphiQL are about the tenant of the demo, whoever was added', async () => {
  const landlord = await inDemo(DEMO.emails[0]!);
  const { body: added } = await landlord.post('/v1/properties', { name: 'Added', units: 1 });
  const { body: property } = await landlord.get(`/v1/properties/${(added as Json).id}`);
  const tenancy = { name: 'Aaron Added', rent: 900, leaseStart: '2026-01-01' };
  await landlord.post('/v1/tenants', { ...tenancy, unitId: (property as Json).units[0].id });
  const [, question] = /QUESTION = '([^']+)'/.exec(await browserFiles().textOf('graphiql.js')) ?? [];
  for (const email of ['landlord@example.com', 'manager@example.com', 'tenant@example.com']) {
    const { body } = await (await inDemo(email)).post('/graphql', { query: question });
    const { nodes } = (body as Json).data.tenants;
    expect(nodes.find(({ arrearsSince }: Json) => arrearsSince !== null).id).toBe(exampleOf('TenantId'));
  }
});

test('the tabs of GraphiQL run on the demo workspace', async () => {
  const landlord = await inDemo(DEMO.emails[0]!);
  const tenantId = exampleOf('TenantId');
  const tabs = JSON.parse(await browserFiles().textOf('tabs.json')) as string[];
  expect(tabs.length).toBeGreaterThan(5);
  for (const query of tabs) {
    const { body: answer } = await landlord.post('/graphql', { query, variables: { tenantId } });
    expect(answer).toMatchObject({ data: expect.any(Object) });
    expect(answer).not.toHaveProperty('errors');
  }
});

/** Parameters of the contract, and where what they name is read. */
const EXAMPLES = {
  PropertyId: '/v1/properties',
  UnitId: '/v1/units',
  LeaseId: '/v1/leases',
  TenantId: '/v1/tenants',
  PaymentId: '/v1/payments',
  DepositId: '/v1/deposits',
  TicketId: '/v1/tickets',
};

const exampleOf = (parameter: string) => at(['components', 'parameters', parameter, 'example']) as string;

test('the ids that the contract gives as examples are those of the demo', async () => {
  const signedIn = await fetch(`${keynest.origin}/v1/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: DEMO.emails[0], password: DEMO.password }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  for (const [name, path] of Object.entries(EXAMPLES)) {
    const answer = await get(`${path}/${exampleOf(name)}`, { authorization: `Bearer ${token}` });
    expect([name, answer.status]).toEqual([name, 200]);
  }
});
