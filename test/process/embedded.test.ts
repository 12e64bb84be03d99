import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../support/server-process.ts';
import { killUnderLoad } from './kill.ts';
import { PaymentLoad } from './load.ts';

const ROUNDS = 3;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-process-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function post(origin: string, path: string, body: object, token?: string): Promise<Response> {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  return fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function signIn(origin: string): Promise<string> {
  const credentials = { email: 'landlord@example.com', password: 'keynest-demo' };
  const response = await post(origin, '/v1/auth/session', credentials);
  return ((await response.json()) as { token: string }).token;
}

/** Somebody without payments of the demo's. */
async function newTenant(origin: string, token: string): Promise<string> {
  const made = await post(origin, '/v1/properties', { name: 'Elm House', units: 1 }, token);
  const property = await fetch(`${origin}${made.headers.get('location')}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { units } = (await property.json()) as { units: [{ id: string }] };
  const tenant = { name: 'Ana', unitId: units[0].id, rent: 1000, leaseStart: '2026-10-01' };
  return ((await (await post(origin, '/v1/tenants', tenant, token)).json()) as { id: string }).id;
}

/** Every payment of a tenant, in cents, page by page. */
async function readAmounts(origin: string, token: string, tenantId: string): Promise<number[]> {
  const found: number[] = [];
  let next: string | undefined = `${origin}/v1/payments?tenant=${tenantId}&source=received&limit=100`;
  while (next) {
    const response: Response = await fetch(next, { headers: { Authorization: `Bearer ${token}` } });
    const page = (await response.json()) as { amount: number }[];
    found.push(...page.map(({ amount }) => Math.round(amount * 100)));
    next = /<(.+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return found;
}

describe('kill -9 under load', () => {
  test(`loses nothing that was acknowledged and doubles nothing, ${ROUNDS} times over`, async () => {
    const settings = { KEYNEST_DATA: folder };
    const start = () => ServerProcess.start(settings);
    let server = await start();
    const token = await signIn(server.origin);
    for (let round = 0; round < ROUNDS; round++) {
      const tenantId = await newTenant(server.origin, token);
      const amounts = (origin: string) => readAmounts(origin, token, tenantId);
      const load = new PaymentLoad(token, tenantId);
      server = await killUnderLoad(server, load, { amounts }, 20 + 35 * round, start);
    }
    expect(await server.end('SIGTERM')).toBe(0);
  });
});

describe('SIGTERM', () => {
  test('lets requests in flight end, tells that it is not ready, and exits with 0', async () => {
    const server = await ServerProcess.start({ KEYNEST_DATA: folder });
    const { origin } = server;
    const token = await signIn(origin);
    const tenantId = await newTenant(origin, token);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    const body = { tenantId, draft: true };
    const requests = Array.from({ length: 5 }, () => post(origin, '/v1/forms/lease', body, token));
    const inFlight = Promise.all(requests);
    // All of them have come in by then, and the others are being drawn.
    await Promise.race(requests);
    const exit = server.end('SIGTERM');
    const health: number[] = [];
    const asking = (async () => {
      for (;;) {
        const status = await fetch(`${origin}/healthz`).then(
          (response) => response.status,
          () => 0,
        );
        if (status === 0) return;
        health.push(status);
      }
    })();
    const answers = await inFlight;
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await exit).toBe(0);
    await asking;
    expect(health).toContain(503);
    expect(health.lastIndexOf(200)).toBeLessThan(health.indexOf(503));
  });
});

describe('a start', () => {
  test('with bad settings names all of them and ends', async () => {
    const settings = { PORT: 'x', DATABASE_URL: 'mysql://x', KEYNEST_DATA: folder };
    await expect(ServerProcess.start(settings)).rejects.toThrow(/PORT[\s\S]*DATABASE_URL/);
  });
});
