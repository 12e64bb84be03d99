import { isTenantOn } from '../../accounts/present-tenants.ts';
import { fromColumn, fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { badInput, DomainError, notFound } from '../../errors.ts';
import type { Lease, Prisma, Tenant } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import type { ExpectedVersion } from '../versions.ts';
import { assertNotOver, findLease, lockTenancy } from './find-lease.ts';

type Transaction = Prisma.TransactionClient;

export interface AddTenantInput {
  readonly name: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  /** First day as a tenant; today, or the first day of a tenancy ahead, by default. */
  readonly from?: string | null;
}

function outsideTenancy(field: string, lease: Lease) {
  const startsOn = fromColumn(lease.startsOn);
  const message = `The tenancy begins on ${startsOn}. Give that day or a later one.`;
  return badInput([{ path: ['input', field], code: 'date_order', message }]);
}

/** Adds somebody to a tenancy from a day on. Returns the tenant's id. */
export async function addTenant(
  context: Context,
  leaseId: string,
  input: AddTenantInput,
  expectedVersion: ExpectedVersion,
): Promise<string> {
  const lease = await findLease(context, leaseId, expectedVersion);
  const { today, viewer } = context;
  assertNotOver(lease, today);
  const startsOn = fromColumn(lease.startsOn);
  const { name, firstName = null, lastName = null, email = null, phone = null } = input;
  const from = input.from ?? (startsOn > today ? startsOn : today);
  if (from < startsOn) throw outsideTenancy('from', lease);
  const id = context.newId('Tenant');
  await context.write(async (tx) => {
    assertNotOver(await lockTenancy(tx, lease, expectedVersion), today);
    const person = { name, firstName, lastName, email, phone, isPrimary: false };
    const joinedOn = from === startsOn ? null : toColumn(from);
    await tx.tenant.create({ data: { id, workspaceId: viewer.workspaceId, leaseId, ...person, joinedOn } });
  }, id);
  return id;
}

/** @throws DomainError BAD_INPUT for a day on which the person is no tenant. */
function assertStays(tenant: Tenant, lease: Lease, on: string): void {
  if (on < fromColumn(lease.startsOn)) throw outsideTenancy('on', lease);
  const joinedOn = fromColumnOrNull(tenant.joinedOn);
  if (joinedOn === null || joinedOn <= on) return;
  const message = `${tenant.name} is a tenant from ${joinedOn} on. Give that day or a later one.`;
  throw badInput([{ path: ['input', 'on'], code: 'date_order', message }]);
}

/** The one who becomes the primary tenant. @throws DomainError CONFLICT `last_tenant` if nobody stays. */
async function successorOf(tx: Transaction, { id, leaseId }: Tenant, on: string): Promise<Tenant> {
  const others = await tx.tenant.findMany({ where: { leaseId, id: { not: id } }, orderBy: { id: 'asc' } });
  const staying = others.filter(({ leftOn, removedAt }) => {
    const last = fromColumnOrNull(leftOn);
    return last === null ? removedAt === null : last > on;
  });
  const successor = staying.find((other) => isTenantOn(other, on)) ?? staying[0];
  if (successor) return successor;
  const message = 'Nobody else is a tenant after that day. End the tenancy instead.';
  throw new DomainError('CONFLICT', message, { reason: 'last_tenant' });
}

/**
 * Records the last day of one tenant. The tenancy goes on with the others; if the primary tenant leaves, the next one
 * takes their place. Payments keep who paid them.
 */
export async function departTenant(
  context: Context,
  leaseId: string,
  tenantId: string,
  { on }: { readonly on: string },
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const lease = await findLease(context, leaseId, expectedVersion);
  const { today, clock } = context;
  const present = { id: tenantId, leaseId, removedAt: null };
  const tenant = await context.db.tenant.findFirst({ where: present });
  if (!tenant) throw notFound('tenant of this lease');
  assertStays(tenant, lease, on);
  await context.write(async (tx) => {
    assertNotOver(await lockTenancy(tx, lease, expectedVersion), today);
    const current = await tx.tenant.findFirst({ where: present });
    if (!current) throw notFound('tenant of this lease');
    const successor = await successorOf(tx, current, on);
    const gone = on < today ? { removedAt: clock.now() } : {};
    const left = { leftOn: toColumn(on), isPrimary: false, ...gone };
    await tx.tenant.updateMany({ where: { id: tenantId }, data: left });
    if (current.isPrimary) {
      await tx.tenant.updateMany({ where: { id: successor.id }, data: { isPrimary: true } });
    }
    // Rent that falls due after that day is expected from those who stay.
    const expected = { leaseId, tenantId, source: 'EXPECTED' as const, dueOn: { gt: toColumn(on) } };
    await tx.payment.updateMany({ where: expected, data: { tenantId: successor.id } });
  });
}
