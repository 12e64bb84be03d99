import type { Context } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';

async function assertVisible({ db }: Context, propertyId: string, userId: string): Promise<void> {
  const [property, user] = await Promise.all([
    db.property.findUnique({ where: { id: propertyId } }),
    db.user.findUnique({ where: { id: userId } }),
  ]);
  if (!property) throw notFound('property');
  if (!user) throw notFound('user');
}

/** Shows a property to a manager, with all that is on it. Once more does nothing. */
export async function assignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  const { viewer, newId } = context;
  await assertVisible(context, propertyId, userId);
  authorize(viewer, 'assignManager');
  // Landlords do not see who holds which role; that this user manages they learn.
  const isManager = (await context.system.membership.count({ where: { userId, role: 'MANAGER' } })) > 0;
  if (!isManager) {
    throw new DomainError('CONFLICT', 'Only somebody with the role MANAGER can be assigned to a property.', {
      reason: 'not_a_manager',
    });
  }
  const row = { id: newId('PropertyManager'), workspaceId: viewer.workspaceId, propertyId, userId };
  await context.write((tx) => tx.propertyManager.createMany({ data: [row], skipDuplicates: true }));
}

/** Hides a property from a manager. Once more does nothing. */
export async function unassignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  await assertVisible(context, propertyId, userId);
  authorize(context.viewer, 'assignManager');
  await context.write((tx) => tx.propertyManager.deleteMany({ where: { propertyId, userId } }));
}
