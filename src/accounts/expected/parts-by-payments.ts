import type { Prisma } from '../../generated/prisma/client.ts';

/** Payments that are read in one piece: few enough that it does not hold other requests up. */
const PAYMENTS_AT_ONCE = 500;

interface Counted {
  readonly id: string;
  readonly payments: number;
}

function inParts(counted: readonly Counted[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const { id, payments } of counted) {
    if (payments > room || parts.length === 0) {
      parts.push([]);
      room = PAYMENTS_AT_ONCE;
    }
    parts.at(-1)?.push(id);
    room -= payments;
  }
  return parts;
}

/** Tenancies in parts that have some payments together, in order. A longer one is a part by itself. */
export async function partsByPayments(
  tx: Prisma.TransactionClient,
  leaseIds: readonly string[],
): Promise<string[][]> {
  if (leaseIds.length < 2) return [[...leaseIds]];
  const counted = await tx.$queryRaw<Counted[]>`
    SELECT "id", (SELECT count(*)::integer FROM "Payment" WHERE "leaseId" = lease."id") AS "payments"
    FROM "Lease" AS lease WHERE "id" = ANY (${[...leaseIds]}) ORDER BY "id"`;
  return inParts(counted);
}
