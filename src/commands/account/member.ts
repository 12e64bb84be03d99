import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize, rolesThatMay, type Act } from '../../policies/acts.ts';
import type { Viewer } from '../../policies/viewer.ts';
import { ifVersion, stale, type ExpectedVersion } from '../versions.ts';
import { holdRole } from './hold-role.ts';

type Transaction = Prisma.TransactionClient;

/** Lets what changes a workspace's members run one after another. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Workspace" WHERE "id" = ${workspaceId} FOR NO KEY UPDATE`;
}

/**
 * Lets changes of a workspace's members run one after another, so that two admins can't remove each other: the second
 * finds that they are no admin any more.
 *
 * @throws DomainError FORBIDDEN.
 */
export async function lockMembers(tx: Transaction, { workspaceId, userId, role }: Viewer): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  if (await holdRole(tx, userId, role)) return;
  throw new DomainError('FORBIDDEN', 'Your role was taken away meanwhile.', { reason: 'role_not_held' });
}

async function assertAdminLeft(tx: Transaction, userId: string): Promise<void> {
  const others = await tx.membership.count({ where: { role: 'ADMIN', userId: { not: userId } } });
  if (others > 0) return;
  throw new DomainError('CONFLICT', 'This is the last admin. Make somebody else an admin first.', {
    reason: 'last_admin',
  });
}

/** Ends what was opened in roles that are taken away, and what hung on them. */
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

/** Ends what a member made or was sent that would outlive what they may: keys in other roles, offers to come back. */
async function endGrants(
  { clock }: Context,
  tx: Transaction,
  userId: string,
  { removed, left }: { readonly removed: readonly Role[]; readonly left: ReadonlySet<Role> },
): Promise<void> {
  const data = { revokedAt: clock.now() };
  const mayStill = (act: Act) => rolesThatMay(act).some((role) => left.has(role));
  if (!mayStill('manageApiKeys')) await tx.apiKey.updateMany({ where: { userId, revokedAt: null }, data });
  const isOpen = { acceptedAt: null, revokedAt: null };
  if (!mayStill('manageMembers')) {
    await tx.invitation.updateMany({ where: { ...isOpen, invitedById: userId }, data });
  }
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  // Somebody else may have offered back what is taken away; of who keeps nothing, no offer stays.
  const offers = left.size === 0 ? {} : { role: { in: [...removed] } };
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
    // Roles are rows of their own; their change is one of the member, whose version tells of it.
    const where = { id: userId, ...ifVersion(expectedVersion) };
    if ((await tx.user.updateMany({ where, data: {} })).count === 0) throw stale();
    const held = new Set(memberships.map(({ role }) => role));
    const removed = [...held].filter((role) => !roles.has(role));
    const added = [...roles].filter((role) => !held.has(role));
    if (removed.includes('ADMIN')) await assertAdminLeft(tx, userId);
    if (removed.length > 0) {
      await tx.membership.deleteMany({ where: { userId, role: { in: removed } } });
      await endAccess(context, tx, userId, removed);
      await endGrants(context, tx, userId, { removed, left: roles });
    }
    if (added.length === 0) return;
    await tx.membership.createMany({
      data: added.map((role) => ({ id: newId('Membership'), workspaceId, userId, role })),
    });
  }, userId);
}

/** Makes these the roles of a member. What was opened in a role that is taken away is dead at once. */
export async function setMemberRoles(
  context: Context,
  userId: string,
  roles: readonly Role[],
  expectedVersion: ExpectedVersion,
): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  if (roles.length === 0) {
    const message = 'Give at least one role; removeMember takes all of them away.';
    throw badInput([{ path: ['roles'], code: 'required', message }]);
  }
  await changeRoles(context, userId, new Set(roles), expectedVersion);
}

/** Takes every role away from a member. Their account stays, without access, as what they did names it. */
export async function removeMember(
  context: Context,
  userId: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  await changeRoles(context, userId, new Set(), expectedVersion);
}
