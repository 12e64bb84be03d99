import { TODAY } from '../../../support/clock.ts';
import type { Role } from '../../../../src/generated/prisma/enums.ts';
import type { Scope } from '../../../../src/policies/scopes.ts';
import { SCOPED_NOUNS } from '../../../../src/policies/scopes.ts';
import type { Viewer } from '../../../../src/policies/viewer.ts';
import { day, type Factory } from '../../../support/factories.ts';
import { startKeyNest, type KeyNest } from '../../../support/keynest.ts';
import { ROLES, seedUser, type RoleName, type Store } from '../../../support/workspace.ts';
import { addApiKeys, addInvitations, addSessions, fill, furnish, type Account, type Home } from './fill.ts';
import { loadRows, type Rows } from './rows.ts';

/** Who asks: the five roles, and people whose place in them is less plain. */
export const PERSONAS = [
  ...ROLES,
  'co-tenant',
  'tenant who was taken off the lease',
  'tenant who has left',
  'manager signed in as tenant',
  'landlord signed in as contractor',
  'API key of the landlord',
] as const;

export type Persona = (typeof PERSONAS)[number];

export interface World {
  readonly keynest: KeyNest;
  readonly store: Store;
  /** As they were when the world was made. */
  readonly rows: Rows;
  readonly personas: Readonly<Record<Persona, Viewer>>;
  /** The homes of the five roles' workspace, by who lives there. */
  readonly homes: Readonly<Record<'tenant' | 'neighbour' | 'stranger' | 'gone', Home>>;
}

/** Accounts besides those of the five roles. */
const PEOPLE = {
  coTenant: ['TENANT'],
  takenOff: ['TENANT'],
  hasLeft: ['TENANT'],
  neighbour: ['TENANT'],
  managerAndTenant: ['MANAGER', 'TENANT'],
  landlordAndContractor: ['LANDLORD', 'CONTRACTOR'],
  secondManager: ['MANAGER'],
  secondContractor: ['CONTRACTOR'],
  noMember: [],
} as const satisfies Record<string, readonly Role[]>;

type People = Readonly<Record<keyof typeof PEOPLE, string>>;

async function addPeople(store: Store, workspaceId: string): Promise<People> {
  const people = Object.entries(PEOPLE).map(async ([name, roles]) => {
    const user = { name: `The ${name}`, email: `${name.toLowerCase()}@own.example`, roles };
    return [name, await seedUser(store, workspaceId, user)];
  });
  return Object.fromEntries(await Promise.all(people)) as People;
}

async function addManagers(
  { prisma, newId }: Store,
  workspaceId: string,
  assignments: readonly (readonly [propertyId: string, userId: string])[],
): Promise<void> {
  const rows = assignments.map(([propertyId, userId]) => ({ propertyId, userId, workspaceId }));
  await prisma.propertyManager.createMany({
    data: rows.map((row) => ({ ...row, id: newId('PropertyManager') })),
  });
}

/** Puts further people on a lease, one of whom has been taken off it again. */
async function addCoTenants({ prisma, newId }: Store, { workspace }: Factory, home: Home, people: People) {
  const rest = { workspaceId: workspace.id, leaseId: home.leaseId, isPrimary: false };
  const tenant = (userId: string, name: string) => ({
    ...rest,
    id: newId('Tenant'),
    userId,
    name,
    email: `${userId}@mail.example`,
  });
  const takenOff = { ...tenant(people.takenOff, 'Taken Off'), removedAt: day('2026-10-01') };
  await prisma.tenant.createMany({ data: [tenant(people.coTenant, 'Co Tenant'), takenOff] });
  const { id: tenantId } = takenOff;
  return tenantId;
}

async function endLease({ prisma }: Store, { leaseId }: Home, endedOn: string): Promise<void> {
  await prisma.lease.update({ where: { id: leaseId }, data: { status: 'PAST', endedOn: day(endedOn) } });
}

/** The five roles' workspace: what is theirs beside what is not. */
async function settle(store: Store, factory: Factory, people: People) {
  const { userIds } = factory.workspace;
  const maple = await factory.property({ name: 'Maple Court', units: 3 });
  const oak = await factory.property({ name: 'Oak House', units: 3 });
  const elm = await factory.property({ name: 'Elm Row', units: 1 });
  const gone = await factory.property({ name: 'Gone Gables', units: 1 });
  const home = async (
    { propertyId, unitIds }: typeof maple,
    unit: number,
    tenancy: object,
  ): Promise<Home> => ({
    propertyId,
    ...(await factory.tenancy({ unitId: unitIds[unit]!, ...tenancy })),
  });
  const homes = {
    tenant: await home(maple, 0, { startsOn: '2026-03-01', userId: userIds.tenant }),
    neighbour: await home(maple, 1, {
      startsOn: '2025-01-01',
      status: 'NOTICE',
      userId: people.neighbour,
      name: 'The Neighbour',
    }),
    hasLeft: await home(maple, 1, {
      startsOn: '2023-01-01',
      status: 'PAST',
      userId: people.hasLeft,
      name: 'Has Left',
    }),
    before: await home(maple, 2, { startsOn: '2024-01-01', status: 'PAST', userId: userIds.tenant }),
    toCome: await home(maple, 2, { startsOn: '2027-01-01', status: 'PENDING', name: 'To Come' }),
    stranger: await home(oak, 0, { startsOn: '2026-01-01', name: 'A Stranger' }),
    managers: await home(oak, 1, {
      startsOn: '2026-01-01',
      userId: people.managerAndTenant,
      name: 'The Manager',
    }),
    elm: await home(elm, 0, { startsOn: '2026-01-01', name: 'On Elm' }),
    gone: await home(gone, 0, { startsOn: '2022-01-01', status: 'PAST', userId: userIds.tenant }),
  };
  await endLease(store, homes.hasLeft, '2024-12-31');
  await endLease(store, homes.before, '2026-02-28');
  await endLease(store, homes.gone, '2023-12-31');
  await store.prisma.property.update({
    where: { id: gone.propertyId },
    data: { removedAt: day('2024-01-01') },
  });
  await addManagers(store, factory.workspace.id, [
    [maple.propertyId, userIds.manager],
    [maple.propertyId, people.secondManager],
    [oak.propertyId, people.secondManager],
    [elm.propertyId, people.managerAndTenant],
    [oak.propertyId, people.managerAndTenant],
    [gone.propertyId, userIds.manager],
  ]);
  return homes;
}

