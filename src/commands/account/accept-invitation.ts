import { hashPassword } from './password-hash.ts';
import type { Context } from '../../request/context.ts';
import { isUniqueViolation } from '../../db/prisma-errors.ts';
import { badInput, DomainError } from '../../errors.ts';
import type { Invitation, Prisma, User } from '../../generated/prisma/client.ts';
import { openSession, type OpenedSession } from './session.ts';
import { tenantHasAccount } from './invitation.ts';
import { lockWorkspace } from './member.ts';
import { passwordFaults, provePassword } from './password.ts';
import { hashToken, kindOf } from '../../request/tokens.ts';

export interface AcceptInvitationInput {
  readonly token: string;
  /** Display name. */
  readonly name: string;
  readonly password: string;
}

type Transaction = Prisma.TransactionClient;

/** The joining user, and the write of their account. */
interface Joiner {
  readonly userId: string;
  save(tx: Transaction): Promise<void>;
}

function emailTaken(): DomainError {
  const message =
    'The e-mail address of this invitation cannot be used here. Ask for an invitation to another address.';
  return new DomainError('CONFLICT', message, { reason: 'email_taken' });
}

/** Conditions of an open invitation. */
function isOpen(context: Context) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: context.clock.now() } };
}

function invitationClosed(): DomainError {
  const message = 'This invitation is unknown, used, revoked or expired. Ask for a new one.';
  return new DomainError('NOT_FOUND', message);
}

async function findInvitation(context: Context, token: string): Promise<Invitation> {
  const where = { tokenHash: hashToken(token), ...isOpen(context) };
  const isToken = kindOf(token) === 'invitation';
  const invitation = isToken ? await context.system.invitation.findUnique({ where }) : null;
  if (!invitation) throw invitationClosed();
  return invitation;
}

/** An existing member, who proves it with their current password. */
async function provedMember(context: Context, account: User, password: string): Promise<Joiner> {
  const user = await provePassword(context, account.email, password);
  if (user) return { userId: user.id, save: () => Promise.resolve() };
  const message = "This e-mail address has an account already. Give that account's password.";
  throw badInput([{ path: ['input', 'password'], code: 'wrong_password', message }]);
}

/** A new account, or a former one without roles, which gets a new name and password. */
async function newMember(
  { newId }: Context,
  { workspaceId, email }: Invitation,
  former: User | null,
  { name, password }: AcceptInvitationInput,
): Promise<Joiner> {
  const faults = await passwordFaults(password, { name, email }, ['input', 'password']);
  if (faults.length > 0) throw badInput(faults);
  const data = { name, passwordHash: await hashPassword(password) };
  const id = former?.id ?? newId('User');
  const save = async (tx: Transaction) => {
    if (!former) {
      await tx.user.create({ data: { id, workspaceId, email, ...data } });
      return;
    }
    const { count } = await tx.user.updateMany({ where: { id, memberships: { none: {} } }, data });
    if (count === 0) throw emailTaken();
  };
  return { userId: id, save };
}

/** Closes an unusable invitation, so that testing whether an address has an account leaves a trace for each. */
async function closeInvitation(context: Context, { id }: Invitation): Promise<void> {
  const data = { revokedAt: context.clock.now() };
  await context.systemWrite(null, (tx) =>
    tx.invitation.updateMany({ where: { id, ...isOpen(context) }, data }),
  );
}

async function findJoiner(
  context: Context,
  invitation: Invitation,
  input: AcceptInvitationInput,
): Promise<Joiner> {
  const account = await context.system.user.findUnique({
    where: { email: invitation.email },
    include: { memberships: true },
  });
  const isElsewhere = account !== null && account.workspaceId !== invitation.workspaceId;
  if (!isElsewhere && account && account.memberships.length > 0) {
    return provedMember(context, account, input.password);
  }
  const joiner = await newMember(context, invitation, isElsewhere ? null : account, input);
  if (!isElsewhere) return joiner;
  await closeInvitation(context, invitation);
  throw emailTaken();
}

async function join(
  context: Context,
  tx: Transaction,
  invitation: Invitation,
  joiner: Joiner,
): Promise<OpenedSession> {
  const { id, workspaceId, role, tenantId } = invitation;
  const { userId } = joiner;
  await lockWorkspace(tx, workspaceId);
  const { count } = await tx.invitation.updateMany({
    where: { id, ...isOpen(context) },
    data: { acceptedAt: context.clock.now() },
  });
  if (count === 0) throw invitationClosed();
  await joiner.save(tx);
  await tx.membership.createMany({
    data: [{ id: context.newId('Membership'), workspaceId, userId, role }],
    skipDuplicates: true,
  });
  if (tenantId !== null) {
    const where = { id: tenantId, workspaceId, removedAt: null, userId: null };
    const linked = await tx.tenant.updateMany({ where, data: { userId } });
    if (linked.count === 0) throw tenantHasAccount();
  }
  return openSession(context, tx, { id: userId, workspaceId }, role);
}

/**
 * Accepts an invitation: creates the account, adds the role, links the tenant, and signs in. An existing account of the
 * workspace keeps its name and password, and proves itself with the password.
 *
 * @throws DomainError NOT_FOUND for a token without an open invitation, BAD_INPUT `weak_password` or `wrong_password`,
 * CONFLICT `email_taken` or `tenant_has_account`; RateLimited.
 */
export async function acceptInvitation(
  context: Context,
  input: AcceptInvitationInput,
): Promise<OpenedSession> {
  const invitation = await findInvitation(context, input.token);
  const joiner = await findJoiner(context, invitation, input);
  const author = { userId: joiner.userId, role: invitation.role };
  try {
    return await context.systemWrite(author, (tx) => join(context, tx, invitation, joiner));
  } catch (error) {
    // Another invitation created the account meanwhile.
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}
