import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Logger } from 'pino';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openReplicaPool } from './postgres-pool.ts';
import { unavailable } from './unavailable.ts';

/** How long a report waits until the replica has what the primary had when the report was asked for. */
const CATCH_UP_MILLISECONDS = 500;
const PAUSE_MILLISECONDS = 20;

/** How long reports are read from the primary after the replica was away or behind, before it is tried again. */
const REST_MILLISECONDS = 5_000;

type State = 'serves' | 'is away' | 'is behind';

const LINES: Record<Exclude<State, 'serves'>, string> = {
  'is away': 'the read replica does not answer; reports are read from the primary',
  'is behind': 'the read replica is behind; reports are read from the primary',
};

/** A client of the replica whose reads go to the primary when the replica fails in the middle. */
function withFallback(replica: PrismaClient, primary: PrismaClient, onFailure: () => void): PrismaClient {
  const client = replica.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          try {
            return await query(args);
          } catch (error) {
            if (!unavailable(error, false)) throw error;
            onFailure();
            const name = model.charAt(0).toLowerCase() + model.slice(1);
            const delegates = primary as unknown as Record<string, Record<string, typeof query>>;
            return delegates[name]?.[operation]?.(args);
          }
        },
      },
    },
  });
  return client as unknown as PrismaClient;
}

/** Reads reports from a streaming replica. A report sees every change that was acknowledged before it was asked for. */
export class ReadReplica {
  readonly #primary: PrismaClient;
  readonly #replica: PrismaClient;
  readonly #client: PrismaClient;
  readonly #log: Logger;
  #state: State = 'serves';
  #restsUntil = 0;

  constructor(connectionString: string, primary: PrismaClient, log: Logger) {
    this.#primary = primary;
    this.#log = log;
    const adapter = new PrismaPg(openReplicaPool(connectionString), { disposeExternalPool: true });
    this.#replica = new PrismaClient({ adapter });
    this.#client = withFallback(this.#replica, primary, () => {
      this.#note('is away');
    });
  }

  /** The client for one report: the replica's once it has caught up with the primary, else the primary's. */
  async client(): Promise<PrismaClient> {
    if (performance.now() < this.#restsUntil) return this.#primary;
    const [{ position }] = await this.#primary.$queryRaw<[{ position: string }]>`
      SELECT pg_current_wal_flush_lsn()::text AS position`;
    const state = await this.#catchUp(position).catch((): State => 'is away');
    this.#note(state);
    return state === 'serves' ? this.#client : this.#primary;
  }

  /** Without a replay position, the server is no standby and has everything. */
  async #hasReplayed(position: string): Promise<boolean> {
    const [{ has }] = await this.#replica.$queryRaw<[{ has: boolean }]>`
      SELECT COALESCE(pg_last_wal_replay_lsn() >= ${position}::pg_lsn, true) AS has`;
    return has;
  }

  async #catchUp(position: string): Promise<State> {
    const until = performance.now() + CATCH_UP_MILLISECONDS;
    while (!(await this.#hasReplayed(position))) {
      if (performance.now() > until) return 'is behind';
      await sleep(PAUSE_MILLISECONDS);
    }
    return 'serves';
  }

  #note(state: State): void {
    if (state !== 'serves') this.#restsUntil = performance.now() + REST_MILLISECONDS;
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'serves') this.#log.info('the read replica serves reports again');
    else this.#log.warn(LINES[state]);
  }

  async close(): Promise<void> {
    await this.#replica.$disconnect();
  }
}
