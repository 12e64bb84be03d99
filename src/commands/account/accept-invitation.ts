import type { Context } from '../../request/context.ts';
import { isUniqueViolation } from '../../db/prisma-errors.ts';
import { badInput, DomainError, notFound } from '../../errors.ts';
import type { Invitation, Prisma, User } from '../../generated/prisma/client.ts';
import { openSession, type OpenedSession } from './session.ts';
import { tenantTaken } from './invitation.ts';
import { lockWorkspace } from './member.ts';
import { hashPassword, passwordFaults, provePassword } from './password.ts';
import { hashToken, kindOf } from '../../request/tokens.ts';

export interface AcceptInvitationInput {
  readonly token: string;
  /** As others see it. */
  readonly name: string;
  readonly password: string;
}

type Transaction = Prisma.TransactionClient;

/** Who joins, and how their account is written. */
interface Joiner {
  readonly userId: string;
  save(tx: Transaction): Promise<void>;
}

function emailTaken(): DomainError {
  const message = 'The address of this invitation can not be used here. Ask for one to another address.';
  return new DomainError('CONFLICT', message, { reason: 'email_taken' });
}

/** What makes an offer still open. */
function openOffer(context: Context) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: context.clock.now() } };
}

async function findOffer(context: Context, token: string): Promise<Invitation> {
  const where = { tokenHash: hashToken(token), ...openOffer(context) };
  const isToken = kindOf(token) === 'invitation';
  const offer = isToken ? await context.system.invitation.findUnique({ where }) : null;
  if (!offer) throw notFound('invitation: it is unknown, used, taken back or expired. Ask for a new one');
  return offer;
}

/** Somebody who is in the workspace already proves it with the password they have. */
async function provedMember(context: Context, account: User, password: string): Promise<Joiner> {
  const user = await provePassword(context, account.email, password);
  if (user) return { userId: user.id, save: () => Promise.resolve() };
  const message = 'This address has an account already. Give the password of that account.';
  throw badInput([{ path: ['input', 'password'], code: 'wrong_password', message }]);
}

/** A new account; or one that holds no role any more, which is made anew. */
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

/** An offer that can't be taken answers once: an admin who tries addresses leaves an invitation behind for each. */
async function withdraw(context: Context, { id }: Invitation): Promise<void> {
  const data = { revokedAt: context.clock.now() };
  await context.systemWrite(null, (tx) =>
    tx.invitation.updateMany({ where: { id, ...openOffer(context) }, data }),
  );
}

async function findJoiner(
  context: Context,
  offer: Invitation,
  input: AcceptInvitationInput,
): Promise<Joiner> {
  const account = await context.system.user.findUnique({
    where: { email: offer.email },
    include: { memberships: true },
  });
  const isElsewhere = account !== null && account.workspaceId !== offer.workspaceId;
  if (!isElsewhere && account && account.memberships.length > 0) {
    return provedMember(context, account, input.password);
  }
  const joiner = await newMember(context, offer, isElsewhere ? null : account, input);
  if (!isElsewhere) return joiner;
  await withdraw(context, offer);
  throw emailTaken();
}

async function join(
  context: Context,
  tx: Transaction,
  offer: Invitation,
  joiner: Joiner,
): Promise<OpenedSession> {
  const { id, workspaceId, role, tenantId } = offer;
  const { userId } = joiner;
  await lockWorkspace(tx, workspaceId);
  const { count } = await tx.invitation.updateMany({
    where: { id, ...openOffer(context) },
    data: { acceptedAt: context.clock.now() },
  });
  if (count === 0) throw notFound('invitation');
  await joiner.save(tx);
  await tx.membership.createMany({
    data: [{ id: context.newId('Membership'), workspaceId, userId, role }],
    skipDuplicates: true,
  });
  if (tenantId !== null) {
    const where = { id: tenantId, workspaceId, removedAt: null, userId: null };
    const linked = await tx.tenant.updateMany({ where, data: { userId } });
    if (linked.count === 0) throw tenantTaken();
  }
  return openSession(context, tx, { id: userId, workspaceId }, role);
}

/**
 * Takes an offer: makes the account, gives it the role, links the tenant, and signs in. An address with an account in
 * the workspace keeps its name and password, and proves itself with the latter.
 *
 * @throws DomainError NOT_FOUND for a token that opens nothing, BAD_INPUT `weak_password` or `wrong_password`,
 * CONFLICT `email_taken` or `tenant_has_account`; RateLimited.
 */
export async function acceptInvitation(
  context: Context,
  input: AcceptInvitationInput,
): Promise<OpenedSession> {
  const offer = await findOffer(context, input.token);
  const joiner = await findJoiner(context, offer, input);
  const author = { userId: joiner.userId, role: offer.role };
  try {
    return await context.systemWrite(author, (tx) => join(context, tx, offer, joiner));
  } catch (error) {
    // Another invitation made the account meanwhile.
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}
