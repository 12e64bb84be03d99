import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { RoleName } from '../support/workspace.ts';

let keynest: KeyNest;
/** Done once a command has seen its row, before it writes. */
let meanwhile: (() => Promise<unknown>) | null = null;

/** The same client, on which somebody else is faster whenever `meanwhile` says so. */
function overtaken(prisma: PrismaClient): PrismaClient {
  const client = prisma.$extends({
    query: {
      $allModels: {
        async findUnique({ model, args, query }) {
          const found = await query(args);
          // Who asks is read first, and is nobody's race.
          if (model === 'Session') return found;
          const act = meanwhile;
          meanwhile = null;
          await act?.();
          return found;
        },
      },
    },
  });
  return client as unknown as PrismaClient;
}

beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: overtaken });
  for (const role of ['landlord', 'manager', 'contractor'] as const) await keynest.tokenOf(role);
});
afterEach(() => {
  // It was done, or the test has shown nothing.
  expect(meanwhile).toBeNull();
});
afterAll(() => keynest.close());

interface Race {
  readonly role: RoleName;
  readonly path: string;
  /** Nothing for a DELETE. */
  readonly body?: object;
  /** Takes the row away from whoever is about to write it. */
  readonly removal: () => Promise<unknown>;
}

const isManaged = { isManaged: true };

function remove(propertyId: string): () => Promise<unknown> {
  const removedAt = new Date('2026-11-23T15:00:00Z');
  return () => keynest.prisma.property.updateMany({ where: { id: propertyId }, data: { removedAt } });
}

function unassign(propertyId: string): () => Promise<unknown> {
  return () => keynest.prisma.propertyManager.deleteMany({ where: { propertyId } });
}

const RACES: Readonly<Record<string, () => Promise<Race>>> = {
  'a removal of a property': async () => {
    const { propertyId } = await keynest.own.property();
    return { role: 'landlord', path: `/v1/properties/${propertyId}`, removal: remove(propertyId) };
  },
  'a change of a property': async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    return { role: 'landlord', path, body: { name: 'Elm' }, removal: remove(propertyId) };
  },
  'a change of a tenant': async () => {
    const { propertyId, tenantId } = await keynest.own.home({}, isManaged);
    const path = `/v1/tenants/${tenantId}`;
    return { role: 'manager', path, body: { phone: '1' }, removal: unassign(propertyId) };
  },
  'a change of a ticket': async () => {
    const { contractor } = keynest.own.workspace.userIds;
    const id = await keynest.own.ticket(await keynest.own.home(), { contractorId: contractor });
    const removal = () => keynest.prisma.ticket.update({ where: { id }, data: { contractorId: null } });
    return { role: 'contractor', path: `/v1/tickets/${id}`, body: { cost: 5 }, removal };
  },
  'a move of a payment': async () => {
    const home = await keynest.own.home({}, isManaged);
    const path = `/v1/payments/${await keynest.own.payment(home)}`;
    return { role: 'manager', path, body: { status: 'Failed' }, removal: unassign(home.propertyId) };
  },
  'a move of a form': async () => {
    const home = await keynest.own.home({}, isManaged);
    const path = `/v1/forms/${await keynest.own.form(home)}`;
    return { role: 'manager', path, body: { status: 'Void' }, removal: unassign(home.propertyId) };
  },
};

async function send({ role, path, body, removal }: Race) {
  const http = keynest.as(role);
  meanwhile = removal;
  return body ? http.patch(path, body) : http.delete(path);
}

describe('a write after a concurrent removal', () => {
  test.each(Object.keys(RACES))('is 404 without a condition: %s', async (name) => {
    expectProblem(await send(await RACES[name]!()), 404, 'not_found');
  });
});

test('answers 409 to the second of two unconditional status changes of a form', async () => {
  const id = await keynest.own.form(await keynest.own.home());
  const removal = () => keynest.prisma.form.update({ where: { id }, data: { status: 'VOID' } });
  const race: Race = { role: 'landlord', path: `/v1/forms/${id}`, body: { status: 'Void' }, removal };
  expectProblem(await send(race), 409, 'stale_version');
});
