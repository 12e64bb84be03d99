import type { Context } from '../../request/context.ts';
import { escapeLike } from '../../db/escape-like.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { TicketPriority, TicketStatus } from '../../generated/prisma/enums.ts';
import { isIdOf } from '../../ids.ts';
import { authorize, may } from '../../policies/acts.ts';
import { lockRole } from '../account/lock-role.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

export interface UpdateTicketInput {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly status?: TicketStatus | null;
  readonly priority?: TicketPriority | null;
  /** A name, or the id, e-mail or name of a contractor's account, which then sees the ticket. */
  readonly contractor?: string | null;
  /** In cents. */
  readonly cost?: number | null;
  /** A calendar date or an instant. */
  readonly scheduledFor?: string | null;
}

/** Fields that the assigned contractor may change. */
const CONTRACTOR_FIELDS = new Set(['status', 'cost']);

function authorizeFields(context: Context, input: UpdateTicketInput): void {
  if (may(context.viewer, 'updateTicket')) return;
  authorize(context.viewer, 'workTicket');
  const given = Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : field));
  const others = given.filter((field) => !CONTRACTOR_FIELDS.has(field));
  if (others.length === 0) return;
  throw new DomainError(
    'FORBIDDEN',
    `Contractors can change only a ticket's status and cost. Leave out ${others.join(', ')}.`,
  );
}

const AMBIGUOUS: Fault = {
  path: ['input', 'contractor'],
  code: 'ambiguous',
  message: 'Several contractors have this name. Give the id or e-mail of one of them.',
};

const UNKNOWN: Fault = {
  path: ['input', 'contractor'],
  code: 'unknown_contractor',
  message: 'No contractor has this e-mail address. Invite the contractor first, or give a name.',
};

/** An e-mail address names an account; a plain name need not. */
const EMAIL = /^\S+@\S+$/;

type Contractor = Pick<Prisma.TicketUncheckedUpdateManyInput, 'contractor' | 'contractorId'>;

/** The matching contractor's account, or else just the name. */
async function findContractor(context: Context, given: string | null): Promise<Contractor> {
  if (given === null) return { contractor: null, contractorId: null };
  const name = given.trim();
  const memberships = { some: { role: 'CONTRACTOR' } } as const;
  const known = { memberships, OR: [{ id: name }, { email: name.toLowerCase() }] };
  const user = await context.db.user.findFirst({ where: known });
  if (user) return { contractor: user.name, contractorId: user.id };
  if (isIdOf('User', name)) throw notFound('contractor');
  if (EMAIL.test(name)) {
    throw new DomainError('BAD_INPUT', UNKNOWN.message, { reason: UNKNOWN.code, details: [UNKNOWN] });
  }
  const named = { memberships, name: { equals: escapeLike(name), mode: 'insensitive' } } as const;
  const [namesake, another] = await context.db.user.findMany({ where: named, take: 2 });
  if (another) throw badInput([AMBIGUOUS]);
  return { contractor: namesake?.name ?? name, contractorId: namesake?.id ?? null };
}

async function changedColumns(
  context: Context,
  input: UpdateTicketInput,
): Promise<Prisma.TicketUncheckedUpdateManyInput> {
  const { title, description, status, priority, contractor, cost, scheduledFor } = input;
  return {
    ...(title ? { title } : {}),
    ...(description === undefined ? {} : { description }),
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(contractor === undefined ? {} : await findContractor(context, contractor)),
    ...(cost === undefined ? {} : { costCents: cost }),
    ...(scheduledFor === undefined ? {} : { scheduledFor }),
  };
}

/** Drops the account, but not the name, of a contractor who lost the role meanwhile. */
async function contractorIfHeld(
  tx: Prisma.TransactionClient,
  { contractorId }: Contractor,
): Promise<Contractor> {
  if (typeof contractorId !== 'string' || (await lockRole(tx, contractorId, 'CONTRACTOR'))) return {};
  return { contractorId: null };
}

/** Applies a patch to a ticket. An empty patch changes nothing. */
export async function updateTicket(
  context: Context,
  id: string,
  input: UpdateTicketInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const ticket = await context.db.ticket.findUnique({ where: { id } });
  if (!ticket) throw notFound('ticket');
  authorizeFields(context, input);
  assertVersion(ticket, expectedVersion);
  const columns = await changedColumns(context, input);
  if (Object.keys(columns).length === 0) return;
  await context.write(async (tx) => {
    const where = { id, ...ifVersion(expectedVersion) };
    const data = { ...columns, ...(await contractorIfHeld(tx, columns)) };
    const { count } = await tx.ticket.updateMany({ where, data });
    if (count === 0) throw notFoundOrStale('ticket', expectedVersion);
  });
}
