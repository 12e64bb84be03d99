import { addDays } from '../calendar/date.ts';
import { monthOf } from '../calendar/month.ts';
import { readSql } from '../db/read-sql.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { RentPeriod } from '../generated/prisma/enums.ts';
import {
  ageing,
  chargedIn,
  chargedThrough,
  countPeriods,
  MAX_PERIODS,
  termsFaults,
  type LeaseTerms,
  type LedgerRow,
} from '../ledger/index.ts';
import { takeTurn } from '../turns.ts';
import type { Account } from './account.ts';
import { readAhead } from './parts.ts';
import { chargedTerms, scheduledRent } from './tenancy-ledger.ts';

/** Tenancies that are worked out in one piece. */
const TENANCIES_IN_A_TURN = 100;

type DayAndCents = readonly [day: string, amountCents: number];

/** A tenancy's terms and sums, as the statement below gives them in one JSON array. Days `YYYY-MM-DD`. */
type Sums = readonly [
  leaseId: string,
  startsOn: string,
  endedOn: string | null,
  lastDayOn: string | null,
  isPast: boolean,
  rentalPeriod: RentPeriod,
  rentDueDay: number | null,
  rents: readonly DayAndCents[] | null,
  paidCents: number | null,
  creditedCents: number | null,
  open: readonly DayAndCents[] | null,
  otherCents: number | null,
  otherPaidCents: number | null,
];

/**
 * Terms, money and open rows of tenancies, $1: their ids; $2: today; $3: the day before. It leaves out each tenancy whose
 * open rows may differ from its ledger: one that was changed and not brought into line, that has money of a later day or
 * money that went back, or whose workspace has had no run of the rent flow that covers today. Each sum is of one tenancy,
 * so that the planner takes an index whatever it guesses of their number.
 */
const SUMS = `SELECT json_agg(json_build_array(l."id", l."startsOn", COALESCE(l."rentOwedUntil", l."endedOn"), l."lastDayOn",
    l."status" = 'PAST', l."rentalPeriod", l."rentDueDay", rented."rents", paid."cents", credited."cents", owing."rows",
    other."cents", paid."otherCents")) AS j
  FROM "Lease" l JOIN "Workspace" w ON w."id" = l."workspaceId" JOIN "RentTimer" t ON t."workspaceId" = w."id"
  CROSS JOIN LATERAL (SELECT json_agg(json_build_array("effectiveOn", "amountCents")) AS "rents"
    FROM "LeaseRent" WHERE "leaseId" = l."id" AND "standing" = 'LAWFUL') rented
  CROSS JOIN LATERAL (SELECT sum("amountCents") FILTER (WHERE "purpose" = 'RENT')::float8 AS "cents",
      max("receivedOn") FILTER (WHERE "purpose" = 'RENT') > $2::date AS "isLater",
      sum("amountCents") FILTER (WHERE "purpose" = 'CHARGES' AND "receivedOn" <= $2::date)::float8 AS "otherCents"
    FROM "Payment" WHERE "leaseId" = l."id" AND "status" = 'PAID' AND "receivedOn" IS NOT NULL) paid
  CROSS JOIN LATERAL (SELECT sum("amountCents") FILTER (WHERE "voidedOn" IS NULL)::float8 AS "cents",
      bool_or("onDate" > $2::date OR "voidedOn" > $2::date) AS "isLater"
    FROM "Charge" WHERE "leaseId" = l."id" AND "kind" IN ('CREDIT', 'DISCOUNT', 'DEPOSIT')) credited
  CROSS JOIN LATERAL (SELECT json_agg(json_build_array("dueOn", "amountCents") ORDER BY "dueOn") AS "rows"
    FROM "Payment" WHERE "leaseId" = l."id" AND "status" IN ('PENDING', 'OVERDUE') AND "dueOn" <= $2::date) owing
  CROSS JOIN LATERAL (SELECT COALESCE(sum("amountCents") FILTER (WHERE "onDate" <= $2::date), 0)::float8
      - COALESCE(sum("amountCents") FILTER (WHERE "voidedOn" <= $2::date), 0)::float8 AS "cents"
    FROM "Charge" WHERE "leaseId" = l."id" AND "kind" NOT IN ('CREDIT', 'DISCOUNT', 'DEPOSIT')) other
  WHERE l."id" = ANY($1) AND (t."ranThrough" >= $2::date OR (t."ranThrough" = $3::date AND w."rentAheadDays" > 0))
  AND paid."isLater" IS NOT TRUE AND credited."isLater" IS NOT TRUE
  AND NOT EXISTS (SELECT FROM "RentMark" k WHERE k."leaseId" = l."id")
  AND NOT EXISTS (SELECT FROM "Payment" b WHERE b."leaseId" = l."id" AND (b."refunds" <> '[]' OR b."returns" <> '[]'))`;

