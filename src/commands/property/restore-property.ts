import { notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { assertVersion, type ExpectedVersion } from '../versions.ts';

interface StoredProperty {
  readonly version: number;
  readonly removedAt: Date | null;
}

/** Puts a deleted property back into the portfolio, with its units and history. One that is there stays as it is. */
export async function restoreProperty(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const { viewer, clock } = context;
  authorize(viewer, 'restoreProperty');
  await context.write(async (tx) => {
    // Nobody sees a deleted property through the client, whose rows are narrowed.
    const [property] = await tx.$queryRaw<StoredProperty[]>`
      SELECT "version", "removedAt" FROM "Property"
      WHERE "id" = ${id} AND "workspaceId" = ${viewer.workspaceId} FOR NO KEY UPDATE`;
    if (!property) throw notFound('property');
    assertVersion(property, expectedVersion);
    if (property.removedAt === null) return;
    await tx.$executeRaw`
      UPDATE "Property" SET "removedAt" = NULL, "version" = "version" + 1, "updatedAt" = ${clock.now()}
      WHERE "id" = ${id}`;
  });
}
