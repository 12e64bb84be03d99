import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, seedUser } from '../support/workspace.ts';
import { resultOf } from './race.ts';

/** What somebody else does, once, right after a query of this kind. */
let overtaking: { readonly after: string; readonly act: () => Promise<unknown> } | null = null;

function overtakable(prisma: PrismaClient): PrismaClient {
  const extended = prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const result = await query(args);
          if (overtaking?.after !== `${model}.${operation}`) return result;
          const { act } = overtaking;
          overtaking = null;
          await act();
          return result;
        },
      },
    },
  });
  return extended as unknown as PrismaClient;
}

let keynest: KeyNest;
let admin: Viewer;
let landlord: Viewer;
let count = 0;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: overtakable });
  admin = await keynest.viewerOf('admin');
  landlord = await keynest.viewerOf('landlord');
});
afterAll(() => keynest.close());
afterEach(() => {
  const isLeft = overtaking !== null;
  overtaking = null;
  expect(isLeft).toBe(false);
});

const SET = `mutation ($userId: ID!, $roles: [Role!]!) { setMemberRoles(userId: $userId, roles: $roles) { id } }`;

async function setRoles(userId: string, roles: readonly string[]): Promise<void> {
  expect(resultOf(await keynest.gql(admin, SET, { userId, roles }))).toBe('ok');
}

type RoleName = 'LANDLORD' | 'MANAGER' | 'CONTRACTOR';

async function join(role: RoleName): Promise<{ userId: string; email: string }> {
  const email = `person-${(count += 1)}@own.example`;
  const store = { prisma: keynest.prisma, newId: keynest.services.newId };
  const user = { name: `Person ${count}`, email, roles: [role] };
  return { userId: await seedUser(store, keynest.own.workspace.id, user), email };
}

describe('a role that is removed meanwhile', () => {
  test('opens no session', async () => {
    const { userId, email } = await join('MANAGER');
    overtaking = { after: 'Membership.findMany', act: () => setRoles(userId, ['LANDLORD']) };
    const signedIn = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
    expect([signedIn.status, (signedIn.body as { code: string }).code]).toEqual([403, 'role_not_held']);
    expect(await keynest.prisma.session.count({ where: { userId } })).toBe(0);
  });

  test('assigns no property', async () => {
    const { userId } = await join('MANAGER');
    const { propertyId } = await keynest.own.property({ isManaged: false });
    overtaking = { after: 'User.findUnique', act: () => setRoles(userId, ['LANDLORD']) };
    const document =
      'mutation ($propertyId: ID!, $userId: ID!) { assignManager(propertyId: $propertyId, userId: $userId) { id } }';
    const result = await keynest.gql(landlord, document, { propertyId, userId });
    expect(resultOf(result)).toBe('CONFLICT not_a_manager');
    expect(await keynest.prisma.propertyManager.count({ where: { propertyId } })).toBe(0);
  });

  test('creates no API key', async () => {
    const { userId } = await join('LANDLORD');
    const viewer: Viewer = { ...landlord, userId };
    await setRoles(userId, ['CONTRACTOR']);
    const document = 'mutation { createApiKey(input: { name: "Books", scopes: [PAYMENTS_READ] }) { token } }';
    expect(resultOf(await keynest.gql(viewer, document))).toBe('FORBIDDEN role_not_held');
    expect(await keynest.prisma.apiKey.count({ where: { userId } })).toBe(0);
  });

  test('leaves a ticket without an assignee', async () => {
    const { userId, email } = await join('CONTRACTOR');
    const id = await keynest.own.ticket(await keynest.own.property());
    overtaking = { after: 'User.findFirst', act: () => setRoles(userId, ['LANDLORD']) };
    const document =
      'mutation ($id: ID!, $input: UpdateTicketInput!) { updateTicket(id: $id, input: $input) { id } }';
    const result = await keynest.gql(landlord, document, { id, input: { contractor: email } });
    expect(resultOf(result)).toBe('ok');
    expect(await keynest.prisma.ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
      contractor: `Person ${count}`,
      contractorId: null,
    });
  });
});

describe('an address that changes meanwhile', () => {
  test('keeps the concurrent change of a property', async () => {
    const { propertyId: id } = await keynest.own.property();
    const document =
      'mutation ($id: ID!, $input: UpdatePropertyInput!) { updateProperty(id: $id, input: $input) { id } }';
    const change = (address: object) => keynest.gql(landlord, document, { id, input: { address } });
    overtaking = { after: 'Property.findUnique', act: () => change({ city: 'Guelph' }) };
    expect(resultOf(await change({ street: '1 New Street' }))).toBe('ok');
    const changed = { street: '1 New Street', city: 'Guelph', version: 3 };
    expect(await keynest.prisma.property.findUniqueOrThrow({ where: { id } })).toMatchObject(changed);
  });

  test('keeps the concurrent change of the landlord', async () => {
    const document = 'mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { id } }';
    const change = (landlordAddress: object) => keynest.gql(admin, document, { input: { landlordAddress } });
    overtaking = { after: 'Workspace.findUniqueOrThrow', act: () => change({ city: 'Guelph' }) };
    expect(resultOf(await change({ street: '1 New Street' }))).toBe('ok');
    expect(
      await keynest.prisma.workspace.findUniqueOrThrow({ where: { id: keynest.own.workspace.id } }),
    ).toMatchObject({ landlordStreet: '1 New Street', landlordCity: 'Guelph', version: 3 });
  });
});