type Homes = Awaited<ReturnType<typeof settle>>;

/** What makes paths that a policy of one row alone would not see. */
async function entangle(store: Store, factory: Factory, people: People, homes: Homes): Promise<void> {
  const { contractor } = factory.workspace.userIds;
  const takenOffId = await addCoTenants(store, factory, homes.tenant, people);
  await factory.payment(
    { leaseId: homes.tenant.leaseId, tenantId: takenOffId },
    { reference: 'before leaving' },
  );
  // A tenancy that has moved since to another unit.
  await factory.ticket({ ...homes.tenant, unitId: homes.before.unitId }, { title: 'Before moving' });
  for (const home of [homes.tenant, homes.stranger, homes.gone]) {
    await factory.ticket(home, { contractorId: contractor, contractor: 'The contractor' });
  }
  await factory.ticket(homes.neighbour, { contractorId: people.secondContractor });
  await factory.ticket(homes.elm, { contractorId: people.landlordAndContractor });
}

async function personasOf(store: Store, factory: Factory, people: People): Promise<Record<Persona, Viewer>> {
  const { id: workspaceId, userIds } = factory.workspace;
  const asRole = (role: RoleName): Account => ({ userId: userIds[role], role: role.toUpperCase() as Role });
  const accounts: Record<Exclude<Persona, 'API key of the landlord'>, Account> = {
    admin: asRole('admin'),
    landlord: asRole('landlord'),
    manager: asRole('manager'),
    tenant: asRole('tenant'),
    contractor: asRole('contractor'),
    'co-tenant': { userId: people.coTenant, role: 'TENANT' },
    'tenant who was taken off the lease': { userId: people.takenOff, role: 'TENANT' },
    'tenant who has left': { userId: people.hasLeft, role: 'TENANT' },
    'manager signed in as tenant': { userId: people.managerAndTenant, role: 'TENANT' },
    'landlord signed in as contractor': { userId: people.landlordAndContractor, role: 'CONTRACTOR' },
  };
  const sessionIds = await addSessions(store, workspaceId, Object.values(accounts));
  const rest = { workspaceId, apiKeyId: null, scopes: null, timeZone: 'America/Toronto', today: TODAY };
  const sessions = Object.entries(accounts).map(([name, account], index): [string, Viewer] => [
    name,
    { ...account, ...rest, sessionId: sessionIds[index]! },
  ]);
  const owners = [asRole('landlord'), asRole('admin'), accounts['landlord signed in as contractor']];
  const [apiKeyId] = await addApiKeys(store, workspaceId, owners);
  const scopes = SCOPED_NOUNS.flatMap((noun): Scope[] => [`${noun}:read`, `${noun}:write`]);
  const key = { ...asRole('landlord'), ...rest, sessionId: null, apiKeyId: apiKeyId!, scopes };
  return Object.fromEntries([...sessions, ['API key of the landlord', key]]) as Record<Persona, Viewer>;
}

/** The workspace that nobody of the first one has any business in. */
async function settleElsewhere(store: Store, factory: Factory): Promise<void> {
  const { id, userIds } = factory.workspace;
  const home = await factory.home({ userId: userIds.tenant, name: 'Of Elsewhere' }, { isManaged: true });
  await fill(store, factory, home);
  await factory.rentRun(home.leaseId);
  await factory.ticket(home, { contractorId: userIds.contractor });
  const accounts = ROLES.map((role) => ({ userId: userIds[role], role: role.toUpperCase() as Role }));
  await addSessions(store, id, accounts);
  await addApiKeys(store, id, accounts.slice(0, 2));
  await addInvitations(store, factory, home.tenantId);
}

/** Somebody and their program have changed something, which the audit log tells of. */
async function makeHistory(keynest: KeyNest, viewers: readonly Viewer[], propertyId: string): Promise<void> {
  const document = `mutation ($propertyId: ID!) {
    openTicket(input: { title: "Roof", propertyId: $propertyId }) { id }
  }`;
  for (const viewer of viewers) await keynest.gql(viewer, document, { propertyId });
}

/** KeyNest with two workspaces that have something of every kind for everybody, theirs and not theirs. */
export async function buildWorld(): Promise<World> {
  const keynest = await startKeyNest();
  const { own, other, prisma, services } = keynest;
  const store = { prisma, newId: services.newId };
  const people = await addPeople(store, own.workspace.id);
  const homes = await settle(store, own, people);
  const { tenant, neighbour, stranger, ...others } = homes;
  for (const home of [tenant, neighbour, stranger]) await fill(store, own, home);
  for (const home of Object.values(others)) await furnish(own, home);
  await entangle(store, own, people, homes);
  await own.rentRun(homes.stranger.leaseId);
  await addInvitations(store, own, homes.stranger.tenantId);
  const personas = await personasOf(store, own, people);
  await settleElsewhere(store, other);
  await makeHistory(
    keynest,
    [personas.landlord, personas['API key of the landlord']],
    homes.stranger.propertyId,
  );
  return { keynest, store, rows: await loadRows(prisma), personas, homes };
}
