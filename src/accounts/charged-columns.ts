import { readSql } from '../db/read-sql.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { RentPeriod } from '../generated/prisma/enums.ts';
import type { LeaseTerms } from '../ledger/index.ts';
import { chargedTerms } from './tenancy-ledger.ts';

/** A day, `YYYY-MM-DD`, and an amount. */
export type DayAndCents = readonly [day: string, amountCents: number];

/** The terms of a tenancy, as a statement gives them in a JSON array. Days `YYYY-MM-DD`. */
export type ChargedColumns = readonly [
  leaseId: string,
  startsOn: string,
  endedOn: string | null,
  lastDayOn: string | null,
  isPast: boolean,
  rentalPeriod: RentPeriod,
  rentDueDay: number | null,
  rents: readonly DayAndCents[] | null,
];

/** The same as SQL, of a lease `l` and what `LAWFUL_RENTS_OF_LEASE` adds to it. */
export const CHARGED_COLUMNS = `l."id", l."startsOn", COALESCE(l."rentOwedUntil", l."endedOn"), l."lastDayOn",
    l."status" = 'PAST', l."rentalPeriod", l."rentDueDay", rented."rents"`;

export const LAWFUL_RENTS_OF_LEASE = `CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array("effectiveOn", "amountCents")) AS "rents"
    FROM "LeaseRent" WHERE "leaseId" = l."id" AND "standing" = 'LAWFUL') rented`;

/** The ledger's terms of a tenancy. */
export function termsOf(columns: readonly [...ChargedColumns, ...unknown[]]): LeaseTerms {
  const [, startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rents] = columns;
  const rentSchedule = (rents ?? []).map(([effectiveOn, amountCents]) => ({ effectiveOn, amountCents }));
  return chargedTerms({ startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rentSchedule });
}

/** A SELECT of one JSON column `j`. The primary answers where a replica fails in the middle. */
export async function readJson<Json>(
  prisma: PrismaClient,
  text: string,
  parameters: readonly unknown[],
  primary: PrismaClient,
): Promise<readonly Json[]> {
  const read = async (client: PrismaClient) => {
    const rows = await readSql<{ j: Json }>(client, { text, parameters });
    return rows.map(({ j }) => j);
  };
  try {
    return await read(prisma);
  } catch (error) {
    if (prisma === primary) throw error;
    return read(primary);
  }
}
