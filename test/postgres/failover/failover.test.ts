import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../../src/db/client.ts';
import { createIds } from '../../../src/ids.ts';
import { PaymentLoad, signIn, type Write } from '../../process/load.ts';
import { SettableClock } from '../../support/clock.ts';
import { Factory } from '../../support/factories.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { describeWith } from '../../support/service.ts';
import { seedWorkspace } from '../../support/workspace.ts';
import { FailoverCluster, PACKAGES } from './cluster.ts';

const WRITERS = 12;
/** Acknowledged writes before the kill, and after it. */
const WRITES = 60;
const BACK_WITHIN_MILLISECONDS = 30_000;

interface Sent {
  readonly status: number;
  /** When the answer came; of `performance`. */
  readonly at: number;
}

/** Writers that send each write until it is acknowledged, as clients with idempotency keys do. */
class Writers {
  readonly sent: Sent[] = [];
  readonly #load: PaymentLoad;
  #isStopped = false;

  constructor(load: PaymentLoad) {
    this.#load = load;
  }

  async #insist(origin: string, write: Write): Promise<void> {
    for (;;) {
      const status = await this.#load.send(origin, write);
      this.sent.push({ status, at: performance.now() });
      if (status >= 200 && status < 300) break;
      await sleep(200);
    }
    this.#load.acknowledged.push(write);
  }

  /** Each writer stays with one of the servers. */
  async run(origins: readonly string[]): Promise<void> {
    const work = async (_: unknown, index: number) => {
      while (!this.#isStopped) {
        const write = { key: randomUUID(), amountCents: 100 + this.#load.writes.length };
        this.#load.writes.push(write);
        await this.#insist(origins[index % origins.length]!, write);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, work));
  }

  /** Waits for more acknowledged writes. */
  async acknowledge(count: number): Promise<void> {
    const wanted = this.#load.acknowledged.length + count;
    while (this.#load.acknowledged.length < wanted) await sleep(20);
  }

  stop(): void {
    this.#isStopped = true;
  }
}

describeWith(PACKAGES)('fail-over under Patroni, with two servers of KeyNest', () => {
  let cluster: FailoverCluster;
  let servers: readonly ServerProcess[];
  beforeAll(async () => {
    cluster = await FailoverCluster.start();
    const start = () => ServerProcess.start({ DATABASE_URL: cluster.url });
    servers = [await start(), await start()];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end('SIGKILL')));
    await cluster.end();
  });

  test('kill -9 of the primary loses no acknowledged write, doubles none, and is over in 30 s', async () => {
    const database = await openPostgres(cluster.url);
    const { prisma } = database;
    const store = { prisma, newId: createIds(new SettableClock()) };
    const own = new Factory(store, await seedWorkspace(store, 'own.example'));
    const { tenantId } = await own.home();
    const origins = servers.map(({ origin }) => origin);
    const load = new PaymentLoad(await signIn(origins[0]!, own.workspace.emails.landlord), tenantId);
    const writers = new Writers(load);
    const running = writers.run(origins);
    await writers.acknowledge(WRITES);

    const killed = await cluster.killPrimary();
    const killedAt = performance.now();
    await sleep(1000);
    await writers.acknowledge(WRITES);
    writers.stop();
    await running;

    expect(await cluster.leaderName()).not.toBe(killed);
    const refused = writers.sent.filter(({ status }) => status !== 200 && status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    expect([...new Set(refused.map(({ status }) => status))]).toEqual([503]);
    const backAt = Math.max(...refused.map(({ at }) => at));
    expect(backAt - killedAt).toBeLessThan(BACK_WITHIN_MILLISECONDS);
    const where = { tenantId, source: 'RECEIVED' as const };
    const payments = await prisma.payment.findMany({ where, select: { amountCents: true } });
    const ascending = (a: number, b: number) => a - b;
    expect(payments.map(({ amountCents }) => amountCents).toSorted(ascending)).toEqual(
      load.acknowledged.map(({ amountCents }) => amountCents).toSorted(ascending),
    );
    console.info(
      `Back ${Math.round(backAt - killedAt)} ms after the kill; ${payments.length} writes, ${refused.length} times 503.`,
    );
    // The audit log goes on in a new epoch.
    expect(await prisma.auditEpoch.count()).toBe(2);
    await database.close();
  });
});
