import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPostgres, type Database } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import { signIn } from '../process/load.ts';
import { SettableClock } from '../support/clock.ts';
import { Factory } from '../support/factories.ts';
import { ServerProcess } from '../support/server-process.ts';
import { freePort, postgresFolder, runProgram, Service, serviceFolder, waitFor } from '../support/service.ts';
import { waitUntil } from '../support/wait-until.ts';
import { seedWorkspace } from '../support/workspace.ts';

const programs = postgresFolder();
/** The replica is left alone for 5 s after it was away or behind. */
const REST_MILLISECONDS = 5_500;

const urlOf = (port: number) => `postgresql://postgres@127.0.0.1:${port}/postgres`;

function startPostgres(folder: string, port: number, socketFolder: string): Service {
  return new Service(join(programs!, 'postgres'), [
    ...['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', socketFolder],
    ...['-c', 'shared_buffers=32MB', '-c', 'wal_level=replica', '-c', 'max_wal_senders=4'],
  ]);
}

async function ask(port: number, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: urlOf(port) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const describeWithPrograms =
  programs === null
    ? (title: string, work: () => void) => {
        describe.skip(`${title}: SKIPPED. Install what is missing: apt-get install postgresql`, work);
      }
    : describe;

describeWithPrograms('reports from a streaming replica', () => {
  let folder: string;
  let ports: { readonly primary: number; readonly replica: number };
  let primary: Service;
  let replica: Service;
  let database: Database;
  let server: ServerProcess;
  let token: string;
  let tenantId: string;

  beforeAll(async () => {
    folder = serviceFolder('replica');
    ports = { primary: await freePort(), replica: await freePort() };
    const [first, second] = [join(folder, 'primary'), join(folder, 'replica')];
    runProgram(join(programs!, 'initdb'), ['-D', first, '-U', 'postgres', '-A', 'trust', '--no-sync']);
    primary = startPostgres(first, ports.primary, folder);
    await waitFor(() => ask(ports.primary, 'SELECT 1'), 'the primary');
    const source = ['-h', '127.0.0.1', '-p', String(ports.primary), '-U', 'postgres'];
    runProgram(join(programs!, 'pg_basebackup'), [...source, '-D', second, '-R', '--checkpoint=fast']);
    replica = startPostgres(second, ports.replica, folder);
    await waitFor(() => ask(ports.replica, 'SELECT 1'), 'the replica');
    database = await openPostgres(urlOf(ports.primary));
    const store = { prisma: database.prisma, newId: createIds(new SettableClock()) };
    const own = new Factory(store, await seedWorkspace(store, 'own.example'));
    ({ tenantId } = await own.home());
    server = await ServerProcess.start({
      DATABASE_URL: urlOf(ports.primary),
      DATABASE_READ_URL: urlOf(ports.replica),
    });
    token = await signIn(server.origin, own.workspace.emails.landlord);
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    await database.close();
    await replica.end('SIGINT');
    await primary.end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  });

  async function post(path: string, body: object): Promise<Record<string, unknown>> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const response = await fetch(server.origin + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(response.status).toBeLessThan(300);
    return (await response.json()) as Record<string, unknown>;
  }

  /** What is owed in all, as the rent roll says. */
  async function owed(): Promise<number> {
    const query = '{ workspace { rentRoll { ledger { balance } } } }';
    const { data, errors } = await post('/graphql', { query });
    expect(errors).toBeUndefined();
    const { rentRoll } = (data as { workspace: { rentRoll: { ledger: { balance: number } }[] } }).workspace;
    return rentRoll.reduce((sum, { ledger }) => sum + ledger.balance, 0);
  }

  const pay = (amount: number) => post('/v1/payments', { tenantId, amount, period: '2026-10' });

  /** Whether KeyNest's last statement on some connection of the replica read what belongs to tenancies. */
  async function replicaWasRead(): Promise<boolean> {
    const rows = await ask(
      ports.replica,
      `SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%"leaseId"%'`,
    );
    return rows.length > 0;
  }

  /** The log of the process may come after its answer. */
  const told = (message: string) => waitUntil(() => server.output.includes(message), message);

  test('a report is read from the replica, and has every change that was acknowledged before', async () => {
    let expected = await owed();
    // A busy machine may replay too late: then the replica rests for a while.
    await waitFor(async () => {
      await owed();
      expect(await replicaWasRead()).toBe(true);
    }, 'a report from the replica');
    for (let amount = 1; amount <= 20; amount++) {
      await pay(amount);
      expected -= amount;
      expect(await owed()).toBe(expected);
    }
    expect(server.output).not.toContain('the read replica does not answer');
  });

  test('a replica that is behind is told in the log, and the primary answers', async () => {
    await ask(ports.replica, 'SELECT pg_wal_replay_pause()');
    const before = await owed();
    await pay(7);
    expect(await owed()).toBe(before - 7);
    await told('the read replica is behind; reports are read from the primary');
    await ask(ports.replica, 'SELECT pg_wal_replay_resume()');
    await sleep(REST_MILLISECONDS);
    await waitFor(async () => {
      await owed();
      expect(server.output).toContain('the read replica serves reports again');
    }, 'the replica');
  });

  test('a replica that is away is told in the log, and the primary answers', async () => {
    const before = await owed();
    await replica.end('SIGKILL');
    await pay(9);
    expect(await owed()).toBe(before - 9);
    await told('the read replica does not answer; reports are read from the primary');
  });
});
