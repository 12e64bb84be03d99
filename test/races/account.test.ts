import { findViewer } from '../../src/request/find-viewer.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, seedUser } from '../support/workspace.ts';
import { race, RACERS, resultOf, tally } from './race.ts';
import { eventsSince, logEnd, versionOf } from './stored.ts';

let keynest: KeyNest;
let admin: Viewer;
let count = 0;

beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(async () => {
  admin = await keynest.viewerOf('admin');
  count += 1;
});
afterAll(() => keynest.close());

const INVITE = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { token } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { userId } }`;
const REVOKE = `mutation ($id: ID!) { revokeInvitation(id: $id) { id } }`;
const STRONG = 'violet-anchor-7-teapot';

/** A member who is signed in. */
async function join(roles: readonly ('ADMIN' | 'LANDLORD' | 'MANAGER')[]): Promise<Viewer> {
  const store = { prisma: keynest.prisma, newId: keynest.services.newId };
  const email = `person-${(count += 1)}@own.example`;
  await seedUser(store, keynest.own.workspace.id, { name: 'A person', email, roles });
  return (await findViewer(keynest.prisma, await tokenFor(email), keynest.clock.now()))!;
}

async function tokenFor(email: string): Promise<string> {
  const { body } = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
  return (body as { token: string }).token;
}

async function invite(email: string): Promise<string> {
  const { data } = await keynest.gql(admin, INVITE, { input: { email, role: 'MANAGER' } });
  return (data as { createInvitation: { token: string } }).createInvitation.token;
}

describe(`${RACERS} concurrent requests`, () => {
  test('lets one accept an invitation', async () => {
    const email = `joiner-${count}@own.example`;
    const token = await invite(email);
    const end = await logEnd(keynest);
    const results = await race(() =>
      keynest.gql(null, ACCEPT, { input: { token, name: 'A joiner', password: STRONG } }),
    );
    expect(tally(results.map(resultOf))).toEqual({ ok: 1, 'NOT_FOUND not_found': RACERS - 1 });
    const user = await keynest.prisma.user.findUniqueOrThrow({
      where: { email },
      include: { memberships: true, sessions: true },
    });
    expect([user.memberships.length, user.sessions.length]).toEqual([1, 1]);
    expect((await eventsSince(keynest, end)).toSorted()).toEqual([
      'INSERT Membership',
      'INSERT Session',
      'INSERT User',
      'UPDATE Invitation',
    ]);
  });

  test('keeps only the last invitation to an address', async () => {
    const email = `wanted-${count}@own.example`;
    const results = await race(() => keynest.gql(admin, INVITE, { input: { email, role: 'MANAGER' } }));
    expect(tally(results.map(resultOf))).toEqual({ ok: RACERS });
    expect(await keynest.prisma.invitation.count({ where: { email } })).toBe(RACERS);
    expect(await keynest.prisma.invitation.count({ where: { email, revokedAt: null } })).toBe(1);
  });

  test('reports a revoked invitation to all', async () => {
    const email = `unwanted-${count}@own.example`;
    await invite(email);
    const { id } = await keynest.prisma.invitation.findFirstOrThrow({ where: { email } });
    const results = await race(() => keynest.gql(admin, REVOKE, { id }));
    expect(tally(results.map(resultOf))).toEqual({ ok: RACERS });
    expect(await versionOf(keynest, 'invitation', id)).toBe(2);
  });

  test('either revokes or accepts an invitation', async () => {
    const email = `either-${count}@own.example`;
    const token = await invite(email);
    const { id } = await keynest.prisma.invitation.findFirstOrThrow({ where: { email } });
    await race((racer) =>
      racer % 2 === 0
        ? keynest.gql(null, ACCEPT, { input: { token, name: 'A joiner', password: STRONG } })
        : keynest.gql(admin, REVOKE, { id }),
    );
    const { acceptedAt, revokedAt } = await keynest.prisma.invitation.findUniqueOrThrow({ where: { id } });
    expect([acceptedAt, revokedAt].filter((instant) => instant !== null)).toHaveLength(1);
    expect(await keynest.prisma.user.count({ where: { email } })).toBe(acceptedAt === null ? 0 : 1);
    expect(await versionOf(keynest, 'invitation', id)).toBe(2);
  });

  test.each(['removeMember(userId: $id)', 'setMemberRoles(userId: $id, roles: [LANDLORD]) { id }'])(
    'of two admins who do %s to each other, one is left',
    async (field) => {
      const [one, another] = [await join(['ADMIN']), await join(['ADMIN'])];
      // Not through the API, which would end the session that the other tests use.
      await keynest.prisma.membership.deleteMany({ where: { userId: admin.userId, role: 'ADMIN' } });
      const results = await race((racer) => {
        const [actor, victim] = racer % 2 === 0 ? [one, another] : [another, one];
        return keynest.gql(actor, `mutation ($id: ID!) { ${field} }`, { id: victim.userId });
      });
      expect(results.map(resultOf)).toContain('ok');
      const { workspaceId } = admin;
      const left = await keynest.prisma.membership.findMany({ where: { workspaceId, role: 'ADMIN' } });
      expect(left).toHaveLength(1);
      const data = [
        {
          id: keynest.services.newId('Membership'),
          workspaceId,
          userId: admin.userId,
          role: 'ADMIN' as const,
        },
      ];
      await keynest.prisma.membership.createMany({ data, skipDuplicates: true });
      await keynest.prisma.membership.deleteMany({ where: { userId: { in: [one.userId, another.userId] } } });
    },
  );

  test('refuses every use of a session after its end', async () => {
    const viewer = await join(['LANDLORD']);
    const { email } = await keynest.prisma.user.findUniqueOrThrow({ where: { id: viewer.userId } });
    const token = await tokenFor(email);
    const http = keynest.withToken(token);
    const { sessionId: id } = (await findViewer(keynest.prisma, token, keynest.clock.now()))!;
    const version = await versionOf(keynest, 'session', id!);
    keynest.clock.advance({ seconds: 120 });
    const answers = await race(async (racer) => {
      if (racer % 5 !== 0) return http.get('/v1/properties');
      const ended = await http.delete('/v1/auth/session');
      expect((await http.get('/v1/properties')).status).toBe(401);
      return ended;
    });
    expect(answers.filter(({ status }) => status !== 200 && status !== 401)).toEqual([]);
    expect(answers.filter(({ status }, racer) => racer % 5 === 0 && status === 200)).toHaveLength(1);
    expect(await versionOf(keynest, 'session', id!)).toBe(version + 1);
    keynest.clock.reset();
  });

  test('lets one change a password', async () => {
    const viewer = await join(['LANDLORD']);
    const document =
      'mutation ($new: String!) { changePassword(input: { current: "correct horse battery", new: $new }) { id } }';
    const passwords = Array.from({ length: 8 }, (_, racer) => `${STRONG}-${racer}`);
    const results = await race(
      (racer) => keynest.gql(viewer, document, { new: passwords[racer] }),
      passwords.length,
    );
    const winners = passwords.filter((_, racer) => resultOf(results[racer]!) === 'ok');
    expect(winners).toHaveLength(1);
    const { email } = await keynest.prisma.user.findUniqueOrThrow({ where: { id: viewer.userId } });
    const signedIn = await keynest.withToken(null).post('/v1/auth/session', { email, password: winners[0] });
    expect(signedIn.status).toBe(201);
  });

  test('assigns a manager once and reports success to all', async () => {
    const { propertyId } = await keynest.own.property();
    const userId = keynest.own.workspace.userIds.manager;
    const document =
      'mutation ($propertyId: ID!, $userId: ID!) { assignManager(propertyId: $propertyId, userId: $userId) { id } }';
    const results = await race(() => keynest.gql(admin, document, { propertyId, userId }));
    expect(tally(results.map(resultOf))).toEqual({ ok: RACERS });
    expect(await keynest.prisma.propertyManager.count({ where: { propertyId } })).toBe(1);
  });
});
