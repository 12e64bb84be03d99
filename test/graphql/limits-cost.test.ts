import { readFileSync } from 'node:fs';
import { isObjectType, Kind, parse, validate } from 'graphql';
import { costOfOperation } from '../../src/graphql/limits/cost.ts';
import { COSTS, MAX_COST } from '../../src/graphql/limits/field-costs.ts';
import { schema } from '../../src/graphql/schema.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import { ask, send } from './limits-support.ts';

const statements = new StatementCounter();

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  await keynest.own.home();
});
afterAll(() => keynest.close());

function costOf(query: string, variableValues: Record<string, unknown> = {}, operationName?: string): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return costOfOperation({ schema, document, variableValues, operationName, contextValue: {} });
}

describe('the cost of a document that is asked again', () => {
  const document = parse(`query ($size: Int, $id: ID!, $back: Boolean = false) {
    tenant(id: $id) { payments(first: $size) @skip(if: $back) { edges { node { id } } } } }`);
  const costWith = (variableValues: Record<string, unknown>) =>
    costOfOperation({ schema, document, variableValues, contextValue: {} });

  test('follows the values that it depends on, and no others', () => {
    expect([3, 7, undefined, 3].map((size) => costWith({ size, id: 't_1' }))).toEqual([5, 9, 52, 5]);
    expect(costWith({ size: 3, id: 't_2', back: true })).toBe(5);
  });

  test('is refused again without a value that it needs', () => {
    expect(costWith({ size: 3, id: 't_1' })).toBe(5);
    for (const variables of [{ size: 3 }, { size: 3, id: null }])
      expect(() => costWith(variables)).toThrow('id');
  });
});

