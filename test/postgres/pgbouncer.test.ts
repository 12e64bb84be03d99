import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../src/db/client.ts';
import { createRequestLimit } from '../../src/throttle/create-limits.ts';
import { openPostgresStore } from '../../src/throttle/postgres-store.ts';
import { administer, createPostgres, type TestPostgres } from '../support/database.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { describeWith, freePort, pathOf, Service, serviceFolder, waitFor } from '../support/service.ts';

/** Fewer than KeyNest has, so that clients share them. */
const SERVER_CONNECTIONS = 3;
const CLIENTS = 24;

function configuration(server: URL, port: number): string {
  return `[databases]
* = host=${server.hostname} port=${server.port || '5432'}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = userlist.txt
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
`;
}

async function answers(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}

describeWith({ pgbouncer: 'pgbouncer' })('PgBouncer in transaction mode', () => {
  let postgres: TestPostgres;
  let bouncer: Service;
  let folder: string;
  let url: string;
  let keynest: KeyNest;
  const progress: string[] = [];

  beforeAll(async () => {
    postgres = await createPostgres();
    const server = new URL(postgres.url);
    const port = await freePort();
    folder = serviceFolder('pgbouncer');
    writeFileSync(
      join(folder, 'pgbouncer.ini'),
      configuration(server, port).replace('userlist.txt', join(folder, 'userlist.txt')),
    );
    writeFileSync(join(folder, 'userlist.txt'), `"${server.username}" "${server.password}"\n`);
    for (const name of ['pgbouncer.ini', 'userlist.txt']) chmodSync(join(folder, name), 0o644);
    bouncer = new Service(pathOf('pgbouncer')!, [join(folder, 'pgbouncer.ini')]);
    const pooled = new URL(postgres.url);
    pooled.host = `127.0.0.1:${port}`;
    url = `${pooled.href}?pgbouncer=true`;
    await waitFor(() => answers(pooled.href), 'PgBouncer');
    // Three that start at once, through three connections of the server.
    const others = await Promise.all([openPostgres(url), openPostgres(url, (line) => progress.push(line))]);
    keynest = await startKeyNest({ openDatabase: () => openPostgres(url) });
    for (const other of others) await other.close();
  });
  afterAll(async () => {
    await keynest.close();
    await bouncer.end('SIGINT');
    await postgres.drop();
    rmSync(folder, { recursive: true });
  });

  test('migrations leave no lock behind', async () => {
    // Other databases of the server may be migrated meanwhile.
    const locks = await keynest.prisma.$queryRaw`
      SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database
      WHERE locktype = 'advisory' AND d.datname = current_database()`;
    expect(locks).toEqual([]);
  });

  test('many clients read and write over few connections', async () => {
    const landlord = keynest.as('landlord');
    const { tenantId } = await keynest.own.home();
    const work = async (index: number) => {
      const payment = { tenantId, amount: 100 + index, period: '2026-10' };
      const headers = { 'Idempotency-Key': `key-${index}` };
      const first = await landlord.post('/v1/payments', payment, { headers });
      const again = await landlord.post('/v1/payments', payment, { headers });
      expect([first.status, again.status]).toEqual([201, 201]);
      expect((again.body as { id: string }).id).toBe((first.body as { id: string }).id);
      expect((await landlord.get('/v1/payments')).status).toBe(200);
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, index) => work(index)));
    expect(await keynest.prisma.payment.count({ where: { tenantId, source: 'RECEIVED' } })).toBe(CLIENTS);
    const [{ connections }] = await keynest.prisma.$queryRaw<[{ connections: bigint }]>`
      SELECT count(*) AS connections FROM pg_stat_activity WHERE datname = current_database()`;
    expect(connections).toBeLessThanOrEqual(SERVER_CONNECTIONS);
  });

  test('every transaction uses UTC, also next to clients that use another time zone', async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    for (let index = 0; index < 10; index++) {
      await other.query(`SET TimeZone TO 'America/Toronto'`);
      expect(await keynest.prisma.$queryRaw`SHOW TimeZone`).toEqual([{ TimeZone: 'UTC' }]);
    }
    await other.end();
    const { propertyId } = await keynest.own.property();
    const { at } = await keynest.prisma.auditEvent.findFirstOrThrow({ where: { subjectId: propertyId } });
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(600_000);
  });

  test('requests are counted', async () => {
    const stores = [openPostgresStore(url), openPostgresStore(url)];
    const limits = await Promise.all(stores.map((store) => createRequestLimit(store, 5)));
    const counted = [];
    for (let index = 0; index < 8; index++) counted.push(await limits[index % 2]!.count(['somebody']));
    expect(counted.filter(({ isOver }) => !isOver)).toHaveLength(5);
    for (const store of stores) await store.close();
  });

  test('a database without a limit of statements is told at the start, and one with it is not', async () => {
    const name = new URL(url).pathname.slice(1);
    const told = `Statements have no time limit. Run: ALTER DATABASE ${name} SET statement_timeout = '15s'`;
    expect(progress).toContain(told);
    await administer(`ALTER DATABASE ${name} SET statement_timeout = '15s'`);
    // New connections of the server take the setting over.
    await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    const lines: string[] = [];
    await waitFor(async () => {
      const database = await openPostgres(url, (line) => lines.push(line));
      await database.close();
    }, 'a new connection of PgBouncer');
    expect(lines).not.toContain(told);
  });

  test('a URL that does not name PgBouncer is refused with the remedy', async () => {
    await expect(openPostgres(url.replace('?pgbouncer=true', ''))).rejects.toThrow(
      /If it is PgBouncer, add pgbouncer=true to DATABASE_URL\.$/,
    );
  });
});
