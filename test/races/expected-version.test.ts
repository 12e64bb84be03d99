import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schema } from '../../src/graphql/schema.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const RACERS = 50;

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** A row that the mutation changes, how each racer changes it, and how its version is read. */
interface Trial {
  readonly document: string;
  readonly make: () => Promise<string>;
  readonly input?: (racer: number) => object;
  readonly version: (id: string) => Promise<number>;
  /** It is there no more for those who come too late. */
  readonly isGone?: true;
}

const change = (field: string, type: string) =>
  `mutation ($id: ID!, $version: Int!, $input: ${type}!) {
    ${field}(id: $id, expectedVersion: $version, input: $input) { version }
  }`;

const versionOf = async (row: Promise<{ version: number }>) => (await row).version;
const where = (id: string) => ({ where: { id } });

const TRIALS: Record<string, Trial> = {
  updateProperty: {
    document: change('updateProperty', 'UpdatePropertyInput'),
    make: async () => (await keynest.own.property()).propertyId,
    input: (racer) => ({ name: `Name ${racer}`, units: [{ label: `New ${racer}` }] }),
    version: (id) => versionOf(keynest.prisma.property.findUniqueOrThrow(where(id))),
  },
  deleteProperty: {
    document: 'mutation ($id: ID!, $version: Int!) { deleteProperty(id: $id, expectedVersion: $version) }',
    make: async () => (await keynest.own.property()).propertyId,
    version: (id) => versionOf(keynest.prisma.property.findUniqueOrThrow(where(id))),
    isGone: true,
  },
  updateTenant: {
    document: change('updateTenant', 'UpdateTenantInput'),
    make: async () => (await keynest.own.home()).tenantId,
    input: (racer) => ({ phone: `416-555-01${String(racer).padStart(2, '0')}` }),
    version: (id) => versionOf(keynest.prisma.tenant.findUniqueOrThrow(where(id))),
  },
  updatePayment: {
    document: change('updatePayment', 'UpdatePaymentInput'),
    make: async () => keynest.own.payment(await keynest.own.home()),
    input: (racer) => ({ status: racer % 2 === 0 ? 'FAILED' : 'REFUNDED' }),
    version: (id) => versionOf(keynest.prisma.payment.findUniqueOrThrow(where(id))),
  },
  updateTicket: {
    document: change('updateTicket', 'UpdateTicketInput'),
    make: async () => keynest.own.ticket(await keynest.own.property()),
    input: (racer) => ({ cost: racer + 0.5 }),
    version: (id) => versionOf(keynest.prisma.ticket.findUniqueOrThrow(where(id))),
  },
  updateForm: {
    document: change('updateForm', 'UpdateFormInput'),
    make: async () => keynest.own.form(await keynest.own.home()),
    input: () => ({ status: 'VOID' }),
    version: (id) => versionOf(keynest.prisma.form.findUniqueOrThrow(where(id))),
  },
};

test('every mutation with an expected version is raced for', () => {
  const fields = Object.values(schema.getMutationType()!.getFields());
  const conditional = fields.filter(({ args }) => args.some(({ name }) => name === 'expectedVersion'));
  expect(Object.keys(TRIALS).toSorted()).toEqual(conditional.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(TRIALS))('%s', (_field, { document, make, input, version, isGone }) => {
  test(`of ${RACERS} who saw the same version, one changes it`, async () => {
    const id = await make();
    const seen = await version(id);
    const viewer = await keynest.viewerOf('landlord');
    const changes = () => keynest.prisma.auditEvent.count({ where: { subjectId: id, action: 'UPDATE' } });
    const before = await changes();
    const results = await Promise.all(
      Array.from({ length: RACERS }, (_, racer) =>
        keynest.gql(viewer, document, { id, version: seen, ...(input && { input: input(racer) }) }),
      ),
    );
    const refusals = results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions['code']));
    expect(refusals).toHaveLength(RACERS - 1);
    const late = new Set(['PRECONDITION_FAILED', ...(isGone ? ['NOT_FOUND'] : [])]);
    expect(refusals.filter((code) => !late.has(String(code)))).toEqual([]);
    expect(await version(id)).toBe(seen + 1);
    expect((await changes()) - before).toBe(1);
  });
});