describe('the cost of a document', () => {
  const NAMES = 'edges { node { name } }';

  test.each([
    ['a field', '{ viewer { email } }', 1 + 1],
    ['the name of a type', '{ __typename }', 1],
    ['a page', `{ properties(first: 3) { ${NAMES} } }`, 1 + 3 * 1],
    ['a page backwards', `{ properties(last: 7) { ${NAMES} } }`, 1 + 7 * 1],
    ['a page of no given size', `{ properties { ${NAMES} } }`, 1 + 50 * 1],
    ['a page larger than there are', `{ properties(first: 5000) { ${NAMES} } }`, 1 + 100 * 1],
    ['a page of nothing', `{ properties(first: -5) { ${NAMES} } }`, 1 + 1 * 1],
    [
      'what is told of a page',
      '{ properties(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } } }',
      1 + 3 * 1,
    ],
    [
      'lists in a page',
      '{ properties(first: 2) { edges { node { name units { label tenants { name } } } } } }',
      1 + 2 * (1 + (1 + 10 * (1 + (1 + 2 * 1)))),
    ],
    [
      'pages in a page',
      '{ properties(first: 2) { edges { node { tickets(first: 5) { edges { node { id title } } } } } } }',
      1 + 2 * (1 + 5 * 2),
    ],
    [
      'the same by other names',
      `{ one: properties(first: 3) { ${NAMES} } two: properties(first: 4) { ${NAMES} } }`,
      1 + 3 + (1 + 4),
    ],
    [
      'fragments, at each use',
      `{ one: properties(first: 3) { ...Page } two: properties(first: 4) { ...Page ...Page } }
       fragment Page on PropertyConnection { ... { edges { node { name } } } }`,
      1 + 3 + (1 + 4 * 2),
    ],
    ['what may be left out', '{ viewer { email @include(if: false) name @skip(if: true) } }', 3],
    ['what a node may be', '{ node(id: "t_1") { id ... on Tenant { name } } }', 1 + 1 + 1],
    ['nodes by ids', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3 * 100 + 3 * 1],
    ['a ledger', '{ tenant(id: "x") { ledger { rows { charged } } } }', 1 + (3 + (1 + 24 * 1))],
    [
      'a statement',
      '{ tenant(id: "x") { statement(from: "2026-01-01", to: "2026-12-31") { rows { amount } } } }',
      1 + (3 + (1 + 24 * 1)),
    ],
    ['balances', '{ tenants(first: 10) { edges { node { balance arrearsSince } } } }', 1 + 10 * (3 + 3)],
    ['a rent roll', '{ workspace { rentRoll { balance } } }', 1 + (2500 + 100 * 1)],
    ['notices', '{ noticeOptions(tenantId: "x") { type available } }', 1000 + 5 * 2],
    ['a plan of an increase', '{ planRentIncrease(tenantId: "x") { rent } }', 100 + 1],
    [
      'an increase, which prints a notice',
      'mutation { scheduleRentIncrease(tenantId: "x", input: {}) { id } }',
      2500 + 1,
    ],
    ['a search', '{ search(query: "x") { __typename } }', 100 + 40 * 1],
    ['a timeline', '{ tenant(id: "x") { timeline(first: 5) { edges { node { title } } } } }', 1 + (10 + 5)],
    ['parts of the dashboard', '{ dashboard { occupancy { units } endingTenancies { count } } }', 1 + 2 * 11],
    ['a dry run', '{ validateForm(type: N4, input: { tenantId: "x" }) { valid } }', 2500 + 1],
    ['a document', 'mutation { generateForm(type: N4, input: { tenantId: "x" }) { id } }', 2500 + 1],
    ['a change', 'mutation { recordPayment(input: { tenantId: "x", amount: 1 }) { id } }', 50 + 1],
    [
      'many rows by a number',
      'mutation { createProperty(input: { name: "x", unitCount: 500 }) { id } }',
      10_051,
    ],
    [
      'many rows by themselves',
      'mutation { updateProperty(id: "x", input: { units: [{ label: "1" }, { label: "2" }] }) { id } }',
      50 + 2 * 20 + 1,
    ],
    [
      'rows of a change of many rows',
      `mutation { recordPayments(rows: [${'{ tenantId: "x", amount: 1 } '.repeat(100)}]) { index } }`,
      50 + 100 * 20 + 100,
    ],
    [
      'lines of an import, with a tenancy and co-tenants',
      `mutation { importRows(rows: [
        { propertyName: "x", unitLabel: "1" }
        { propertyName: "x", unitLabel: "2", tenancy: {
          name: "x", rent: 1, leaseStart: "2026-11-01", coTenants: ["a", "b", "c"] } }
      ]) { index } }`,
      50 + (1 + 2 + 3) * 20 + 2 * 1,
    ],
    ['a sign-in', 'mutation { signIn(input: { email: "x", password: "x" }) { token role } }', 2500 + 2],
  ])('%s', (_what, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  test('depends on the values and defaults of variables', () => {
    const query = `query ($first: Int = 5) { properties(first: $first) { ${NAMES} } }`;
    expect(costOf(query)).toBe(1 + 5);
    expect(costOf(query, { first: 20 })).toBe(1 + 20);
    expect(costOf(query, { first: null })).toBe(1 + 50);
    const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(costOf(nodes, { ids: ['a', 'b'] })).toBe(2 * 100 + 2);
  });

  test('counts only the executed operation', () => {
    const query = `query Few { properties(first: 1) { ${NAMES} } } query Many { properties(first: 100) { ${NAMES} } }`;
    expect([costOf(query, {}, 'Few'), costOf(query, {}, 'Many')]).toEqual([2, 101]);
  });

  test('is declared for existing fields only', () => {
    const missing = Object.keys(COSTS).filter((name) => {
      const [typeName = '', fieldName = ''] = name.split('.');
      const type = schema.getType(typeName);
      return !isObjectType(type) || !(fieldName in type.getFields());
    });
    expect(missing).toEqual([]);
  });
});

describe('a usual operation', () => {
  test('of the quickstart costs at most a fifth of the limit', () => {
    const page = readFileSync(new URL('../../docs/quickstart.md', import.meta.url), 'utf8');
    const block = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text).join('\n');
    const names = parse(block).definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? '') : '',
    );
    expect(names.length).toBeGreaterThan(5);
    const values = { unitId: 'x', tenantId: 'x', keyId: 'x', start: '2026-11-01' };
    for (const name of names) {
      const cost = costOf(block, values, name);
      expect(cost).toBeGreaterThan(0);
      expect(cost).toBeLessThanOrEqual(MAX_COST / 5);
    }
  });

  test('passes for 100 properties with units, tenants and balances', async () => {
    const query = `{ properties(first: 100) { totalCount pageInfo { hasNextPage endCursor } edges { node {
      id name address { street city postalCode }
      units { id label status rent tenants { id name email phone leaseStart rent balance arrearsSince } }
    } } } }`;
    const { refusals, body } = await ask(keynest.as('landlord'), query);
    expect(refusals).toEqual([]);
    expect(body.extensions.cost).toEqual({ requested: costOf(query), maximum: MAX_COST });
  });
});

