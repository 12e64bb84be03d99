import type { Context } from '../../request/context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';
import { holdRole } from './hold-role.ts';

async function assertVisible({ db }: Context, propertyId: string, userId: string): Promise<void> {
  const [property, user] = await Promise.all([
    db.property.findUnique({ where: { id: propertyId } }),
    db.user.findUnique({ where: { id: userId } }),
  ]);
  if (!property) throw notFound('property');
  if (!user) throw notFound('user');
}

function notAManager(): DomainError {
  const message = 'Only somebody with the role MANAGER can be assigned to a property.';
  return new DomainError('CONFLICT', message, { reason: 'not_a_manager' });
}

/** Shows a property to a manager, with all that is on it. Once more does nothing. */
export async function assignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  const { viewer, newId } = context;
  await assertVisible(context, propertyId, userId);
  authorize(viewer, 'assignManager');
  const row = { id: newId('PropertyManager'), workspaceId: viewer.workspaceId, propertyId, userId };
  await context.write(async (tx) => {
    // Landlords do not see who holds which role; that this user manages they learn.
    if (!(await holdRole(tx, userId, 'MANAGER'))) throw notAManager();
    await tx.propertyManager.createMany({ data: [row], skipDuplicates: true });
  });
}

/** Hides a property from a manager. Once more does nothing. */
export async function unassignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  await assertVisible(context, propertyId, userId);
  authorize(context.viewer, 'assignManager');
  await context.write((tx) => tx.propertyManager.deleteMany({ where: { propertyId, userId } }));
}
