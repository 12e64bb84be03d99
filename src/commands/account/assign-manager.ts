import type { Context } from '../../request/context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';
import { lockRole } from './lock-role.ts';

async function assertVisible({ db }: Context, propertyId: string, userId: string): Promise<void> {
  const [property, user] = await Promise.all([
    db.property.findUnique({ where: { id: propertyId } }),
    db.user.findUnique({ where: { id: userId } }),
  ]);
  if (!property) throw notFound('property');
  if (!user) throw notFound('user');
}

function notAManager(): DomainError {
  const message = 'This user is not a manager. Assign a user with the manager role.';
  return new DomainError('CONFLICT', message, { reason: 'not_a_manager' });
}

/** Assigns a manager to a property, which shows them the property and its records. Idempotent. */
export async function assignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  const { viewer, newId } = context;
  await assertVisible(context, propertyId, userId);
  authorize(viewer, 'assignManager');
  const row = { id: newId('PropertyManager'), workspaceId: viewer.workspaceId, propertyId, userId };
  await context.write(async (tx) => {
    // Landlords don't see memberships, but may learn whether this user is a manager.
    if (!(await lockRole(tx, userId, 'MANAGER'))) throw notAManager();
    await tx.propertyManager.createMany({ data: [row], skipDuplicates: true });
  });
}

/** Removes a manager's assignment to a property. Idempotent. */
export async function unassignManager(context: Context, propertyId: string, userId: string): Promise<void> {
  await assertVisible(context, propertyId, userId);
  authorize(context.viewer, 'assignManager');
  await context.write((tx) => tx.propertyManager.deleteMany({ where: { propertyId, userId } }));
}
