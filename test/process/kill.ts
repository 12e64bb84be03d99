import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../support/server-process.ts';
import type { PaymentLoad } from './load.ts';

const CONNECTIONS = 8;

/** What the database under a killed server is asked. */
export interface Ledger {
  /** Amounts of the tenant's payments, in cents, in any order. */
  amounts(origin: string): Promise<number[]>;
}

const ascending = (a: number, b: number) => a - b;

/**
 * Kills a server while it writes, and looks where the next one serves: nothing acknowledged is lost, and when everything
 * is sent again under its key, nothing is there twice.
 *
 * @param acknowledged - after how many writes it is killed.
 * @param next - gives the server that takes over.
 */
export async function killUnderLoad(
  server: ServerProcess,
  load: PaymentLoad,
  ledger: Ledger,
  acknowledged: number,
  next: () => Promise<ServerProcess>,
): Promise<ServerProcess> {
  const running = load.run(server.origin, CONNECTIONS);
  while (load.acknowledged.length < acknowledged) await sleep(5);
  await server.end('SIGKILL');
  await running;
  const successor = await next();
  const kept = await ledger.amounts(successor.origin);
  expect(kept).toEqual(expect.arrayContaining(load.acknowledged.map(({ amountCents }) => amountCents)));
  expect(new Set(kept).size).toBe(kept.length);
  await Promise.all(load.writes.map((write) => load.insist(successor.origin, write)));
  expect((await ledger.amounts(successor.origin)).toSorted(ascending)).toEqual(
    load.writes.map(({ amountCents }) => amountCents).toSorted(ascending),
  );
  return successor;
}
