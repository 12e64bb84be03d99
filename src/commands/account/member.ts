import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize, rolesThatMay, type Act } from '../../policies/acts.ts';
import type { Viewer } from '../../policies/viewer.ts';
import { ifVersion, stale, type ExpectedVersion } from '../versions.ts';
import { lockRole } from './lock-role.ts';

type Transaction = Prisma.TransactionClient;

/** Locks a workspace against concurrent changes of its members. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Workspace" WHERE "id" = ${workspaceId} FOR NO KEY UPDATE`;
}

/**
 * Locks a workspace's members, and checks the viewer's role again: of two admins who remove each other, the second is
 * refused.
 *
 * @throws DomainError FORBIDDEN.
 */
export async function lockMembers(tx: Transaction, { workspaceId, userId, role }: Viewer): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  if (await lockRole(tx, userId, role)) return;
  throw new DomainError('FORBIDDEN', 'You no longer hold the role of this session. Sign in again.', {
    reason: 'role_not_held',
  });
}

async function assertAnotherAdmin(tx: Transaction, userId: string): Promise<void> {
  const others = await tx.membership.count({ where: { role: 'ADMIN', userId: { not: userId } } });
  if (others > 0) return;
  throw new DomainError('CONFLICT', 'This is the last admin. Make another member an admin first.', {
    reason: 'last_admin',
  });
}

/** Ends sessions, API keys and assignments of removed roles. */
async function endAccess(
  { clock }: Context,
  tx: Transaction,
  userId: string,
  roles: readonly Role[],
): Promise<void> {
  const where = { userId, role: { in: [...roles] }, revokedAt: null };
  const data = { revokedAt: clock.now() };
  await tx.session.updateMany({ where, data });
  await tx.apiKey.updateMany({ where, data });
  if (roles.includes('MANAGER')) await tx.propertyManager.deleteMany({ where: { userId } });
  if (roles.includes('TENANT')) await tx.tenant.updateMany({ where: { userId }, data: { userId: null } });
  if (roles.includes('CONTRACTOR')) {
    await tx.ticket.updateMany({ where: { contractorId: userId }, data: { contractorId: null } });
  }
}

/** Revokes API keys and invitations that the member may no longer make, and open invitations to the member. */
async function endGrants(
  { clock }: Context,
  tx: Transaction,
  userId: string,
  { removed, remaining }: { readonly removed: readonly Role[]; readonly remaining: ReadonlySet<Role> },
): Promise<void> {
  const data = { revokedAt: clock.now() };
  const mayStill = (act: Act) => rolesThatMay(act).some((role) => remaining.has(role));
  if (!mayStill('manageApiKeys')) await tx.apiKey.updateMany({ where: { userId, revokedAt: null }, data });
  const isOpen = { acceptedAt: null, revokedAt: null };
  if (!mayStill('manageMembers')) {
    await tx.invitation.updateMany({ where: { ...isOpen, invitedById: userId }, data });
  }
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  // Another admin may have offered a removed role. A member without any role keeps no invitation.
  const offers = remaining.size === 0 ? {} : { role: { in: [...removed] } };
  await tx.invitation.updateMany({ where: { ...isOpen, email, ...offers }, data });
}

async function changeRoles(
  context: Context,
  userId: string,
  roles: ReadonlySet<Role>,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const { viewer, newId } = context;
  const { workspaceId } = viewer;
  await context.write(async (tx) => {
    await lockMembers(tx, viewer);
    const memberships = await tx.membership.findMany({ where: { userId } });
    if (memberships.length === 0) throw notFound('member');
    // Roles are rows of their own, so their change must raise the member's version.
    const where = { id: userId, ...ifVersion(expectedVersion) };
    if ((await tx.user.updateMany({ where, data: {} })).count === 0) throw stale();
    const held = new Set(memberships.map(({ role }) => role));
    const removed = [...held].filter((role) => !roles.has(role));
    const added = [...roles].filter((role) => !held.has(role));
    if (removed.includes('ADMIN')) await assertAnotherAdmin(tx, userId);
    if (removed.length > 0) {
      await tx.membership.deleteMany({ where: { userId, role: { in: removed } } });
      await endAccess(context, tx, userId, removed);
      await endGrants(context, tx, userId, { removed, remaining: roles });
    }
    if (added.length === 0) return;
    await tx.membership.createMany({
      data: added.map((role) => ({ id: newId('Membership'), workspaceId, userId, role })),
    });
  }, userId);
}

/** Sets a member's roles. Sessions and API keys of removed roles end at once. */
export async function setMemberRoles(
  context: Context,
  userId: string,
  roles: readonly Role[],
  expectedVersion: ExpectedVersion,
): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  if (roles.length === 0) {
    const message = 'A member needs at least one role. Give a role, or remove the member.';
    throw badInput([{ path: ['roles'], code: 'required', message }]);
  }
  await changeRoles(context, userId, new Set(roles), expectedVersion);
}

/** Removes every role of a member. The account stays, without access, since records refer to it. */
export async function removeMember(
  context: Context,
  userId: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  await changeRoles(context, userId, new Set(), expectedVersion);
}
