import type { Context } from '../../request/context.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { forgetRuns } from '../../accounts/expected/catch-up.ts';
import { authorize } from '../../policies/acts.ts';
import { lockWorkspace } from './member.ts';
import { isEmpty, mergedAddress } from '../merge-address.ts';
import { landlordAddressOf } from '../../address/address.ts';
import type { AddressParts } from '../../address/address.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

export interface UpdateWorkspaceInput {
  readonly name?: string | null;
  readonly landlordName?: string | null;
  readonly landlordFirstName?: string | null;
  readonly landlordLastName?: string | null;
  readonly landlordAddress?: AddressParts | null;
  readonly landlordPhone?: string | null;
  readonly landlordEmail?: string | null;
  readonly rentAheadDays?: number | null;
  readonly overdueAfterDays?: number | null;
}

async function lockAddress(tx: Prisma.TransactionClient, id: string): Promise<AddressParts> {
  await lockWorkspace(tx, id);
  return landlordAddressOf(await tx.workspace.findUniqueOrThrow({ where: { id } }));
}

/** The address as columns of the workspace; `undefined` keeps a column. */
function columnsOf({ street, city, province, postalCode }: AddressParts) {
  return {
    landlordStreet: street,
    landlordCity: city,
    landlordProvince: province,
    landlordPostalCode: postalCode,
  };
}

/** The landlord's names. Another full name clears the stated parts of the former one. */
function nameColumns(
  { landlordName, landlordFirstName, landlordLastName }: UpdateWorkspaceInput,
  known: { readonly landlordName: string },
) {
  const isOther = Boolean(landlordName) && landlordName !== known.landlordName;
  return {
    ...(landlordName ? { landlordName } : {}),
    landlordFirstName: isOther ? (landlordFirstName ?? null) : landlordFirstName,
    landlordLastName: isOther ? (landlordLastName ?? null) : landlordLastName,
  };
}

/** Makes the rent flow run again before anything expected is read, and in the background at the next look. */
async function rerunRent(tx: Prisma.TransactionClient, workspaceId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "RentTimer" SET "ranThrough" = NULL, "nextRunAt" = ${now} WHERE "workspaceId" = ${workspaceId}`;
}

/** Applies a patch to the workspace. Existing documents don't change. */
export async function updateWorkspace(
  context: Context,
  input: UpdateWorkspaceInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const { viewer } = context;
  authorize(viewer, 'updateWorkspace');
  const id = viewer.workspaceId;
  const workspace = await context.db.workspace.findUniqueOrThrow({ where: { id } });
  assertVersion(workspace, expectedVersion);
  const { name, landlordPhone, landlordEmail, landlordAddress } = input;
  const { rentAheadDays, overdueAfterDays } = input;
  const columns = {
    ...(name ? { name } : {}),
    ...nameColumns(input, workspace),
    landlordPhone,
    landlordEmail,
    ...(typeof rentAheadDays === 'number' ? { rentAheadDays } : {}),
    ...(typeof overdueAfterDays === 'number' ? { overdueAfterDays } : {}),
  };
  if (isEmpty(columns) && isEmpty(landlordAddress)) return;
  const changesFlow = typeof rentAheadDays === 'number' || typeof overdueAfterDays === 'number';
  await context.write(async (tx) => {
    const where = { id, ...ifVersion(expectedVersion) };
    const path = ['input', 'landlordAddress'];
    const address = await mergedAddress(landlordAddress, path, () => lockAddress(tx, id));
    const data = { ...columns, ...columnsOf(address) };
    const { count } = await tx.workspace.updateMany({ where, data });
    if (count === 0) throw notFoundOrStale('workspace', expectedVersion);
    if (changesFlow) await rerunRent(tx, id, context.clock.now());
  }, id);
  if (changesFlow) forgetRuns(context.system, id);
}
