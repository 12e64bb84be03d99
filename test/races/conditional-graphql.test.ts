import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType } from 'graphql';
import { schema } from '../../src/graphql/schema.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { seedUser } from '../support/workspace.ts';
import { race, RACERS, resultOf, tally } from './race.ts';
import { changesSince, logEnd, overlaps, versionOf, type Raced } from './stored.ts';

let keynest: KeyNest;
let admin: Viewer;

beforeAll(async () => {
  keynest = await startKeyNest();
  admin = await keynest.viewerOf('admin');
});
afterAll(() => keynest.close());

/** A row that everybody has seen and wants to change. */
interface Prize {
  readonly noun: Raced;
  readonly id: string;
  /** What a racer gives as `input`; nothing where a mutation takes none. */
  readonly input?: (racer: number) => object;
  /** What the audit log has of one success. */
  readonly events: readonly string[];
  /** What those who were too late may be told besides. */
  readonly late?: readonly string[];
  /** Other arguments. */
  readonly others?: Record<string, unknown>;
  /** Whether no row is left. */
  readonly isDeleted?: true;
}

function newMember(): Promise<string> {
  const { prisma, services, own } = keynest;
  const user = { name: 'New', email: `${randomUUID()}@own.example`, roles: ['LANDLORD'] as const };
  return seedUser({ prisma, newId: services.newId }, own.workspace.id, user);
}

/** Every mutation that takes the version seen. A new one fails until it is here. */
const PRIZES: Readonly<Record<string, () => Promise<Prize>>> = {
  updateProperty: async () => {
    const { propertyId: id } = await keynest.own.home();
    const input = (racer: number) => ({ name: `Name ${racer}`, units: [{ label: 'The same' }] });
    return { noun: 'property', id, input, events: ['UPDATE Property', 'INSERT Unit'] };
  },
  deleteProperty: async () => {
    const { propertyId: id } = await keynest.own.property();
    return { noun: 'property', id, events: ['UPDATE Property'], late: ['NOT_FOUND not_found'] };
  },
  restoreProperty: async () => {
    const { propertyId: id } = await keynest.own.property();
    await keynest.prisma.property.update({ where: { id }, data: { removedAt: keynest.clock.now() } });
    return { noun: 'property', id, events: ['UPDATE Property'] };
  },
  transferProperty: async () => {
    const { propertyId: id } = await keynest.own.property();
    const ownerAddress = { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' };
    const input = (racer: number) => ({ ownerName: `Owner ${racer}`, ownerAddress, on: '2026-11-01' });
    return { noun: 'property', id, input, events: ['UPDATE Property'] };
  },
  updateTenant: async () => {
    const { tenantId: id } = await keynest.own.home();
    const input = (racer: number) => ({ rent: 2000 + racer, status: racer % 2 === 0 ? 'NOTICE' : 'PAST' });
    return { noun: 'tenant', id, input, events: ['UPDATE Lease', 'INSERT LeaseRent'] };
  },
  endTenancy: async () => {
    const { tenantId: id } = await keynest.own.home();
    const input = (racer: number) => ({ endedOn: `2026-11-${10 + (racer % 10)}` });
    return { noun: 'tenant', id, input, events: ['UPDATE Lease'] };
  },
  reopenTenancy: async () => {
    const { tenantId: id } = await keynest.own.home({ status: 'PAST', endedOn: '2026-11-20' });
    return { noun: 'tenant', id, input: () => ({ reason: 'They stay' }), events: ['UPDATE Lease'] };
  },
  deleteTenant: async () => {
    const { tenantId: id } = await keynest.own.home();
    const events = ['DELETE LeaseRent', 'DELETE Tenant', 'DELETE Lease'];
    return { noun: 'tenant', id, events, late: ['NOT_FOUND not_found'], isDeleted: true };
  },
  updateLease: async () => {
    const { leaseId: id } = await keynest.own.home();
    const input = (racer: number) => ({ leaseEnd: `2027-12-${10 + (racer % 10)}` });
    return { noun: 'lease', id, input, events: ['UPDATE Lease'] };
  },
  renewLease: async () => {
    const { leaseId: id } = await keynest.own.home();
    const input = (racer: number) => ({ leaseEnd: `2027-12-${10 + (racer % 10)}` });
    return { noun: 'lease', id, input, events: ['UPDATE Lease'] };
  },
  addLeaseTenant: async () => {
    const { leaseId: id } = await keynest.own.home();
    return { noun: 'lease', id, input: (racer) => ({ name: `Name ${racer}` }), events: ['INSERT Tenant'] };
  },
  departLeaseTenant: async () => {
    const home = await keynest.own.home();
    const others = { tenantId: await keynest.own.coTenant(home) };
    const input = () => ({ on: '2026-11-30' });
    return { noun: 'lease', id: home.leaseId, input, others, events: ['UPDATE Tenant'] };
  },
  moveLease: async () => {
    const { unitId } = await keynest.own.property();
    const { leaseId: id } = await keynest.own.home();
    const events = ['UPDATE Lease', 'INSERT Lease', 'INSERT LeaseRent', 'INSERT Tenant'];
    return { noun: 'lease', id, input: () => ({ unitId, on: '2026-12-01' }), events };
  },
  updatePayment: async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const input = (racer: number) => ({ status: racer % 2 === 0 ? 'FAILED' : 'REFUNDED' });
    return { noun: 'payment', id, input, events: ['UPDATE Payment'] };
  },
  refundPayment: async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    return { noun: 'payment', id, input: (racer) => ({ amount: 1 + racer }), events: ['UPDATE Payment'] };
  },
  returnPayment: async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    return { noun: 'payment', id, input: () => ({}), events: ['UPDATE Payment'] };
  },
  voidCharge: async () => {
    const id = await keynest.own.charge(await keynest.own.home());
    const input = (racer: number) => ({ reason: `Reason ${racer}` });
    return { noun: 'charge', id, input, events: ['UPDATE Charge'] };
  },
  topUpDeposit: async () => {
    const id = await keynest.own.deposit(await keynest.own.home());
    const input = (racer: number) => ({ amount: 1 + racer });
    return { noun: 'deposit', id, input, events: ['INSERT DepositEntry', 'UPDATE Lease'] };
  },
  payDepositInterest: async () => {
    const id = await keynest.own.deposit(await keynest.own.home());
    return { noun: 'deposit', id, input: () => ({}), events: ['INSERT DepositEntry', 'UPDATE Lease'] };
  },
  refundDeposit: async () => {
    const id = await keynest.own.deposit(await keynest.own.home());
    const input = (racer: number) => ({ amount: 1 + racer });
    return { noun: 'deposit', id, input, events: ['INSERT DepositEntry', 'UPDATE Lease'] };
  },
  applyDeposit: async () => {
    const id = await keynest.own.lastDeposit(await keynest.own.home());
    return { noun: 'deposit', id, events: ['INSERT Charge', 'UPDATE Lease'] };
  },
  updateSuggestion: async () => {
    const id = await keynest.own.suggestion(await keynest.own.home());
    return { noun: 'suggestion', id, input: () => ({ status: 'DISMISSED' }), events: ['UPDATE Suggestion'] };
  },
  updateTicket: async () => {
    const id = await keynest.own.ticket(await keynest.own.home());
    const input = (racer: number) => ({ title: `Title ${racer}`, contractor: `Somebody ${racer}` });
    return { noun: 'ticket', id, input, events: ['UPDATE Ticket'] };
  },
  setMemberRoles: async () => {
    return { noun: 'user', id: await newMember(), events: ['INSERT Membership'] };
  },
  removeMember: async () => {
    const late = ['NOT_FOUND not_found'];
    return { noun: 'user', id: await newMember(), events: ['DELETE Membership'], late };
  },
  updateWorkspace: () => {
    const { id } = keynest.own.workspace;
    const input = (racer: number) => ({ landlordName: `Landlord ${racer}` });
    return Promise.resolve({ noun: 'workspace', id, input, events: ['UPDATE Workspace'] });
  },
  updateForm: async () => {
    const id = await keynest.own.form(await keynest.own.home());
    return { noun: 'form', id, input: () => ({ status: 'VOID' }), events: ['UPDATE Form'] };
  },
};

