import { ownersOf, type PropertyOwner } from '../../address/property-owner.ts';
import { type Address, canonical } from '../../address/address.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

export interface TransferPropertyInput {
  readonly ownerName: string;
  readonly ownerFirstName?: string | null;
  readonly ownerLastName?: string | null;
  readonly ownerAddress: Address;
  readonly ownerPhone?: string | null;
  readonly arrearsAssigned?: boolean | null;
  /** First day of the new owner. */
  readonly on: string;
}

function ownerOf(input: TransferPropertyInput): PropertyOwner {
  return {
    name: input.ownerName,
    firstName: input.ownerFirstName ?? null,
    lastName: input.ownerLastName ?? null,
    address: canonical(input.ownerAddress),
    phone: input.ownerPhone ?? null,
    from: input.on,
    arrearsAssigned: input.arrearsAssigned ?? false,
  };
}

/** The owners after a transfer. One on the day of the last transfer replaces it, as a correction. */
function ownersAfter(
  owners: readonly PropertyOwner[],
  input: TransferPropertyInput,
): readonly PropertyOwner[] {
  const last = owners.at(-1);
  if (last && last.from > input.on) {
    const message = `The property was transferred on ${last.from}. Give that day or a later one.`;
    throw badInput([{ path: ['input', 'on'], code: 'date_order', message }]);
  }
  return [...owners.filter(({ from }) => from !== input.on), ownerOf(input)];
}

/** Has the transaction bring the tenancies with open rent into line: whose it is decides what is suggested. */
async function markTenancies(tx: Prisma.TransactionClient, propertyId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT lease."id", lease."workspaceId", pg_current_xact_id()::text::bigint
    FROM "Lease" AS lease JOIN "Unit" AS unit ON unit."id" = lease."unitId"
    WHERE unit."propertyId" = ${propertyId} AND EXISTS (
      SELECT FROM "Payment" WHERE "leaseId" = lease."id" AND "status" IN ('PENDING', 'OVERDUE'))
    ON CONFLICT DO NOTHING`;
}

/**
 * Transfers a property with its tenancies to another owner. Documents name the owner of their day. The tenancies go on;
 * rent that was owing stays with the former owner, unless it was assigned.
 */
export async function transferProperty(
  context: Context,
  id: string,
  input: TransferPropertyInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const property = await context.db.property.findUnique({ where: { id } });
  if (!property) throw notFound('property');
  authorize(context.viewer, 'transferProperty');
  assertVersion(property, expectedVersion);
  await context.write(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Property" WHERE "id" = ${id} FOR NO KEY UPDATE`;
    const current = await tx.property.findUnique({ where: { id, removedAt: null } });
    if (!current) throw notFoundOrStale('property', expectedVersion);
    const owners = ownersAfter(ownersOf(current), input) as unknown as Prisma.InputJsonArray;
    const { count } = await tx.property.updateMany({
      where: { id, ...ifVersion(expectedVersion) },
      data: { owners },
    });
    if (count === 0) throw notFoundOrStale('property', expectedVersion);
    await markTenancies(tx, id);
  });
}