function termsOf(sums: Sums): LeaseTerms {
  const [, startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rents] = sums;
  const rentSchedule = (rents ?? []).map(([effectiveOn, amountCents]) => ({ effectiveOn, amountCents }));
  return chargedTerms({ startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rentSchedule });
}

/** The account of a tenancy; null where only its ledger can tell. */
function accountOf(sums: Sums, today: string): Account | null {
  const terms = termsOf(sums);
  // A ledger that cannot be computed has no open rows either. Its own error tells why.
  if (termsFaults(terms).length > 0 || countPeriods(terms, today) > MAX_PERIODS) return null;
  const [, , , , , , , , paidCents, creditedCents, open, otherCents, otherPaidCents] = sums;
  const owing = (open ?? []).map(([dueOn, owingCents]) => ({ dueOn, owingCents }));
  const arrearsCents = owing.reduce((sum, { owingCents }) => sum + owingCents, 0);
  const balanceCents = chargedThrough(terms, today) - (paidCents ?? 0) - (creditedCents ?? 0);
  if (balanceCents > arrearsCents) return null;
  const arrearsSince = owing[0]?.dueOn ?? null;
  return {
    ...{ balanceCents, arrearsCents, arrearsSince },
    ageing: ageing(owing, today),
    rentCents: scheduledRent(terms.rentSchedule, today),
    otherCents: (otherCents ?? 0) - (otherPaidCents ?? 0),
  };
}

/** Tenancies of one statement: what it gives is parsed in one piece, of some 10 ms. */
const TENANCIES_AT_ONCE = 500;

/** Reads the sums of tenancies. The primary gives them where a replica fails in the middle. */
async function readSums(
  prisma: PrismaClient,
  leaseIds: readonly string[],
  today: string,
  primary: PrismaClient,
): Promise<readonly Sums[]> {
  const parameters = [[...leaseIds], today, addDays(today, -1)];
  const read = async (client: PrismaClient) => {
    const [row] = await readSql<{ j: readonly Sums[] | null }>(client, { text: SUMS, parameters });
    return row?.j ?? [];
  };
  try {
    return await read(prisma);
  } catch (error) {
    if (prisma === primary) throw error;
    return read(primary);
  }
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
  const readPart = (ids: string[]) => readSums(prisma, ids, today, primary);
  for await (const part of readAhead(leaseIds, TENANCIES_AT_ONCE, readPart)) {
    for (const [index, sums] of part.entries()) {
      if (index % TENANCIES_IN_A_TURN === TENANCIES_IN_A_TURN - 1) await takeTurn();
      const result = workOut(sums);
      if (result !== null) results.set(sums[0], result);
    }
  }
  return results;
}

/**
 * Accounts of tenancies today, by lease. They equal those of the ledgers. They cost a statement for 500 of them and no list
 * of payments: every change of money leaves an open row for each due day with rent owing. Tenancies that it leaves out
 * need their ledger. The caller may see them all. `primary` gives them where `prisma`, a replica, fails.
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

/** Rent of the periods that begin in this month; null where only the ledger can tell. */
function monthOfSums(sums: Sums, today: string): RentOfPeriod[] | null {
  const account = accountOf(sums, today);
  if (!account) return null;
  const charges = chargedIn(termsOf(sums), monthOf(today));
  // Credit pays rent that is due later.
  const hasCredit = account.balanceCents < account.arrearsCents;
  if (hasCredit && charges.some(({ dueOn }) => dueOn > today)) return null;
  const open = new Map(sums[10] ?? []);
  return charges.map(({ dueOn, chargedCents }) => ({
    dueOn,
    chargedCents,
    owingCents: dueOn > today ? chargedCents : (open.get(dueOn) ?? 0),
  }));
}

/** The same of the rent of this month: each rental period that begins in it, with what is owing. */
export function rentOfThisMonth(
  prisma: PrismaClient,
  leaseIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly RentOfPeriod[]>> {
  return workOutToday(prisma, leaseIds, today, (sums) => monthOfSums(sums, today), prisma);
}
