import type { Context } from '../context.ts';
import type { Workspace } from '../generated/prisma/client.ts';
import { authorize } from '../policies/acts.ts';
import { mergedAddress, type AddressParts } from './address.ts';
import { assertVersion, ifVersion, missed, type ExpectedVersion } from './versions.ts';

export interface UpdateWorkspaceInput {
  readonly name?: string | null;
  readonly landlordName?: string | null;
  readonly landlordAddress?: AddressParts | null;
  readonly landlordPhone?: string | null;
  readonly landlordEmail?: string | null;
}

function landlordAddressColumns(workspace: Workspace, patch: UpdateWorkspaceInput['landlordAddress']) {
  const known = {
    street: workspace.landlordStreet,
    city: workspace.landlordCity,
    province: workspace.landlordProvince,
    postalCode: workspace.landlordPostalCode,
  };
  const { street, city, province, postalCode } = mergedAddress(known, patch, ['input', 'landlordAddress']);
  return {
    landlordStreet: street,
    landlordCity: city,
    landlordProvince: province,
    landlordPostalCode: postalCode,
  };
}

/** Changes what the patch names. Documents that were made before keep what they were made with. */
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
  const { name, landlordName, landlordPhone, landlordEmail, landlordAddress } = input;
  const columns = {
    ...(name ? { name } : {}),
    ...(landlordName ? { landlordName } : {}),
    landlordPhone,
    landlordEmail,
    ...landlordAddressColumns(workspace, landlordAddress),
  };
  if (Object.values(columns).every((value) => value === undefined)) return;
  await context.write(async (tx) => {
    const where = { id, ...ifVersion(expectedVersion) };
    const { count } = await tx.workspace.updateMany({ where, data: columns });
    if (count === 0) throw missed('workspace', expectedVersion);
  }, id);
}
