import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from '../../src/policies/scopes.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';

/** Rows that are completed in several turns. */
const MANY = 130;
const WITHOUT_PROPERTIES: readonly Scope[] = ['tenants:read', 'payments:read'];

const statements = new StatementCounter();

let keynest: KeyNest;
const tenantIds: string[] = [];
beforeAll(async () => {
  keynest = await startKeyNest();
  const { own } = keynest;
  const { unitIds } = await own.property({ units: MANY, isManaged: true });
  for (const unitId of unitIds) tenantIds.push((await own.tenancy({ unitId })).tenantId);
});
afterAll(() => keynest.close());

/** How many rows a rent roll has, and how many statements it takes with what its rows lead to. */
async function countOf(scope: string, fields: string): Promise<[rows: number, statements: number]> {
  const viewer = await keynest.viewerOf('admin');
  let rows = 0;
  const count = await statements.during(async () => {
    const { data, errors } = await keynest.gql(viewer, `{ workspace { rentRoll${scope} { ${fields} } } }`);
    expect(errors).toBeUndefined();
    const { workspace } = data as { workspace: { rentRoll: readonly unknown[] } };
    rows = workspace.rentRoll.length;
  });
  return [rows, count];
}

test.each([
  ['rows that they lead to', 'lease { startsOn } unit { label } property { name } tenant { name }'],
  ['rows below those', 'lease { unit { property { name } tickets(first: 1) { edges { node { id } } } } }'],
  ['ledgers', 'ledger { balance rows { charged } }'],
])('a long list takes no more statements than a short one: %s', async (_what, fields) => {
  const { propertyId } = await keynest.own.home();
  const [few, ofFew] = await countOf(`(property: "${propertyId}")`, fields);
  const [many, ofMany] = await countOf('', fields);
  expect([few, many > MANY]).toEqual([1, true]);
  expect(ofMany).toBe(ofFew);
});

test('an error in a row of a long list, executed field by field, leaves no promise to nobody', async () => {
  const landlord = await keynest.viewerOf('landlord');
  const key = { ...landlord, sessionId: null, apiKeyId: 'ak_test', scopes: WITHOUT_PROPERTIES };
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  // An interface is executed field by field, and the key lacks the scope of properties.
  const node = `node(id: "${tenantIds[0]!}") { id }`;
  const { errors } = await keynest.gql(
    key,
    `{ ${node} workspace { rentRoll { tenant { name } property { name } } } }`,
  );
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'insufficient_scope' });
  // Rows go on after the first error.
  await sleep(500);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