describe('the limit', () => {
  /** 100 properties of ten units with two tenants, of whom `fields` fields are asked for. */
  const tenants = (fields: number) =>
    `properties(first: 100) { edges { node { units { tenants { ${'name '.repeat(fields)} } } } } }`;
  const MOST = `{ ${tenants(24)} nodes(ids: [${'"x" '.repeat(8)}]) { id } viewer { ${'id '.repeat(90)} } }`;

  test('is 50,000 inclusive', async () => {
    expect(MAX_COST).toBe(50_000);
    expect(costOf(MOST)).toBe(MAX_COST);
    const { status, refusals, body } = await ask(keynest.as('landlord'), MOST);
    expect({ status, refusals }).toEqual({ status: 200, refusals: [] });
    expect(body.extensions).toEqual({ cost: { requested: MAX_COST, maximum: MAX_COST } });
  });

  test('refuses a higher cost before execution and reports the cost', async () => {
    const landlord = keynest.as('landlord');
    await ask(landlord, '{ __typename }');
    const usual = await statements.during(() => ask(landlord, '{ __typename }'));
    const taken = await statements.during(async () => {
      const { status, refusals, messages, body } = await ask(
        landlord,
        MOST.replace('viewer {', 'viewer { name'),
      );
      expect({ status, refusals }).toEqual({ status: 400, refusals: ['BAD_INPUT query_too_costly'] });
      expect(messages).toEqual([
        expect.stringMatching(
          /^This operation costs 50,001\. A request may cost at most 50,000\. Ask for smaller pages/,
        ),
      ]);
      expect(body).not.toHaveProperty('data');
      expect(body.extensions).toEqual({ cost: { requested: MAX_COST + 1, maximum: MAX_COST } });
    });
    expect(taken).toBe(usual);
  });

  test('is reported with every response, errors included', async () => {
    const { refusals, body } = await ask(keynest.as('landlord'), '{ tenant(id: "x") { name } }');
    expect(refusals).toEqual(['NOT_FOUND not_found']);
    expect(body.extensions).toEqual({ cost: { requested: 2, maximum: MAX_COST } });
  });

  test('does not apply to /v1', async () => {
    const { body } = await keynest.as('landlord').get('/v1/properties?limit=100');
    expect(body).not.toHaveProperty('extensions');
  });

  test('is shared by the operations of a batch', async () => {
    const heavy = { query: `{ ${tenants(10)} }` };
    const cost = costOf(heavy.query);
    expect(2 * cost).toBeLessThan(MAX_COST);
    expect(3 * cost).toBeGreaterThan(MAX_COST);
    const { body } = await send(keynest.as('landlord'), [
      heavy,
      heavy,
      heavy,
      { query: '{ viewer { id } }' },
    ]);
    const told = body.map(
      ({ errors = [], extensions }: { errors?: { extensions: object }[]; extensions: object }) => ({
        reasons: errors.map((error) => (error.extensions as { reason: string }).reason),
        ...extensions,
      }),
    );
    const paid = (requested: number) => ({ reasons: [], cost: { requested, maximum: MAX_COST } });
    expect(told).toEqual([paid(cost), paid(cost), { ...paid(cost), reasons: ['query_too_costly'] }, paid(2)]);
    expect(body[2].errors[0].message).toContain('earlier ones of the batch cost');
  });
});
