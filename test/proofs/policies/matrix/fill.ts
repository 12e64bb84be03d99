import type { Factory, Tenancy } from '../../../support/factories.ts';
import { day } from '../../../support/factories.ts';
import type { Store } from '../../../support/workspace.ts';

const PAYMENT_STATUSES = ['PENDING', 'PAID', 'OVERDUE', 'FAILED', 'REFUNDED', 'VOID'] as const;

/** On which tenancy of which property. */
export type Home = Tenancy & { readonly propertyId: string };

async function addForms(factory: Factory, home: Home): Promise<void> {
  const notice = { terminationDate: day('2026-12-20') };
  const served = { ...notice, servedOn: day('2026-11-20'), deemedGivenOn: day('2026-11-20') };
  const form = (parts: object) => factory.form(home, parts);
  await form({ status: 'DRAFT' });
  await form({ status: 'VOID', ...notice });
  await form({ type: 'LEASE' });
  await form({ status: 'VOID', ...served });
  await form({ type: 'N9', ...notice });
  await form({ type: 'ENTRY', status: 'SERVED', ...served, terminationDate: null });
  // Served, and corrected by one that was not; served, and corrected by one that was.
  await form({ supersedesId: await form({ status: 'SERVED', ...served }), ...notice });
  const service = { method: 'HAND', servedOn: '2026-11-20', givenOn: '2026-11-20', recipient: 'Tenant' };
  const services = [{ ...service, tenantId: home.tenantId }];
  const first = await form({ type: 'N12', status: 'SERVED', ...served, services });
  await form({ type: 'N12', status: 'SERVED', ...served, supersedesId: first });
}

/** A payment with what came of it: the expected row that it settled, and a charge. */
async function addSettled(factory: Factory, home: Home): Promise<void> {
  const settledById = await factory.payment(home, { reference: 'For the expected row' });
  await factory.receipt(home, settledById);
  const expected = { source: 'EXPECTED', status: 'VOID', receivedOn: null } as const;
  await factory.payment(home, { ...expected, settledById });
  await factory.charge(home, settledById);
}

/** A little of everything, on one tenancy. */
export async function furnish(factory: Factory, home: Home): Promise<void> {
  await factory.payment(home);
  await factory.charge(home);
  await factory.deposit(home);
  await factory.suggestion(home);
  await factory.ticket(home);
  const served = { status: 'SERVED' as const, servedOn: day('2026-11-20') };
  await factory.form(home, served);
  await factory.form(home);
}

/** Something of every kind and in every status, on one tenancy. */
export async function fill({ prisma, newId }: Store, factory: Factory, home: Home): Promise<void> {
  const { workspace } = factory;
  for (const [index, status] of PAYMENT_STATUSES.entries()) {
    await factory.payment(home, { status, period: `2026-0${index + 4}`, amountCents: 1000 * (index + 1) });
  }
  const notice: object = { type: 'N1', status: 'SERVED', servedOn: day('2026-06-01') };
  const formId = await factory.form(home, notice);
  await prisma.leaseRent.create({
    data: {
      basis: 'INCREASE',
      formId,
      id: newId('LeaseRent'),
      workspaceId: workspace.id,
      leaseId: home.leaseId,
      effectiveOn: day('2026-10-01'),
      amountCents: 250_000,
    },
  });
  await prisma.lease.update({ where: { id: home.leaseId }, data: { endedByFormId: formId } });
  await addSettled(factory, home);
  await factory.deposit(home);
  await factory.suggestion(home);
  await addForms(factory, home);
  await factory.ticket(home, { costCents: 12_300 });
  await factory.ticket({ propertyId: home.propertyId, unitId: home.unitId }, { title: 'On no tenancy' });
  await factory.ticket({ propertyId: home.propertyId }, { title: 'On the whole property' });
}

export interface Account {
  readonly userId: string;
  readonly role: 'ADMIN' | 'LANDLORD' | 'MANAGER' | 'TENANT' | 'CONTRACTOR';
}

/** A session that is open and one that was ended, for each account. Gives the ids of the open ones, in order. */
export async function addSessions(
  { prisma, newId }: Store,
  workspaceId: string,
  accounts: readonly Account[],
): Promise<string[]> {
  const open = accounts.map((account) => ({ ...account, id: newId('Session'), revokedAt: null }));
  const ended = accounts.map((account) => ({
    ...account,
    id: newId('Session'),
    revokedAt: day('2026-11-01'),
  }));
  const rest = { workspaceId, expiresAt: day('2027-11-01') };
  const rows = [...open, ...ended].map((row) => ({ ...row, ...rest, tokenHash: `of ${row.id}` }));
  await prisma.session.createMany({ data: rows });
  return open.map(({ id }) => id);
}

/** A key of each owner, and one that was revoked. Gives their ids, in order. */
export async function addApiKeys(
  { prisma, newId }: Store,
  workspaceId: string,
  accounts: readonly Account[],
): Promise<string[]> {
  const rows = accounts.flatMap(({ userId, role }) =>
    [null, day('2026-11-01')].map((revokedAt) => {
      const id = newId('ApiKey');
      const tokenHash = `of ${id}`;
      return { id, workspaceId, userId, role, revokedAt, tokenHash, name: 'Books', scopes: [], hint: 'abcd' };
    }),
  );
  await prisma.apiKey.createMany({ data: rows });
  return rows.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
}

/** Offers that are open, taken and taken back; one of them to a tenant. */
export async function addInvitations(
  { prisma, newId }: Store,
  { workspace }: Factory,
  tenantId: string,
): Promise<void> {
  const past = day('2026-11-01');
  const offers = [{}, { acceptedAt: past }, { revokedAt: past }, { role: 'TENANT' as const, tenantId }];
  const rows = offers.map((offer) => {
    const id = newId('Invitation');
    const rest = { workspaceId: workspace.id, invitedById: workspace.userIds.admin, tokenHash: `of ${id}` };
    return {
      id,
      email: `${id}@example.com`,
      role: 'LANDLORD' as const,
      ...rest,
      expiresAt: day('2027-01-01'),
      ...offer,
    };
  });
  await prisma.invitation.createMany({ data: rows });
}
