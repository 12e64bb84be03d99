import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ask, send, STRONG, type Rows } from './support.ts';

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const CREATE = `mutation ($input: CreateInvitationInput!) {
  createInvitation(input: $input) { token hint invitation { id email role tenantId expiresAt invitedBy { email } } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { token role userId name email }
}`;
const REVOKE = `mutation ($id: ID!) { revokeInvitation(id: $id) { revokedAt } }`;

interface Created {
  readonly createInvitation: { token: string; hint: string; invitation: { id: string } };
}

interface Accepted {
  readonly acceptInvitation: { token: string; userId: string };
}

async function invite(input: object): Promise<Created['createInvitation']> {
  const { createInvitation } = await ask<Created>(keynest.as('admin'), CREATE, { input });
  return createInvitation;
}

const accept = (token: string, more: object = {}) =>
  send<Accepted>(keynest.withToken(null), ACCEPT, {
    input: { token, name: 'New Person', password: STRONG, ...more },
  });

describe('createInvitation', () => {
  test('requires an admin', async () => {
    const input = { email: 'x@example.com', role: 'MANAGER' };
    expect((await send(keynest.withToken(null), CREATE, { input })).errors).toEqual([
      'UNAUTHENTICATED unauthenticated',
    ]);
    expect((await send(keynest.as('landlord'), CREATE, { input })).errors).toEqual(['FORBIDDEN forbidden']);
    expect((await send(keynest.as('landlord'), '{ invitations { totalCount } }')).errors).toEqual([
      'FORBIDDEN forbidden',
    ]);
  });

  test('requires a tenant ID for the role tenant only', async () => {
    const admin = keynest.as('admin');
    const faultsOf = async (input: object) => (await send(admin, CREATE, { input })).faults;
    expect(await faultsOf({ email: 'no address', role: 'TENANT', tenantId: 'p_1' })).toEqual([
      'input.email invalid_value',
      'input.tenantId invalid_id',
    ]);
    expect(await faultsOf({ email: 'x@example.com', role: 'TENANT' })).toEqual(['input.tenantId required']);
    const { tenantId } = await keynest.own.home();
    expect(await faultsOf({ email: 'x@example.com', role: 'MANAGER', tenantId })).toEqual([
      'input.tenantId contradiction',
    ]);
    const foreign = {
      email: 'x@example.com',
      role: 'TENANT',
      tenantId: (await keynest.other.home()).tenantId,
    };
    expect((await send(admin, CREATE, { input: foreign })).errors).toEqual(['NOT_FOUND not_found']);
  });

  test('refuses a role that is already held', async () => {
    const held = { email: 'Manager@own.example', role: 'MANAGER' };
    expect((await send(keynest.as('admin'), CREATE, { input: held })).errors).toEqual(['CONFLICT role_held']);
    const { tenantId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const taken = { email: 'x@example.com', role: 'TENANT', tenantId };
    expect((await send(keynest.as('admin'), CREATE, { input: taken })).errors).toEqual([
      'CONFLICT tenant_has_account',
    ]);
  });

  test('shows the token once, with instructions', async () => {
    const made = await invite({ email: 'Shown@Example.com', role: 'MANAGER' });
    expect(made.token).toMatch(/^kn_inv_[\w-]{43}$/);
    expect(made.hint).toMatch(/No mail is sent.*shown@example\.com.*2026-11-30/);
    expect(made.invitation).toMatchObject({
      email: 'shown@example.com',
      role: 'MANAGER',
      tenantId: null,
      expiresAt: '2026-11-30T15:00:00.000Z',
      invitedBy: { email: 'admin@own.example' },
    });
    const row = await keynest.prisma.invitation.findUniqueOrThrow({ where: { id: made.invitation.id } });
    expect(JSON.stringify(row)).not.toContain(made.token.slice('kn_inv_'.length));
  });
});

describe('acceptInvitation', () => {
  test('creates the account, adds the role and signs in', async () => {
    const { token } = await invite({ email: 'Casey@Example.com', role: 'CONTRACTOR' });
    const { data } = await accept(token, { name: 'Casey' });
    expect(data.acceptInvitation).toMatchObject({
      role: 'CONTRACTOR',
      name: 'Casey',
      email: 'casey@example.com',
    });
    const http = keynest.withToken(data.acceptInvitation.token);
    expect((await http.get('/v1/tickets')).status).toBe(200);
    const credentials = { email: 'casey@example.com', password: STRONG };
    expect((await keynest.withToken(null).post('/v1/auth/session', credentials)).status).toBe(201);
    expect((await accept(token)).errors).toEqual(['NOT_FOUND not_found']);
  });

  test('links the tenant', async () => {
    const { tenantId, unitId } = await keynest.own.home({ name: 'Terry' });
    const { token } = await invite({ email: 'terry@example.com', role: 'TENANT', tenantId });
    const { data } = await accept(token, { name: 'Terry' });
    const http = keynest.withToken(data.acceptInvitation.token);
    expect((await http.get('/v1/tenants')).body).toMatchObject([{ id: tenantId, unitId }]);

    const second = await keynest.own.home({ name: 'Terry' });
    const again = await invite({ email: 'terry@example.com', role: 'TENANT', tenantId: second.tenantId });
    expect((await accept(again.token, { password: 'not this one' })).faults).toEqual([
      'input.password wrong_password',
    ]);
    const joined = await accept(again.token, { name: 'Ignored' });
    expect(joined.data.acceptInvitation).toMatchObject({
      userId: data.acceptInvitation.userId,
      name: 'Terry',
    });
    expect((await http.get('/v1/tenants')).body).toHaveLength(2);
  });

  test('refuses weak passwords with advice and stays open', async () => {
    const { token } = await invite({ email: 'weak@example.com', role: 'MANAGER' });
    const { faults, problems } = await accept(token, { name: 'Wendy Weaver', password: 'weak@example.com1' });
    expect(faults).toEqual(['input.password weak_password']);
    expect(problems[0]?.message).toMatch(/personal/);
    expect((await accept(token, { name: ' ', password: 'x'.repeat(1001) })).faults).toEqual([
      'input.name blank',
      'input.password too_long',
    ]);
    expect((await accept(token)).errors).toEqual([]);
  });

  test('refuses a malformed, unknown, revoked, replaced or expired token', async () => {
    const NONE = ['NOT_FOUND not_found'];
    expect((await accept('kn_inv_')).errors).toEqual(NONE);
    expect((await accept(`kn_inv_${'A'.repeat(43)}`)).errors).toEqual(NONE);
    const input = { email: 'gone@example.com', role: 'MANAGER' };
    const first = await invite(input);
    const second = await invite(input);
    expect((await accept(first.token)).errors).toEqual(NONE);
    await ask(keynest.as('admin'), REVOKE, { id: second.invitation.id });
    expect((await accept(second.token)).errors).toEqual(NONE);
    const third = await invite(input);
    keynest.clock.advance({ days: 7 });
    expect((await accept(third.token)).errors).toEqual(NONE);
    keynest.clock.reset();
  });

  test('works once for two concurrent requests', async () => {
    const { token } = await invite({ email: 'twice@example.com', role: 'MANAGER' });
    const outcomes = await Promise.all([accept(token), accept(token)]);
    expect(outcomes.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(await keynest.prisma.user.count({ where: { email: 'twice@example.com' } })).toBe(1);
  });

  test('does not change accounts of another workspace', async () => {
    const { token } = await invite({ email: 'landlord@other.example', role: 'MANAGER' });
    // What could be learned of one is learned once, and not without a password that a new account might have.
    expect((await accept(token, { password: 'a' })).faults).toEqual(['input.password weak_password']);
    expect((await accept(token)).errors).toEqual(['CONFLICT email_taken']);
    expect((await accept(token)).errors).toEqual(['NOT_FOUND not_found']);
  });

  test('creates a new account for a former member', async () => {
    const first = await invite({ email: 'back@example.com', role: 'MANAGER' });
    const { data } = await accept(first.token);
    const userId = data.acceptInvitation.userId;
    await ask(keynest.as('admin'), `mutation ($id: ID!) { removeMember(userId: $id) }`, { id: userId });
    const { token } = await invite({ email: 'back@example.com', role: 'CONTRACTOR' });
    const password = `${STRONG}-2`;
    const back = await accept(token, { name: 'Back Again', password });
    expect(back.data.acceptInvitation).toMatchObject({ userId, name: 'Back Again', role: 'CONTRACTOR' });
    const credentials = { email: 'back@example.com', password };
    expect((await keynest.withToken(null).post('/v1/auth/session', credentials)).status).toBe(201);
  });
});

describe('revokeInvitation', () => {
  test('refuses an accepted invitation and one of another workspace', async () => {
    const { token, invitation } = await invite({ email: 'taken@example.com', role: 'MANAGER' });
    const { id } = invitation;
    expect((await send(keynest.as('admin', 'other'), REVOKE, { id })).errors).toEqual([
      'NOT_FOUND not_found',
    ]);
    await accept(token);
    expect((await send(keynest.as('admin'), REVOKE, { id })).errors).toEqual([
      'CONFLICT invitation_accepted',
    ]);
    const list = `{ invitations { totalCount edges { node { id acceptedAt } } } }`;
    const { invitations } = await ask<{ invitations: Rows<object> }>(keynest.as('admin'), list);
    expect(invitations.edges[0]?.node).toEqual({ id, acceptedAt: '2026-11-23T15:00:00.000Z' });
    expect(await ask(keynest.as('admin', 'other'), list)).toEqual({
      invitations: { totalCount: 0, edges: [] },
    });
  });
});
