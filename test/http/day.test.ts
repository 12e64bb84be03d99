import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import type { Http, Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';
import { exchange, requestText, Wire } from './support.ts';

const TENANT = {
  name: 'Zuzanna Őrségi-Ngũgĩ',
  email: 'zuzanna.ngugi@tenants.example',
  phone: '+1 416 555 0187',
};
const STREET = '77 Quillfeather Crescent';
const WRONG_PASSWORD = 'hunter2-was-wrong';
const NEW_PASSWORD = 'violet-anchor-7-teapot';
const INVITED = { name: 'Bartholomew Quigg', email: 'bartholomew.quigg@invited.example' };
const UNDOCUMENTED = { isUndocumented: true };

/** What the log may hold of nobody; grows with the day. */
const secrets = new Set<string>([
  PASSWORD,
  WRONG_PASSWORD,
  NEW_PASSWORD,
  STREET,
  ...Object.values(TENANT),
  ...Object.values(INVITED),
  'Lou Landry',
  '416-555-0123',
  'own.example',
]);

let broken: 'nothing' | 'arguments' | 'row' | 'words' = 'nothing';

/** A database whose tickets fail in one of the ways that databases fail in. */
function breakable(prisma: PrismaClient): PrismaClient {
  const fail = async () => {
    if (broken === 'arguments')
      await prisma.tenant.findMany({ where: { electronic: TENANT.email } as never });
    if (broken === 'row') await prisma.$queryRawUnsafe(`SELECT '${TENANT.email}'::uuid`);
    if (broken === 'words') {
      throw new Error(`No ticket of ${TENANT.name} <${TENANT.email}>, ${TENANT.phone}\n    at ${STREET}`, {
        cause: new TypeError(`Cannot create property on '${TENANT.name}'`),
      });
    }
  };
  return prisma.$extends({
    query: {
      ticket: {
        async $allOperations({ args, query }) {
          await fail();
          return query(args);
        },
      },
    },
  }) as unknown as PrismaClient;
}

let keynest: KeyNest;
let landlord: Http;
let pdfUrl: URL;
const printed: string[] = [];

beforeAll(async () => {
  keynest = await startKeyNest({
    wrapPrisma: breakable,
    limits: { headersTimeout: 2000, requestTimeout: 2000, connectionsCheckingInterval: 50 },
  });
});
afterAll(() => keynest.close());

beforeEach(() => {
  broken = 'nothing';
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest
      .spyOn(console, method)
      .mockImplementation((...words: unknown[]) => void printed.push(words.join(' ')));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

const anonymous = () => keynest.withToken(null);
const graphql = (http: Http, query: string, variables: object = {}): Promise<Json> =>
  http.post('/graphql', { query, variables }).then(({ body }) => body);

/** Remembers a secret that was given out. */
function keep(secret: string): string {
  expect(secret.length).toBeGreaterThan(10);
  secrets.add(secret);
  return secret;
}

/** What is logged of errors that nobody foresaw, since. */
const defects = (since: number) => keynest.log.slice(since).filter(({ level }) => level >= 50);

describe('a day of requests', () => {
  test('people sign in, or fail to', async () => {
    const email = keynest.own.workspace.emails.landlord;
    const { body } = await anonymous().post('/v1/auth/session', { email, password: PASSWORD });
    landlord = keynest.withToken(keep((body as { token: string }).token));
    const refusals = [
      await anonymous().post('/v1/auth/session', { email, password: WRONG_PASSWORD }),
      await anonymous().post('/v1/auth/session', { email: TENANT.email, password: WRONG_PASSWORD }),
      await anonymous().post('/v1/auth/session', { email: TENANT.name, password: [WRONG_PASSWORD] }),
      await keynest.withToken(keep('kn_made-up-by-somebody')).get('/v1/tenants'),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([401, 401, 422, 401]);
    const signIn = `mutation { signIn(input: { email: "${TENANT.email}", password: "${WRONG_PASSWORD}" }) { token } }`;
    expect((await graphql(anonymous(), signIn)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('a tenant moves in, with an address for mail and a phone', async () => {
    const address = { street: STREET, city: 'Guelph', postalCode: 'N1G 1A1' };
    const property = await landlord.post('/v1/properties', { name: 'Oak House', units: 1, address });
    const { body } = await landlord.get(`/v1/properties/${(property.body as Json).id}`);
    const unitId = (body as Json).units[0].id;
    const tenant = await landlord.post('/v1/tenants', {
      ...TENANT,
      unitId,
      rent: 1850,
      leaseStart: '2026-09-01',
    });
    expect(tenant).toMatchObject({ status: 201, body: { email: TENANT.email } });
    const { id } = tenant.body as Json;
    expect((await landlord.patch(`/v1/tenants/${id}`, { phone: TENANT.phone })).status).toBe(200);
    const form = await landlord.post('/v1/forms/N4', { tenantId: id });
    expect(form.status).toBe(201);
    pdfUrl = new URL((form.body as Json).pdfUrl);
  });

  test('somebody opens the link, and somebody else tries to', async () => {
    const signature = keep(pdfUrl.searchParams.get('signature') ?? '');
    const open = (path: string) => anonymous().get(path, { headers: { Referer: pdfUrl.href } });
    expect((await open(pdfUrl.pathname + pdfUrl.search)).status).toBe(200);
    const forged = pdfUrl.search.replace(signature, signature.toLowerCase());
    expect((await open(pdfUrl.pathname + forged)).status).toBe(403);
    expect((await open(`${pdfUrl.pathname}/certificate${pdfUrl.search}`)).status).toBe(403);
  });

  test('programs and people are let in', async () => {
    const admin = keynest.withToken(keep(await keynest.tokenOf('admin')));
    const key = await graphql(
      admin,
      'mutation { createApiKey(input: { name: "Books", scopes: [TENANTS_READ] }) { token } }',
    );
    expect((await keynest.withToken(keep(key.data.createApiKey.token)).get('/v1/tenants')).status).toBe(200);
    const invite = 'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { token } }';
    const invited = await graphql(admin, invite, { input: { email: INVITED.email, role: 'MANAGER' } });
    const token = keep(invited.data.createInvitation.token);
    const accept = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { token } }';
    const input = { token, name: INVITED.name, password: NEW_PASSWORD };
    keep((await graphql(anonymous(), accept, { input })).data.acceptInvitation.token);
    const change = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }';
    const wrong = await graphql(admin, change, { input: { current: WRONG_PASSWORD, new: NEW_PASSWORD } });
    expect(wrong.errors).toHaveLength(1);
  });

  test('clients send what nobody can read', async () => {
    const words = JSON.stringify(TENANT);
    const type = { 'Content-Type': 'application/json' };
    const post = (path: string, body: string, headers: object = {}) =>
      landlord.send('POST', path, { body, headers: { ...type, ...headers }, ...UNDOCUMENTED });
    const statuses = [
      (await post('/v1/tenants', words.slice(0, -3))).status,
      (await post('/v1/tenants', words, { 'Content-Encoding': 'gzip' })).status,
      (await post('/v1/tenants', words, { 'Content-Type': 'text/plain' })).status,
      (await post('/v1/tenants', words, { 'Idempotency-Key': 'é' + 'x'.repeat(300) })).status,
      (await post('/v1/tenants', `{"name":${'['.repeat(50_000)}"${TENANT.email}"`)).status,
      (await post('/graphql', words.slice(0, -3))).status,
      (
        await post(
          '/graphql',
          JSON.stringify({ query: `{ tenant(id: "${TENANT.email}") { "${TENANT.name}" }` }),
        )
      ).status,
      (await landlord.get(`/v1/tenants?email=${encodeURIComponent(TENANT.email)}`)).status,
      (await landlord.get(`/v1/tenants/${TENANT.email}`, UNDOCUMENTED)).status,
      (await landlord.get(`/v1/${encodeURIComponent(TENANT.name)}/%zz`, UNDOCUMENTED)).status,
    ];
    // GraphQL over HTTP answers 200 to documents that it could read as JSON.
    for (const status of statuses) expect([200, 400, 404, 415, 422]).toContain(status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('others send no request at all', async () => {
    const headers = { Authorization: `Bearer ${[...secrets].at(-1)!}`, 'X-Request-Id': TENANT.email };
    const stalled = { ...headers, 'Content-Type': 'application/json', 'Content-Length': '500' };
    const answers = [
      await exchange(keynest.origin, `${TENANT.email} ${PASSWORD}\r\n\r\n`),
      await exchange(keynest.origin, requestText('GET', `/files/x?signature=${'s'.repeat(20_000)}`, headers)),
      await exchange(keynest.origin, requestText('GET', `http://${PASSWORD}@[/${TENANT.email}`, headers)),
      await new Wire(keynest.origin)
        .send(requestText('POST', '/v1/auth/session', stalled, PASSWORD))
        .untilClosed(),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 431, 400, 408]);
  });

  test.each(['arguments', 'row', 'words'] as const)('the server fails, and has %s to say', async (what) => {
    const before = keynest.log.length;
    broken = what;
    expect((await landlord.get('/v1/tickets')).status).toBe(500);
    const { errors } = await graphql(landlord, '{ tickets(first: 1) { edges { node { id } } } }');
    expect(errors[0].extensions.code).toBe('INTERNAL');
    const lines = defects(before);
    expect(lines).toHaveLength(2);
    for (const { err, requestId, msg } of lines) {
      expect(requestId).toMatch(/^[\w-]{36}$/);
      expect(msg).toBe('unexpected error');
      // Enough to find the place by.
      expect(err).toMatchObject({
        type: expect.stringMatching(/Error$/),
        stack: expect.stringMatching(/^ {4}at /),
      });
    }
    const types = {
      arguments: 'PrismaClientValidationError',
      row: 'PrismaClientKnownRequestError',
      words: 'Error',
    };
    expect(lines.map(({ err }) => (err as Json).type)).toEqual([types[what], types[what]]);
    if (what === 'row') expect(lines[0]!.err).toMatchObject({ code: 'P2010', originalCode: '22P02' });
    if (what === 'words') expect(lines[0]!.err).toMatchObject({ cause: { type: 'TypeError' } });
  });

  test('and the log tells what was done, and of nobody', () => {
    const lines = keynest.log.map((line) => JSON.stringify(line));
    expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(30);
    const leaks = [...secrets].flatMap((secret) => {
      const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
      return lines.filter((line) => forms.some((form) => line.toLowerCase().includes(form.toLowerCase())));
    });
    expect(leaks).toEqual([]);
    expect(lines.filter((line) => /[?&](signature|key|email|token)=|@[\w-]+\.\w/.test(line))).toEqual([]);
    expect(printed).toEqual([]);
  });
});
