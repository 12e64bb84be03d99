import { findViewer } from '../../../src/request/find-viewer.ts';
import { makeToken } from '../../../src/request/tokens.ts';
import { ID_PREFIXES, type IdNoun } from '../../../src/ids.ts';
import type { Viewer } from '../../../src/policies/viewer.ts';
import { NOBODY } from '../../support/expectations.ts';
import { day, Factory } from '../../support/factories.ts';
import type { KeyNest } from '../../support/keynest.ts';
import { PASSWORD, ROLES, seedWorkspace, type RoleName, type Store } from '../../support/workspace.ts';

/** A workspace of its own with one of everything, by the names that requests have for it. */
export interface Place {
  readonly workspaceId: string;
  /** Values for names in double braces. */
  readonly names: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<RoleName, string>>;
  readonly viewers: Readonly<Record<RoleName, Viewer>>;
}

/** Ids that nothing has, for nouns that have no such id yet. */
function nobodies(): Record<string, string> {
  const known = Object.entries(NOBODY).map(([noun, id]) => [
    `no${noun[0]!.toUpperCase()}${noun.slice(1)}`,
    id,
  ]);
  const [, suffix] = NOBODY.tenant.split('_');
  const others = (Object.keys(ID_PREFIXES) as IdNoun[]).map((noun) => [
    `no${noun}`,
    `${ID_PREFIXES[noun]}_${suffix}`,
  ]);
  return Object.fromEntries([...others, ...known]) as Record<string, string>;
}

async function openSessions({ prisma, newId }: Store, { workspace }: Factory) {
  const sessions = ROLES.map((role) => {
    const { token, tokenHash } = makeToken('session');
    const row = {
      id: newId('Session'),
      workspaceId: workspace.id,
      userId: workspace.userIds[role],
      role: role.toUpperCase() as Uppercase<RoleName>,
      tokenHash,
      expiresAt: day('2029-01-01'),
    };
    return { role, token, row };
  });
  await prisma.session.createMany({ data: sessions.map(({ row }) => row) });
  const tokens = Object.fromEntries(sessions.map(({ role, token }) => [role, token]));
  return { tokens: tokens as Record<RoleName, string>, session: sessions[1]!.row.id };
}

async function addAccess({ prisma, newId }: Store, { workspace }: Factory) {
  const { id: workspaceId, userIds } = workspace;
  const [apiKey, invitation] = [newId('ApiKey'), newId('Invitation')];
  const { token: invitationToken, tokenHash } = makeToken('invitation');
  await prisma.apiKey.create({
    data: {
      id: apiKey,
      workspaceId,
      userId: userIds.landlord,
      role: 'LANDLORD',
      name: 'Books',
      scopes: ['payments:read'],
      tokenHash: `of ${apiKey}`,
      hint: 'abcd',
    },
  });
  await prisma.invitation.create({
    data: {
      id: invitation,
      workspaceId,
      email: `joiner@${workspaceId}.example`,
      role: 'CONTRACTOR',
      invitedById: userIds.admin,
      tokenHash,
      expiresAt: day('2027-01-01'),
    },
  });
  return { apiKey, invitation, invitationToken };
}

async function furnish({ prisma, newId }: Store, own: Factory) {
  const { id: workspaceId, userIds } = own.workspace;
  const { propertyId, unitIds } = await own.property({ units: 2, isManaged: true });
  const [unit, vacantUnit] = unitIds as [string, string];
  const home = { propertyId, ...(await own.tenancy({ unitId: unit, userId: userIds.tenant })) };
  const coTenant = newId('Tenant');
  const { leaseId } = home;
  await prisma.tenant.create({
    data: { id: coTenant, workspaceId, leaseId, isPrimary: false, name: 'Co Tenant' },
  });
  const notice = { terminationDate: day('2026-12-20') };
  const served = {
    servedOn: day('2026-11-20'),
    deemedGivenOn: day('2026-11-20'),
    serviceMethod: 'HAND' as const,
  };
  return {
    property: propertyId,
    emptyProperty: (await own.property({ name: 'Empty' })).propertyId,
    unit,
    vacantUnit,
    tenant: home.tenantId,
    coTenant,
    lease: leaseId,
    payment: await own.payment(home),
    ticket: await own.ticket(home, { contractorId: userIds.contractor, contractor: 'The contractor' }),
    form: await own.form(home, notice),
    servedForm: await own.form(home, { status: 'SERVED', ...notice, ...served }),
  };
}

/** Another workspace's rows, which nothing here may lead to. */
export async function elsewhere({ other }: KeyNest): Promise<Record<string, string>> {
  const home = await other.home();
  return {
    otherProperty: home.propertyId,
    otherUnit: home.unitId,
    otherTenant: home.tenantId,
    otherForm: await other.form(home),
    otherUser: other.workspace.userIds.landlord,
  };
}

let made = 0;

/** A new place, that no request has changed yet. */
export async function makePlace(
  { prisma, services }: KeyNest,
  others: Readonly<Record<string, string>>,
): Promise<Place> {
  const store: Store = { prisma, newId: services.newId };
  const own = new Factory(store, await seedWorkspace(store, `place-${(made += 1)}.example`));
  const { id: workspaceId, userIds, emails } = own.workspace;
  const { tokens, session } = await openSessions(store, own);
  const now = services.clock.now();
  const viewers = await Promise.all(
    ROLES.map(async (role) => [role, await findViewer(prisma, tokens[role], now)] as const),
  );
  const rows = { ...(await furnish(store, own)), ...(await addAccess(store, own)), session, ...others };
  const people = { user: userIds.landlord, contractor: userIds.contractor, manager: userIds.manager };
  const accounts = { landlordEmail: emails.landlord, contractorEmail: emails.contractor, password: PASSWORD };
  const names = { ...nobodies(), ...rows, ...people, ...accounts, workspace: workspaceId };
  return { workspaceId, names, tokens, viewers: Object.fromEntries(viewers) as Place['viewers'] };
}

/** Text with names in double braces, as it stands for the rows of a place. */
export function filled(text: string, { names }: Place): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (braced, name: string) => names[name] ?? braced);
}
