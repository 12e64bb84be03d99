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
  /** For the tenant role: the tenant to link the account to. */
  readonly tenantId?: string | null;
}

/** The refusal of a tenant who has an account already. */
export function tenantHasAccount(): DomainError {
  return new DomainError('CONFLICT', 'This tenant has an account already. Choose another tenant.', {
    reason: 'tenant_has_account',
  });
}

function tenantFaults({ role, tenantId }: CreateInvitationInput): readonly Fault[] {
  const path = ['input', 'tenantId'];
  if (role === 'TENANT' && !tenantId) {
    return [
      { path, code: 'required', message: 'An invitation for a tenant must name the tenant. Give tenantId.' },
    ];
  }
  if (role !== 'TENANT' && tenantId) {
    return [
      {
        path,
        code: 'contradiction',
        message: 'Only invitations for tenants name a tenant. Leave out tenantId.',
      },
    ];
  }
  return [];
}

async function assertFreeTenant(context: Context, tenantId: string): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId, removedAt: null } });
  if (!tenant) throw notFound('tenant');
  if (tenant.userId !== null) throw tenantHasAccount();
}

async function assertRoleNotHeld(context: Context, email: string, role: Role): Promise<void> {
  const isHeld = (await context.db.membership.count({ where: { role, user: { email } } })) > 0;
  if (!isHeld) return;
  throw new DomainError(
    'CONFLICT',
    'The user with this e-mail address holds that role already. Choose another role.',
    {
      reason: 'role_held',
    },
  );
}

/**
 * Invites an e-mail address to a role in the workspace. Replaces an open invitation to the same. Returns the token, which
 * is shown only once: no mail is sent.
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
  // A tenant may have an account from an earlier tenancy, which gets this one as well.
  await (tenantId === null ? assertRoleNotHeld(context, email, role) : assertFreeTenant(context, tenantId));
  const { token, tokenHash } = makeToken('invitation');
  const id = newId('Invitation');
  const now = clock.now();
  const { workspaceId, userId: invitedById } = viewer;
  const expiresAt = new Date(now.getTime() + VALID_MILLISECONDS);
  await context.write(async (tx) => {
    // Without the lock, two concurrent invitations would both stay open.
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

/** Revokes an invitation. Idempotent. @throws DomainError CONFLICT `invitation_accepted` for an accepted one. */
export async function revokeInvitation(context: Context, id: string): Promise<void> {
  authorize(context.viewer, 'manageMembers');
  const invitation = await context.db.invitation.findUnique({ where: { id } });
  if (!invitation) throw notFound('invitation');
  if (invitation.revokedAt !== null) return;
  const where = { id, acceptedAt: null, revokedAt: null };
  const data = { revokedAt: context.clock.now() };
  const isAccepted = await context.write(async (tx) => {
    const { count } = await tx.invitation.updateMany({ where, data });
    // It was accepted or revoked concurrently.
    return count === 0 && (await tx.invitation.count({ where: { id, acceptedAt: { not: null } } })) > 0;
  });
  if (!isAccepted) return;
  throw new DomainError(
    'CONFLICT',
    'This invitation has been accepted. Change the roles of the member instead.',
    {
      reason: 'invitation_accepted',
    },
  );
}
