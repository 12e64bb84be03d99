import DataLoader from 'dataloader';
import { notFound } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import { toldInTurns } from '../turns.ts';
import type { Account } from './account.ts';
import { accountsOnDay } from './accounts-on-day.ts';
import { accountsToday } from './accounts-today.ts';
import type { Ledger } from '../ledger/index.ts';
import { otherBalance } from './other-account.ts';
import { ManyReader } from './many-reader.ts';
import { partsOf } from '../parts.ts';
import { readingsOf } from './report-readings.ts';
import { LEDGER_SELECTION, ledgerInTurn, type LedgerLease } from './tenancy-ledger.ts';

/** Tenancies whose payments are read at once: no more are held in memory, however many a report covers. */
const LEDGERS_AT_ONCE = 250;

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

/** Accounts of a day by lease: each, or its error. `prisma`: the context's client, or a replica's. */
function fromMoney(context: Context, prisma: PrismaClient, leaseIds: readonly string[], day: string) {
  const { system: primary, ledgerBudget: budget } = context;
  const throwIfCancelled = () => {
    context.throwIfCancelled();
  };
  return accountsOnDay({ prisma, primary, budget, throwIfCancelled }, leaseIds, day);
}

async function findAll(
  context: Context,
  leaseIds: readonly string[],
  day: string,
): Promise<(Account | Error)[]> {
  const { db, today } = context;
  const ids = [...new Set(leaseIds)];
  const known = day === today ? await accountsToday(db, ids, today) : new Map<string, Account>();
  const others = ids.filter((id) => !known.has(id));
  const worked = await fromMoney(context, db, others, day);
  return leaseIds.map((id) => known.get(id) ?? worked.get(id) ?? notFound('lease'));
}

type Loaders = Map<string, DataLoader<string, Account>>;

const loadersOf = new WeakMap<Context, Loaders>();

/** Reads the accounts that are asked for in one tick together, and each of them once until something is written. */
function loaderOf(context: Context, day: string): DataLoader<string, Account> {
  const loaders: Loaders = loadersOf.get(context) ?? new Map<string, DataLoader<string, Account>>();
  loadersOf.set(context, loaders);
  const { batchScheduleFn } = context.batches;
  const cache = !context.hasWritten;
  const key = [day, cache].join(' ');
  const made =
    loaders.get(key) ??
    new DataLoader<string, Account>((leaseIds) => findAll(context, leaseIds, day), {
      batchScheduleFn,
      cache,
    });
  loaders.set(key, made);
  return made;
}

/**
 * The account of a tenancy that the viewer sees, on a day.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` when the ledgers of the request are too many.
 */
export function findAccount(context: Context, leaseId: string, day: string): Promise<Account> {
  return loaderOf(context, day).load(leaseId);
}

type Worked = ManyReader<Account | Error>;

const workedOf = new WeakMap<Context, Map<string, Worked>>();

/** Accounts of a day from money and terms, each worked out once until something is written. */
function workedOn(context: Context, day: string): Worked {
  const make = (): Worked =>
    new ManyReader(async (ids) => fromMoney(context, await context.reports(), ids, day));
  if (context.hasWritten) return make();
  const days = workedOf.get(context) ?? new Map<string, Worked>();
  workedOf.set(context, days);
  const made = days.get(day) ?? make();
  days.set(day, made);
  return made;
}

/** The same of many tenancies, by lease. A replica may serve it, and requests share what open rows tell of today. */
export async function findAccounts(
  context: Context,
  leaseIds: readonly string[],
  day: string,
): Promise<(leaseId: string) => Account> {
  const known = day === context.today ? await readingsOf(context).accounts.take(leaseIds) : null;
  const others = known ? leaseIds.filter((id) => !known.has(id)) : leaseIds;
  const worked = others.length > 0 ? await workedOn(context, day).take(others) : null;
  return (leaseId) => {
    const account = known?.get(leaseId) ?? worked?.get(leaseId) ?? notFound('lease');
    if (account instanceof Error) throw account;
    return account;
  };
}

/** A ledger, and what is owing on its day apart from rent. */
type FullLedger = Ledger & { readonly otherCents: number };

const ledgersOf = new WeakMap<Context, Map<string, DataLoader<string, FullLedger>>>();

/** The ledger of a tenancy of a report, on a day. Those of a list are read together. */
export function findLedger(context: Context, leaseId: string, day: string): Promise<FullLedger> {
  const loaders = ledgersOf.get(context) ?? new Map<string, DataLoader<string, FullLedger>>();
  ledgersOf.set(context, loaders);
  const readAll = async (leaseIds: readonly string[]) => {
    const workOut = async (lease: LedgerLease) => ({
      ...(await ledgerInTurn(lease, day, context.ledgerBudget)),
      otherCents: otherBalance(lease, day),
    });
    const ledgers = await fromEach(await context.reports(), [...new Set(leaseIds)], workOut);
    return toldInTurns(leaseIds.map((id) => ledgers.get(id) ?? notFound('lease')));
  };
  const { batchScheduleFn } = context.batches;
  const loader =
    loaders.get(day) ?? new DataLoader<string, FullLedger>(readAll, { batchScheduleFn, cache: false });
  loaders.set(day, loader);
  return loader.load(leaseId);
}
