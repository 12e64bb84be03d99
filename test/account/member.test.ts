import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, seedUser } from '../support/workspace.ts';
import { ask, send, STRONG, type Rows } from './support.ts';

let keynest: KeyNest;
let home: Awaited<ReturnType<KeyNest['own']['home']>>;
let userId: string;
let email: string;
let count = 0;

beforeAll(async () => {
  keynest = await startKeyNest();
  home = await keynest.own.home();
});
beforeEach(async () => {
  count += 1;
  email = `person-${count}@own.example`;
  const user = { name: 'A person', email, roles: ['LANDLORD', 'MANAGER'] as const };
  userId = await seedUser(
    { prisma: keynest.prisma, newId: keynest.services.newId },
    keynest.own.workspace.id,
    user,
  );
});
afterAll(() => keynest.close());

const LIST = `{ members { totalCount edges { node { id userId email roles managedProperties { id } } } } }`;
const SET = `mutation ($userId: ID!, $roles: [Role!]!) { setMemberRoles(userId: $userId, roles: $roles) { id roles } }`;
const REMOVE = `mutation ($userId: ID!) { removeMember(userId: $userId) }`;
const ASSIGN = `mutation ($propertyId: ID!, $userId: ID!) {
  assignManager(propertyId: $propertyId, userId: $userId) { managers { id email } }
}`;
const UNASSIGN = `mutation ($propertyId: ID!, $userId: ID!) {
  unassignManager(propertyId: $propertyId, userId: $userId) { managers { id } }
}`;

interface Listed {
  readonly members: Rows<object>;
}

async function signIn(role: string) {
  const { body } = await keynest
    .withToken(null)
    .post('/v1/auth/session', { email, password: PASSWORD, role });
  return keynest.withToken((body as { token: string }).token);
}

describe('members', () => {
  test('shows admins and landlords the roles of each member; only admins change them', async () => {
    const { members } = await ask<Listed>(keynest.as('admin'), LIST);
    expect(members.edges[0]?.node).toEqual({
      id: userId.replace(/^u_/, 'mb_'),
      userId,
      email,
      roles: ['LANDLORD', 'MANAGER'],
      managedProperties: [],
    });
    expect(members.totalCount).toBe(members.edges.length);
    const READ = 'query ($id: ID!) { member(id: $id) { userId } }';
    const id = userId.replace(/^u_/, 'mb_');
    expect(await ask(keynest.as('landlord'), READ, { id })).toEqual({ member: { userId } });
    expect(await ask(keynest.as('landlord'), READ, { id: userId })).toEqual({ member: { userId } });
    expect(await ask(keynest.as('admin', 'other'), LIST)).toMatchObject({ members: { totalCount: 5 } });
    expect(await ask<Listed>(keynest.as('landlord'), LIST)).toEqual({ members });
    for (const role of ['landlord', 'manager', 'tenant', 'contractor'] as const) {
      if (role !== 'landlord')
        expect((await send(keynest.as(role), LIST)).errors).toEqual(['FORBIDDEN forbidden']);
      expect((await send(keynest.as(role), REMOVE, { userId })).errors).toEqual(['FORBIDDEN forbidden']);
    }
    expect((await send(keynest.withToken(null), LIST)).errors).toEqual(['UNAUTHENTICATED unauthenticated']);
  });
});

