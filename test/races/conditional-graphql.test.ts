import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { schema } from '../../src/graphql/schema.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { race, RACERS, resultOf, tally } from './race.ts';
import { eventsSince, logEnd, overlaps, versionOf, type Raced } from './stored.ts';

let keynest: KeyNest;
let landlord: Viewer;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = await keynest.viewerOf('landlord');
});
afterAll(() => keynest.close());

/** A row that everybody has seen and wants to change. */
interface Prize {
  readonly noun: Raced;
  readonly id: string;
  /** What a racer gives; nothing where a mutation takes none. */
  readonly input?: (racer: number) => object;
  /** What the audit log has of one success. */
  readonly events: readonly string[];
  /** What those who were too late may be told besides. */
  readonly late?: readonly string[];
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
  updateTenant: async () => {
    const { tenantId: id } = await keynest.own.home();
    const input = (racer: number) => ({ rent: 2000 + racer, status: racer % 2 === 0 ? 'NOTICE' : 'PAST' });
    return { noun: 'tenant', id, input, events: ['UPDATE Lease', 'INSERT LeaseRent'] };
  },
  updatePayment: async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const input = (racer: number) => ({ status: racer % 2 === 0 ? 'FAILED' : 'REFUNDED' });
    return { noun: 'payment', id, input, events: ['UPDATE Payment'] };
  },
  updateTicket: async () => {
    const id = await keynest.own.ticket(await keynest.own.home());
    const input = (racer: number) => ({ title: `Title ${racer}`, contractor: `Somebody ${racer}` });
    return { noun: 'ticket', id, input, events: ['UPDATE Ticket'] };
  },
  updateForm: async () => {
    const id = await keynest.own.form(await keynest.own.home());
    return { noun: 'form', id, input: () => ({ status: 'VOID' }), events: ['UPDATE Form'] };
  },
};

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const conditional = mutations.filter(({ args }) => args.some(({ name }) => name === 'expectedVersion'));

test('every mutation that takes the version seen is raced', () => {
  expect(Object.keys(PRIZES).toSorted()).toEqual(conditional.map(({ name }) => name).toSorted());
});

test.each(conditional.map(({ name, args }) => [name, args] as const))(
  `%s by ${RACERS} who have seen the same version: one does it, once`,
  async (name, args) => {
    const { noun, id, input, events, late = [] } = await PRIZES[name]!();
    const version = await versionOf(keynest, noun, id);
    const end = await logEnd(keynest);
    const inputType = args.find((arg) => arg.name === 'input')?.type;
    const [declared, passed] = inputType ? [`, $input: ${String(inputType)}`, ', input: $input'] : ['', ''];
    const selection = inputType ? '{ id version }' : '';
    const document = `mutation ($id: ID!, $expectedVersion: Int${declared}) {
      ${name}(id: $id, expectedVersion: $expectedVersion${passed}) ${selection}
    }`;
    const results = await race((racer) =>
      keynest.gql(landlord, document, {
        id,
        expectedVersion: version,
        ...(input && { input: input(racer) }),
      }),
    );
    const tallied = tally(results.map(resultOf));
    const words = new Set(['ok', 'PRECONDITION_FAILED stale_version', ...late]);
    expect(Object.keys(tallied).filter((word) => !words.has(word))).toEqual([]);
    expect(tallied['ok']).toBe(1);
    expect(await versionOf(keynest, noun, id)).toBe(version + 1);
    expect((await eventsSince(keynest, end)).toSorted()).toEqual(events.toSorted());
    expect(await overlaps(keynest)).toEqual([]);
  },
);
