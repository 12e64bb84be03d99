import { addDays } from '../calendar/date.ts';
import { monthOf } from '../calendar/month.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import {
  ageing,
  chargedIn,
  chargedThrough,
  countPeriods,
  MAX_PERIODS,
  type LedgerRow,
} from '../ledger/index.ts';
import { giveWay } from '../turns.ts';
import type { Account } from './account.ts';
import type { Sums } from './account-sums.ts';
import { readJson, termsOf } from './charged-columns.ts';
import { readAhead } from '../parts.ts';
import { rentOfTerms } from './tenancy-ledger.ts';

/** Tenancies that are worked out in one piece: some tenths of a millisecond. */
const TENANCIES_IN_A_TURN = 10;

/**
 * The sums of tenancies, $1: their ids; $2: today; $3: the day before. It leaves out each tenancy whose open rows may
 * differ from its ledger: one that was changed and not brought into line, that has money of a later day, or whose
 * workspace has had no run of the rent flow that covers today.
 */
const SUMS = `SELECT s."sums"::json AS j
  FROM "AccountSums" s JOIN "Workspace" w ON w."id" = s."workspaceId" JOIN "RentTimer" t ON t."workspaceId" = w."id"
  WHERE s."leaseId" = ANY($1) AND s."heldFrom" <= $2::date
  AND (t."ranThrough" >= $2::date OR (t."ranThrough" = $3::date AND w."rentAheadDays" > 0))
  AND NOT EXISTS (SELECT FROM "RentMark" k WHERE k."leaseId" = s."leaseId")`;

/** The account of a tenancy; null where only its ledger can tell. */
function accountOf(sums: Sums, today: string): Account | null {
  const terms = termsOf(sums);
  if (countPeriods(terms, today) > MAX_PERIODS) return null;
  const [, , , , , , , , receivedCents, open, otherCents] = sums;
  const owing = open.flatMap(([dueOn, owingCents]) => (dueOn <= today ? [{ dueOn, owingCents }] : []));
  const arrearsCents = owing.reduce((sum, { owingCents }) => sum + owingCents, 0);
  const balanceCents = chargedThrough(terms, today) - receivedCents;
  if (balanceCents > arrearsCents) return null;
  const arrearsSince = owing[0]?.dueOn ?? null;
  return {
    ...{ balanceCents, arrearsCents, arrearsSince },
    ageing: ageing(owing, today),
    rentCents: rentOfTerms(terms, today),
    otherCents,
  };
}

/** What the sums tell of tenancies, by lease. */
async function workOutToday<Result>(
  prisma: PrismaClient,
  leaseIds: readonly string[],
  today: string,
  workOut: (sums: Sums) => Result | null,
  primary: PrismaClient,
): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  const readPart = (ids: string[]) => readJson<Sums>(prisma, SUMS, [ids, today, addDays(today, -1)], primary);
  for await (const part of readAhead(leaseIds, readPart)) {
    for (const [index, sums] of part.entries()) {
      if (index % TENANCIES_IN_A_TURN === TENANCIES_IN_A_TURN - 1) await giveWay();
      const result = workOut(sums);
      if (result !== null) results.set(sums[0], result);
    }
  }
  return results;
}

/**
 * Accounts of tenancies today, by lease. They equal those of the ledgers. They cost eight statements at most and no look at
 * payments: every change of money stores the sums. Tenancies that it leaves out need their ledger. The caller may
 * see them all. `primary` gives them where `prisma`, a replica, fails.
 */
export function accountsToday(
  prisma: PrismaClient,
  leaseIds: readonly string[],
  today: string,
  primary = prisma,
): Promise<ReadonlyMap<string, Account>> {
  return workOutToday(prisma, leaseIds, today, (sums) => accountOf(sums, today), primary);
}

/** Rent of one rental period, in cents. */
export type RentOfPeriod = Pick<LedgerRow, 'dueOn' | 'chargedCents' | 'owingCents'>;

/** Rent of the periods that begin in a month; null where only the ledger can tell. */
function monthOfSums(sums: Sums, today: string, month: string): RentOfPeriod[] | null {
  const account = accountOf(sums, today);
  if (!account) return null;
  const charges = chargedIn(termsOf(sums), month);
  // Credit pays rent that is due later.
  const hasCredit = account.balanceCents < account.arrearsCents;
  if (hasCredit && charges.some(({ dueOn }) => dueOn > today)) return null;
  const open = new Map(sums[9]);
  return charges.map(({ dueOn, chargedCents }) => ({
    dueOn,
    chargedCents,
    owingCents: dueOn > today ? chargedCents : (open.get(dueOn) ?? 0),
  }));
}

/**
 * The same of the rent of a month that has begun (`YYYY-MM`): each rental period that begins in it, with what is owing
 * today. Later months need ledgers: money that came ahead pays them.
 */
export async function rentOfMonth(
  prisma: PrismaClient,
  leaseIds: readonly string[],
  today: string,
  month: string,
): Promise<ReadonlyMap<string, readonly RentOfPeriod[]>> {
  if (month > monthOf(today)) return new Map();
  return workOutToday(prisma, leaseIds, today, (sums) => monthOfSums(sums, today, month), prisma);
}
