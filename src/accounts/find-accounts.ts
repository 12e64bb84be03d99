import DataLoader from 'dataloader';
import { notFound } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import { accountInTurn, type Account } from './account.ts';
import { accountsToday } from './accounts-today.ts';
import type { Ledger } from '../ledger/index.ts';
import { otherBalance } from './other-account.ts';
import { partsOf } from './parts.ts';
import { LEDGER_SELECTION, ledgerInTurn, type LedgerLease } from './tenancy-ledger.ts';

/** Tenancies of one statement. It is short, and what it gives is worked through in one turn. */
export const TENANCIES_AT_ONCE = 1_000;

/** Tenancies whose payments are read at once: no more are held in memory, however many a report covers. */
const LEDGERS_AT_ONCE = 250;

/** Batches what is asked for before the next turn of the event loop: rows of a list may need some ticks more or less. */
export const BY_TURN = { batchScheduleFn: (readBatch: () => void) => void setImmediate(readBatch) } as const;

/** Reads leases with all their money, some at a time, and keeps what each comes to, or the error. */
export async function fromEach<Result>(
  db: PrismaClient,
  leaseIds: readonly string[],
  workOut: (lease: LedgerLease & { readonly id: string }) => Promise<Result>,
): Promise<Map<string, Result | Error>> {
  const results = new Map<string, Result | Error>();
  for (const ids of partsOf(leaseIds, LEDGERS_AT_ONCE)) {
    const leases = await db.lease.findMany({
      where: { id: { in: ids } },
      select: { ...LEDGER_SELECTION, id: true },
    });
    for (const lease of leases) {
      results.set(lease.id, await workOut(lease).catch((error: unknown) => error as Error));
    }
  }
  return results;
}

/** Accounts of today. The primary gives them where a replica fails in the middle. */
async function readAccounts(context: Context, db: PrismaClient, leaseIds: readonly string[]) {
  try {
    return await accountsToday(db, leaseIds, context.today);
  } catch (error) {
    if (db === context.db) throw error;
    return accountsToday(context.db, leaseIds, context.today);
  }
}

async function findAll(
  context: Context,
  db: PrismaClient,
  leaseIds: readonly string[],
  day: string,
): Promise<(Account | Error)[]> {
  const accounts = new Map<string, Account | Error>();
  const ids = [...new Set(leaseIds)];
  if (day === context.today) {
    for (const part of partsOf(ids, TENANCIES_AT_ONCE)) {
      for (const [id, account] of await readAccounts(context, db, part)) accounts.set(id, account);
    }
  }
  const others = ids.filter((id) => !accounts.has(id));
  const workOut = (lease: LedgerLease) => accountInTurn(lease, day, context.ledgerBudget);
  for (const [id, account] of await fromEach(db, others, workOut)) accounts.set(id, account);
  return leaseIds.map((id) => accounts.get(id) ?? notFound('lease'));
}

type Loaders = Map<string, DataLoader<string, Account>>;

const loadersOf = new WeakMap<Context, Loaders>();

/** Reads the accounts that are asked for in one tick together, and each of them once until something is written. */
function loaderOf(context: Context, day: string, isReport: boolean): DataLoader<string, Account> {
  const loaders: Loaders = loadersOf.get(context) ?? new Map<string, DataLoader<string, Account>>();
  loadersOf.set(context, loaders);
  const cache = !context.hasWritten;
  const key = [day, isReport, cache].join(' ');
  const known = loaders.get(key);
  if (known) return known;
  const clientOf = () => (isReport ? context.reports() : context.db);
  const made = new DataLoader<string, Account>(
    async (leaseIds) => findAll(context, await clientOf(), leaseIds, day),
    { ...BY_TURN, cache },
  );
  loaders.set(key, made);
  return made;
}

/**
 * The account of a tenancy that the viewer sees, on a day.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` when the ledgers of the request are too many.
 */
export function findAccount(context: Context, leaseId: string, day: string): Promise<Account> {
  return loaderOf(context, day, false).load(leaseId);
}

/** The same of many tenancies, in their order. A replica may serve it. */
export async function findAccounts(
  context: Context,
  leaseIds: readonly string[],
  day: string,
): Promise<readonly Account[]> {
  const found = await loaderOf(context, day, true).loadMany(leaseIds);
  const failed = found.find((account) => account instanceof Error);
  if (failed) throw failed;
  return found as Account[];
}

/** A ledger, and what is owing on its day apart from rent. */
type FullLedger = Ledger & { readonly otherCents: number };

const ledgersOf = new WeakMap<Context, Map<string, DataLoader<string, FullLedger>>>();

/** The ledger of a tenancy of a report, on a day. Those of one tick are read together. */
export function findLedger(context: Context, leaseId: string, day: string): Promise<FullLedger> {
  const loaders = ledgersOf.get(context) ?? new Map<string, DataLoader<string, FullLedger>>();
  ledgersOf.set(context, loaders);
  const readAll = async (leaseIds: readonly string[]) => {
    const workOut = async (lease: LedgerLease) => ({
      ...(await ledgerInTurn(lease, day, context.ledgerBudget)),
      otherCents: otherBalance(lease, day),
    });
    const ledgers = await fromEach(await context.reports(), [...new Set(leaseIds)], workOut);
    return leaseIds.map((id) => ledgers.get(id) ?? notFound('lease'));
  };
  const loader =
    loaders.get(day) ?? new DataLoader<string, FullLedger>(readAll, { ...BY_TURN, cache: false });
  loaders.set(day, loader);
  return loader.load(leaseId);
}
