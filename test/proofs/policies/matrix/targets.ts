import { makeToken } from '../../../../src/request/tokens.ts';
import type { Viewer } from '../../../../src/policies/viewer.ts';
import { day, type Factory } from '../../../support/factories.ts';
import { seedUser, type RoleName } from '../../../support/workspace.ts';
import { addApiKeys, addSessions, type Account } from './fill.ts';
import type { World } from './world.ts';

/** One of everything that an operation may be about, by the words of its arguments. */
export interface Target {
  readonly propertyId: string;
  /** Without a tenancy on it, and without a manager; where that makes no difference, the same one. */
  readonly emptyPropertyId: string;
  /** Deleted from the portfolio. */
  readonly removedPropertyId: string;
  readonly unitId: string;
  readonly vacantUnitId: string;
  readonly leaseId: string;
  readonly tenantId: string;
  /** Another tenant of that tenancy. */
  readonly coTenantId: string;
  /** Of a tenancy that is over. */
  readonly endedTenantId: string;
  /** Of a tenancy without payments and forms. */
  readonly mistakenTenantId: string;
  readonly paymentId: string;
  /** A payment that was received. */
  readonly paidId: string;
  readonly chargeId: string;
  readonly depositId: string;
  /** A deposit of a tenancy whose last day is known. */
  readonly lastDepositId: string;
  readonly receiptId: string;
  readonly suggestionId: string;
  readonly rentRunId: string;
  readonly ticketId: string;
  /** An N4 that was served. */
  readonly formId: string;
  readonly n9Id: string;
  readonly sessionId: string;
  readonly apiKeyId: string;
  readonly invitationId: string;
  readonly invitationToken: string;
  readonly memberId: string;
  /** Whom to assign a property to. */
  readonly managerId: string;
  readonly email: string;
}

/** Where they are made. */
type Base = Pick<World, 'keynest' | 'store'>;

/** Whose things they are to be; null: nobody's who is among the roles. */
type Owner = RoleName | null;

const isPortfolioOwner = (owner: Owner) => owner === 'admin' || owner === 'landlord';

async function addHome(factory: Factory, owner: Owner) {
  const { userIds } = factory.workspace;
  const isManaged = owner === 'manager' || isPortfolioOwner(owner);
  const { propertyId, unitIds } = await factory.property({ units: 5, isManaged });
  const userId = owner === 'tenant' ? userIds.tenant : null;
  const home = { propertyId, ...(await factory.tenancy({ unitId: unitIds[0]!, userId })) };
  const empty = await factory.property({ units: 0 });
  const contractorId = owner === 'contractor' ? userIds.contractor : null;
  const ended = await factory.tenancy({ unitId: unitIds[3]!, userId, status: 'PAST', endedOn: '2026-10-31' });
  const mistaken = await factory.tenancy({ unitId: unitIds[4]!, userId });
  const served = { status: 'SERVED' as const, servedOn: day('2026-11-20') };
  return {
    ...home,
    // Whoever may not remove a property is told so before it is asked whether it is empty.
    emptyPropertyId: isPortfolioOwner(owner) ? empty.propertyId : propertyId,
    vacantUnitId: unitIds[1]!,
    coTenantId: await factory.coTenant(home),
    endedTenantId: ended.tenantId,
    mistakenTenantId: mistaken.tenantId,
    paymentId: await factory.payment(home, { status: 'PENDING', period: '2026-12', receivedOn: null }),
    paidId: await factory.payment(home, { period: '2026-10' }),
    chargeId: await factory.charge(home),
    depositId: await factory.deposit(home),
    lastDepositId: await factory.lastDeposit(await factory.tenancy({ unitId: unitIds[2]!, userId })),
    receiptId: await factory.receipt(home),
    suggestionId: await factory.suggestion(home),
    rentRunId: await factory.rentRun(),
    ticketId: await factory.ticket(home, { contractorId }),
    formId: await factory.form(home, served),
    n9Id: await factory.form(home, { type: 'N9' }),
  };
}

async function addInvitation({ store: { prisma, newId } }: Base, { workspace }: Factory) {
  const { token: invitationToken, tokenHash } = makeToken('invitation');
  const id = newId('Invitation');
  await prisma.invitation.create({
    data: {
      id,
      workspaceId: workspace.id,
      email: `${id}@example.com`,
      role: 'LANDLORD',
      invitedById: workspace.userIds.admin,
      tokenHash,
      expiresAt: day('2027-01-01'),
    },
  });
  return { invitationId: id, invitationToken };
}

async function addMember({ store }: Base, { workspace }: Factory) {
  const name = store.newId('User');
  const email = `${name}@example.com`;
  const memberId = await seedUser(store, workspace.id, { name, email, roles: ['LANDLORD'] });
  return { memberId, email };
}

async function addRemovedProperty({ prisma }: Base['store'], factory: Factory): Promise<string> {
  const { propertyId: id } = await factory.property({ units: 0 });
  await prisma.property.update({ where: { id }, data: { removedAt: new Date(0) } });
  return id;
}

/** New things of a workspace, all of them somebody's. */
async function makeTarget(world: Base, factory: Factory, owner: Owner): Promise<Target> {
  const { workspace } = factory;
  const member = await addMember(world, factory);
  // What is nobody's among the roles is somebody else's.
  const userId = owner === null ? member.memberId : workspace.userIds[owner];
  const account: Account = { userId, role: (owner ?? 'landlord').toUpperCase() as Account['role'] };
  const [sessionId] = await addSessions(world.store, workspace.id, [account]);
  const [apiKeyId] = await addApiKeys(world.store, workspace.id, [account]);
  return {
    ...(await addHome(factory, owner)),
    removedPropertyId: await addRemovedProperty(world.store, factory),
    ...(await addInvitation(world, factory)),
    sessionId: sessionId!,
    apiKeyId: apiKeyId!,
    ...member,
    managerId: isPortfolioOwner(owner) ? workspace.userIds.manager : userId,
  };
}

export type Place = 'mine' | 'notMine' | 'other';

/** New things that are a role's own, of the same workspace and not theirs, or of another workspace. */
export function makeTargetAt(world: Base, role: RoleName, place: Place): Promise<Target> {
  const { own, other } = world.keynest;
  return makeTarget(world, place === 'other' ? other : own, place === 'mine' ? role : null);
}

/** Somebody signed in with the session that a target gives them. */
export function signedInWith(viewer: Viewer, { sessionId }: Target): Viewer {
  return { ...viewer, sessionId };
}