const ROLES_OF_RACERS = [
  ['LANDLORD', 'MANAGER'],
  ['LANDLORD', 'CONTRACTOR'],
];

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const conditional = mutations.filter(({ args }) => args.some(({ name }) => name === 'expectedVersion'));

test('covers every mutation with expectedVersion', () => {
  expect(Object.keys(PRIZES).toSorted()).toEqual(conditional.map(({ name }) => name).toSorted());
});

test.each(conditional.map(({ name, args, type }) => [name, args, type] as const))(
  `%s by ${RACERS} who have seen the same version: one does it, once`,
  async (name, args, type) => {
    const { noun, id, input, events, late = [], isDeleted, others } = await PRIZES[name]!();
    const version = await versionOf(keynest, noun, id);
    const end = await logEnd(keynest);
    const idArgument = args.find((arg) => arg.name === 'id' || arg.name === 'userId')?.name;
    const asked = args.filter((arg) => arg.name !== 'idempotencyKey');
    const declared = asked.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = asked.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const selection = isLeafType(getNamedType(type)) ? '' : '{ id version }';
    const document = `mutation (${declared}) { ${name}(${passed}) ${selection} }`;
    const results = await race((racer) =>
      keynest.gql(admin, document, {
        ...(idArgument && { [idArgument]: id }),
        expectedVersion: version,
        ...others,
        ...(input && { input: input(racer) }),
        ...(asked.some((arg) => arg.name === 'roles') && { roles: ROLES_OF_RACERS[racer % 2] }),
      }),
    );
    const tallied = tally(results.map(resultOf));
    const words = new Set(['ok', 'PRECONDITION_FAILED stale_version', ...late]);
    expect(Object.keys(tallied).filter((word) => !words.has(word))).toEqual([]);
    expect(tallied['ok']).toBe(1);
    expect(await versionOf(keynest, noun, id)).toBe(isDeleted ? 0 : version + 1);
    expect((await changesSince(keynest, end)).toSorted()).toEqual(events.toSorted());
    expect(await overlaps(keynest)).toEqual([]);
  },
);
