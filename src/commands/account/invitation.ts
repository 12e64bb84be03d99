import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { lockMembers } from './member.ts';
import { makeToken } from '../../request/tokens.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const VALID_MILLISECONDS = 7 * DAY_MILLISECONDS;

export interface CreateInvitationInput {
  readonly email: string;
  readonly role: Role;
  /** For the role of a tenant: whom the account will be. */
  readonly tenantId?: string | null;
}

/** For a tenant who has an account already. */
export function tenantTaken(): DomainError {
  return new DomainError('CONFLICT', 'This tenant has an account already.', { reason: 'tenant_has_account' });
}

function tenantFaults({ role, tenantId }: CreateInvitationInput): readonly Fault[] {
  const path = ['input', 'tenantId'];
  if (role === 'TENANT' && !tenantId) {
    return [{ path, code: 'required', message: 'Say which tenant the account will be.' }];
  }
  if (role !== 'TENANT' && tenantId) {
    return [
      { path, code: 'contradiction', message: 'Only an invitation in the role TENANT names a tenant.' },
    ];
  }
  return [];
}

async function assertFreeTenant(context: Context, tenantId: string): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId, removedAt: null } });
  if (!tenant) throw notFound('tenant');
  if (tenant.userId !== null) throw tenantTaken();
}

async function assertRoleNotHeld(context: Context, email: string, role: Role): Promise<void> {
  const isHeld = (await context.db.membership.count({ where: { role, user: { email } } })) > 0;
  if (!isHeld) return;
  throw new DomainError('CONFLICT', 'Whoever has this address holds that role already.', {
    reason: 'role_held',
  });
}

/**
 * Offers a role in the workspace to whoever has an address. An offer of the same that is still open is replaced.
 * Gives the token, shown this once: nothing is sent by mail.
 */
export async function createInvitation(
  context: Context,
  input: CreateInvitationInput,
): Promise<{ token: string; id: string }> {
  const { viewer, clock, newId } = context;
  authorize(viewer, 'manageMembers');
  const faults = tenantFaults(input);
  if (faults.length > 0) throw badInput(faults);
  const { role } = input;
  const tenantId = input.tenantId ?? null;
  const email = input.email.toLowerCase();
  // A tenant may have an account from an earlier tenancy, which this one is added to.
  await (tenantId === null ? assertRoleNotHeld(context, email, role) : assertFreeTenant(context, tenantId));
  const { token, tokenHash } = makeToken('invitation');
  const id = newId('Invitation');
  const now = clock.now();
  const { workspaceId, userId: invitedById } = viewer;
  const expiresAt = new Date(now.getTime() + VALID_MILLISECONDS);
  await context.write(async (tx) => {
    // Two at once would not see each other's offer, and leave both open.
    await lockMembers(tx, viewer);
    await tx.invitation.updateMany({
      where: { email, role, tenantId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.invitation.create({
      data: { id, workspaceId, email, role, tenantId, invitedById, tokenHash, expiresAt },
    });
  }, id);
  return { token, id };
}

/** Takes an offer back. One that was accepted can't be: CONFLICT `invitation_accepted`. Once more does nothing. */
export async function revokeInvitation(context: Context, id: string): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  const invitation = await context.db.invitation.findUnique({ where: { id } });
  if (!invitation) throw notFound('invitation');
  if (invitation.revokedAt !== null) return;
  const where = { id, acceptedAt: null, revokedAt: null };
  const data = { revokedAt: context.clock.now() };
  const isAccepted = await context.write(async (tx) => {
    const { count } = await tx.invitation.updateMany({ where, data });
    // Somebody was faster: who accepted it, or who took it back as well.
    return count === 0 && (await tx.invitation.count({ where: { id, acceptedAt: { not: null } } })) > 0;
  });
  if (!isAccepted) return;
  throw new DomainError(
    'CONFLICT',
    'It has been accepted. Take the role away with setMemberRoles or removeMember.',
    {
      reason: 'invitation_accepted',
    },
  );
}