describe('setMemberRoles', () => {
  test('refuses an empty list, users outside the workspace, and removing the last admin', async () => {
    const admin = keynest.as('admin');
    expect((await send(admin, SET, { userId, roles: [] })).faults).toEqual(['roles required']);
    const stranger = keynest.other.workspace.userIds.landlord;
    expect((await send(admin, SET, { userId: stranger, roles: ['ADMIN'] })).errors).toEqual([
      'NOT_FOUND not_found',
    ]);
    const self = { userId: keynest.own.workspace.userIds.admin, roles: ['LANDLORD'] };
    expect((await send(admin, SET, self)).errors).toEqual(['CONFLICT last_admin']);
  });

  test('ends sessions of a removed role for good', async () => {
    const landlord = await signIn('landlord');
    const manager = await signIn('manager');
    await ask(keynest.as('landlord'), ASSIGN, { propertyId: home.propertyId, userId });
    expect((await manager.get('/v1/properties')).body).toHaveLength(1);
    const roles = ['LANDLORD', 'TENANT'];
    expect(await ask(keynest.as('admin'), SET, { userId, roles })).toEqual({
      setMemberRoles: { id: userId.replace(/^u_/, 'mb_'), roles },
    });
    expect((await manager.get('/v1/properties')).status).toBe(401);
    expect((await landlord.get('/v1/properties')).status).toBe(200);
    await ask(keynest.as('admin'), SET, { userId, roles: ['MANAGER'] });
    expect((await manager.get('/v1/properties')).status).toBe(401);
    expect((await landlord.get('/v1/properties')).status).toBe(401);
    const again = await signIn('manager');
    expect((await again.get('/v1/properties')).body).toEqual([]);
  });

  test('does not let two admins remove the role from each other', async () => {
    const admin = keynest.as('admin');
    await ask(admin, SET, { userId, roles: ['ADMIN'] });
    const other = await signIn('admin');
    const first = keynest.own.workspace.userIds.admin;
    const outcomes = await Promise.all([
      send(admin, SET, { userId, roles: ['LANDLORD'] }),
      send(other, SET, { userId: first, roles: ['LANDLORD'] }),
    ]);
    const admins = await keynest.prisma.membership.count({
      where: { role: 'ADMIN', workspaceId: keynest.own.workspace.id },
    });
    expect(admins).toBe(1);
    expect(outcomes.flatMap(({ errors }) => errors)).toHaveLength(1);
    // Put right for the tests that follow.
    await keynest.prisma.membership.deleteMany({ where: { userId: first } });
    await keynest.prisma.membership.create({
      data: {
        id: keynest.services.newId('Membership'),
        workspaceId: keynest.own.workspace.id,
        userId: first,
        role: 'ADMIN',
      },
    });
    await keynest.prisma.session.updateMany({ where: { userId: first }, data: { revokedAt: null } });
  });
});

