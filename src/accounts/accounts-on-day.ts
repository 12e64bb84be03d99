import type { PrismaClient } from '../generated/prisma/client.ts';
import { computeSums, countPeriods, type HeldMoney } from '../ledger/index.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import { giveWay } from '../turns.ts';
import type { Account } from './account.ts';
import {
  CHARGED_COLUMNS,
  LAWFUL_RENTS_OF_LEASE,
  readJson,
  termsOf,
  type ChargedColumns,
} from './charged-columns.ts';
import { readAhead } from '../parts.ts';
import { RENT_CREDITS } from './receipts.ts';
import { rentOfTerms } from './tenancy-ledger.ts';

/** Money that is held on a day, with the due day or else the month that it names. */
type Held = readonly [dueOn: string | null, period: string | null, amountCents: number];

/** A tenancy's terms and what is held of it on a day, as the statement below gives them. */
type HeldOnDay = readonly [
  ...charged: ChargedColumns,
  payments: readonly Held[] | null,
  credits: readonly Held[] | null,
  otherCents: number,
  /** Payments and charges, whatever their day. */
  count: number,
];

/** What was refunded by the day, from a list of refunds. */
const refundedBy = (refunds: string) => `CASE WHEN ${refunds} = '[]' THEN 0 ELSE (
      SELECT COALESCE(sum((r->>'amountCents')::float8) FILTER (WHERE (r->>'on')::date <= $2::date), 0)
      FROM jsonb_array_elements(${refunds}) r) END`;

/** What is held of a payment at the end of the day: of its present receipt, and of those that were returned later. */
const HELD_OF_PAYMENT = `CASE WHEN "receivedOn" <= $2::date AND ("status" = 'PAID' OR ("status" = 'REFUNDED' AND "refunds" <> '[]'))
      THEN "amountCents" - ${refundedBy('"refunds"')} ELSE 0 END
    + CASE WHEN "returns" = '[]' THEN 0 ELSE (
      SELECT COALESCE(sum((b->>'amountCents')::float8 - ${refundedBy("(b->'refunds')")}), 0)
      FROM jsonb_array_elements("returns") b
      WHERE (b->>'receivedOn')::date <= $2::date AND (b->>'returnedOn')::date > $2::date) END`;

const KINDS_OF_CREDITS = RENT_CREDITS.map((kind) => `'${kind}'`).join(', ');

/**
 * Terms of tenancies, $1, and their money on a day, $2. It holds what `rentReceipts` and `otherBalance` hold on that
 * day, without what no sum needs: a tenancy of five years has sixty payments. OFFSET: the sum of a payment is worked out
 * once.
 */
const MONEY = `SELECT json_build_array(${CHARGED_COLUMNS}, paid."rows", charged."rows",
    charged."otherCents" - COALESCE(paid."otherCents", 0), paid."count" + charged."count") AS j
  FROM "Lease" l
  ${LAWFUL_RENTS_OF_LEASE}
  CROSS JOIN LATERAL (SELECT count(*) AS "count",
      json_agg(json_build_array("dueOn", "period", "cents")) FILTER (WHERE "purpose" = 'RENT' AND "cents" <> 0) AS "rows",
      sum("cents") FILTER (WHERE "purpose" = 'CHARGES') AS "otherCents"
    FROM (SELECT "dueOn", "period", "purpose", ${HELD_OF_PAYMENT} AS "cents" FROM "Payment"
      WHERE "leaseId" = l."id" AND ("source" = 'RECEIVED' OR "returnedOn" IS NOT NULL) OFFSET 0) p) paid
  CROSS JOIN LATERAL (SELECT count(*) AS "count",
      json_agg(json_build_array("dueOn", "period", "amountCents"))
        FILTER (WHERE "isCredit" AND "onDate" <= $2::date AND ("voidedOn" > $2::date) IS NOT FALSE) AS "rows",
      COALESCE(sum("amountCents") FILTER (WHERE NOT "isCredit" AND "onDate" <= $2::date), 0)::float8
        - COALESCE(sum("amountCents") FILTER (WHERE NOT "isCredit" AND "voidedOn" <= $2::date), 0)::float8 AS "otherCents"
    FROM (SELECT *, "kind" IN (${KINDS_OF_CREDITS}) AS "isCredit" FROM "Charge"
      WHERE "leaseId" = l."id") c) charged
  WHERE l."id" = ANY($1)`;

/** Periods and payments whose sums take as long as one of a ledger, which lists them. */
const PERIODS_PER_ONE_OF_A_LEDGER = 4;

const heldMoney = ([dueOn, period, amountCents]: Held): HeldMoney => ({ dueOn, period, amountCents });

function accountOf(held: HeldOnDay, day: string, budget: LedgerBudget): Account {
  const terms = termsOf(held);
  const [, , , , , , , , payments, credits, otherCents, count] = held;
  budget.spendPeriods(Math.ceil((countPeriods(terms, day) + count) / PERIODS_PER_ONE_OF_A_LEDGER));
  const money = [...(payments ?? []), ...(credits ?? [])].map(heldMoney);
  const { balanceCents, arrearsCents, arrearsSince, ageing } = computeSums(terms, money, day);
  const rentCents = rentOfTerms(terms, day);
  return { balanceCents, arrearsCents, arrearsSince, ageing, rentCents, otherCents };
}

/** What a request asks for accounts with. */
interface Asking {
  readonly prisma: PrismaClient;
  /** Answers where `prisma`, a replica, fails. */
  readonly primary: PrismaClient;
  readonly budget: LedgerBudget;
  /** @throws once the operation is cancelled. */
  readonly throwIfCancelled: () => void;
}

/**
 * Accounts of tenancies on any day, `YYYY-MM-DD`, by lease: each, or its error. They equal those of the ledgers, and
 * cost eight statements at most. The caller may see them all.
 */
export async function accountsOnDay(
  { prisma, primary, budget, throwIfCancelled }: Asking,
  leaseIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Account | Error>> {
  const accounts = new Map<string, Account | Error>();
  const readPart = (ids: string[]) => {
    throwIfCancelled();
    return readJson<HeldOnDay>(prisma, MONEY, [ids, day], primary);
  };
  for await (const part of readAhead(leaseIds, readPart)) {
    for (const held of part) {
      await giveWay();
      try {
        accounts.set(held[0], accountOf(held, day, budget));
      } catch (error) {
        accounts.set(held[0], error as Error);
      }
    }
  }
  return accounts;
}