describe('removeMember', () => {
  test('removes all access and keeps the account', async () => {
    const http = await signIn('landlord');
    const key = `mutation { createApiKey(input: { name: "Sync", scopes: [FORMS_READ] }) { token } }`;
    const { createApiKey } = await ask<{ createApiKey: { token: string } }>(http, key);
    const program = keynest.withToken(createApiKey.token);
    expect(await ask(keynest.as('admin'), REMOVE, { userId })).toEqual({ removeMember: userId });
    expect((await http.get('/v1/properties')).status).toBe(401);
    expect((await send(program, '{ viewer { id } }')).errors).toEqual(['UNAUTHENTICATED unauthenticated']);
    const { status } = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
    expect(status).toBe(403);
    expect(await keynest.prisma.user.count({ where: { id: userId } })).toBe(1);
    expect((await send(keynest.as('admin'), REMOVE, { userId })).errors).toEqual(['NOT_FOUND not_found']);
    const members = await ask(keynest.as('admin'), LIST);
    expect(JSON.stringify(members)).not.toContain(userId);
  });

  test('revokes invitations, keys in other roles and ticket assignments', async () => {
    const admin = keynest.as('admin');
    const invite = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { token } }`;
    const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { userId } }`;
    interface Invited {
      readonly createInvitation: { token: string };
    }
    await ask(admin, SET, { userId, roles: ['ADMIN', 'LANDLORD', 'CONTRACTOR'] });
    const ticketId = await keynest.own.ticket(home, { contractorId: userId, contractor: 'A person' });
    const theirs = await signIn('admin');
    const made = await ask<Invited>(theirs, invite, { input: { email: `back-${email}`, role: 'ADMIN' } });
    const sent = await ask<Invited>(admin, invite, { input: { email, role: 'MANAGER' } });
    await ask(admin, REMOVE, { userId });
    for (const { createInvitation } of [made, sent]) {
      const input = { token: createInvitation.token, name: 'Back', password: STRONG };
      expect((await send(keynest.withToken(null), accept, { input })).errors).toEqual([
        'NOT_FOUND not_found',
      ]);
    }
    const ticket = await keynest.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    expect(ticket).toMatchObject({ contractorId: null, contractor: 'A person' });
  });

  test('revokes only invitations to the removed role', async () => {
    const admin = keynest.as('admin');
    const invite = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { invitation { id } } }`;
    for (const role of ['CONTRACTOR', 'ADMIN']) await ask(admin, invite, { input: { email, role } });
    await ask(admin, SET, { userId, roles: ['LANDLORD', 'MANAGER', 'ADMIN'] });
    await ask(admin, SET, { userId, roles: ['MANAGER'] });
    const open = await keynest.prisma.invitation.findMany({ where: { email, revokedAt: null } });
    expect(open.map(({ role }) => role)).toEqual(['CONTRACTOR']);
  });

  test('revokes all API keys of a user without a role for keys', async () => {
    const landlord = await signIn('landlord');
    const key = `mutation { createApiKey(input: { name: "Sync", role: MANAGER, scopes: [PROPERTIES_READ] }) { token } }`;
    const { createApiKey } = await ask<{ createApiKey: { token: string } }>(landlord, key);
    const program = keynest.withToken(createApiKey.token);
    expect((await program.get('/v1/properties')).status).toBe(200);
    await ask(keynest.as('admin'), SET, { userId, roles: ['MANAGER'] });
    expect((await program.get('/v1/properties')).status).toBe(401);
  });

  test('refuses to remove the last admin', async () => {
    const last = { userId: keynest.own.workspace.userIds.admin };
    expect((await send(keynest.as('admin'), REMOVE, last)).errors).toEqual(['CONFLICT last_admin']);
  });
});

describe('assignManager', () => {
  test('requires an owner and a visible property', async () => {
    const variables = { propertyId: home.propertyId, userId };
    expect((await send(keynest.as('tenant'), ASSIGN, variables)).errors).toEqual(['NOT_FOUND not_found']);
    const foreign = { propertyId: (await keynest.other.property()).propertyId, userId };
    expect((await send(keynest.as('landlord'), ASSIGN, foreign)).errors).toEqual(['NOT_FOUND not_found']);
    const stranger = { ...variables, userId: keynest.other.workspace.userIds.manager };
    expect((await send(keynest.as('landlord'), ASSIGN, stranger)).errors).toEqual(['NOT_FOUND not_found']);
    const tenant = { ...variables, userId: keynest.own.workspace.userIds.tenant };
    expect((await send(keynest.as('landlord'), ASSIGN, tenant)).errors).toEqual(['CONFLICT not_a_manager']);
    await keynest.own.manager(home.propertyId);
    expect((await send(keynest.as('manager'), ASSIGN, variables)).errors).toEqual(['NOT_FOUND not_found']);
    const themselves = { ...variables, userId: keynest.own.workspace.userIds.manager };
    expect((await send(keynest.as('manager'), ASSIGN, themselves)).errors).toEqual(['FORBIDDEN forbidden']);
  });

  test('shows the property to the manager, hides it after unassignment, and is idempotent', async () => {
    const { propertyId } = await keynest.own.property();
    const http = await signIn('manager');
    const variables = { propertyId, userId };
    for (const _ of [1, 2]) {
      expect(await ask(keynest.as('landlord'), ASSIGN, variables)).toEqual({
        assignManager: { managers: [{ id: userId, email }] },
      });
    }
    expect((await http.get(`/v1/properties/${propertyId}`)).status).toBe(200);
    for (const _ of [1, 2]) {
      expect(await ask(keynest.as('landlord'), UNASSIGN, variables)).toEqual({
        unassignManager: { managers: [] },
      });
    }
    expect((await http.get(`/v1/properties/${propertyId}`)).status).toBe(404);
  });
});
