import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
let tenantId: string;
beforeAll(async () => {
  keynest = await startKeyNest();
  ({ tenantId } = await keynest.own.home({ startsOn: '2026-09-01' }));
});
afterAll(() => keynest.close());

async function send(document: string, variables: object = {}) {
  const result = await keynest.gql(await keynest.viewerOf('landlord'), document, { ...variables });
  return JSON.parse(JSON.stringify(result)) as { data?: Json; errors?: Json[] };
}

const payments = () => keynest.prisma.payment.count({ where: { source: 'RECEIVED' } });

const OUTCOME = '{ index faults { path code } payment { amount } }';
const refused = (index: number, path: readonly string[], code: string) => {
  return { index, payment: null, faults: [{ path: ['rows', String(index), ...path], code }] };
};
const recorded = (index: number, amount: number) => ({ index, payment: { amount }, faults: [] });

/** Ways to write the same rows: the first is malformed, the second is sound. */
const WAYS: readonly [way: string, document: string, variables: (tenantId: string) => object][] = [
  [
    'a variable for the list',
    `mutation ($rows: [RecordPaymentInput!]!) { rows: recordPayments(mode: PARTIAL, rows: $rows) ${OUTCOME} }`,
    (tenantId) => ({
      rows: [
        { tenantId, amount: 'a lot' },
        { tenantId, amount: 5 },
      ],
    }),
  ],
  [
    'a variable for each row',
    `mutation ($one: RecordPaymentInput!, $two: RecordPaymentInput!) {
      rows: recordPayments(mode: PARTIAL, rows: [$one, $two]) ${OUTCOME}
    }`,
    (tenantId) => ({ one: { tenantId, amount: 'a lot' }, two: { tenantId, amount: 5 } }),
  ],
  [
    'variables for values of rows',
    `mutation ($tenant: ID!, $amount: Money!) {
      rows: recordPayments(mode: PARTIAL, rows: [
        { tenantId: $tenant, amount: $amount }, { tenantId: $tenant, amount: 5 }
      ]) ${OUTCOME}
    }`,
    (tenantId) => ({ tenant: tenantId, amount: 'a lot' }),
  ],
  [
    'a variable for the mode, and one for a row',
    `mutation ($one: RecordPaymentInput!, $tenant: ID!, $mode: BulkMode! = PARTIAL) {
      rows: recordPayments(mode: $mode, rows: [$one, { tenantId: $tenant, amount: 5 }]) ${OUTCOME}
    }`,
    (tenantId) => ({ one: { tenantId, amount: 'a lot' }, tenant: tenantId }),
  ],
  [
    'a fragment',
    `mutation ($rows: [RecordPaymentInput!]!) { ... on Mutation { ...Recorded } }
    fragment Recorded on Mutation { rows: recordPayments(mode: PARTIAL, rows: $rows) ${OUTCOME} }`,
    (tenantId) => ({
      rows: [
        { tenantId, amount: 'a lot' },
        { tenantId, amount: 5 },
      ],
    }),
  ],
  [
    'a name that the server would give',
    `mutation ($rows1: RecordPaymentInput!, $rows2: ID!) {
      rows: recordPayments(mode: PARTIAL, rows: [$rows1, { tenantId: $rows2, amount: 5 }]) ${OUTCOME}
    }`,
    (tenantId) => ({ rows1: { tenantId, amount: 'a lot' }, rows2: tenantId }),
  ],
];

describe('a malformed row is set aside', () => {
  test.each(WAYS)('in %s', async (_way, document, variables) => {
    const before = await payments();
    const { data, errors } = await send(document, variables(tenantId));
    expect(errors).toBeUndefined();
    expect(data.rows).toEqual([refused(0, ['amount'], 'invalid_value'), recorded(1, 5)]);
    expect(await payments()).toBe(before + 1);
  });

  test('and refuses all rows in the mode TRANSACTIONAL', async () => {
    const before = await payments();
    for (const [, document, variables] of WAYS) {
      const { data, errors } = await send(document.replace('PARTIAL', 'TRANSACTIONAL'), variables(tenantId));
      expect(data).toBeUndefined();
      const details = [{ path: ['rows', 0, 'amount'], code: 'invalid_value' }];
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', details } }]);
    }
    expect(await payments()).toBe(before);
  });

  test('where a variable is absent, null or of another type', async () => {
    const document = `mutation ($one: RecordPaymentInput!, $two: RecordPaymentInput!, $three: RecordPaymentInput!) {
      rows: recordPayments(mode: PARTIAL, rows: [$one, $two, $three]) ${OUTCOME}
    }`;
    const { data, errors } = await send(document, { two: null, three: 7 });
    expect(errors).toBeUndefined();
    expect(data.rows).toEqual([
      refused(0, [], 'required'),
      refused(1, [], 'required'),
      refused(2, [], 'invalid_type'),
    ]);
  });

  test('where default values hold it', async () => {
    const list = `mutation ($rows: [RecordPaymentInput!]! = [
      { tenantId: "${tenantId}", amount: 0 }, { tenantId: "${tenantId}", amount: 6 }
    ]) { rows: recordPayments(mode: PARTIAL, rows: $rows) ${OUTCOME} }`;
    const value = `mutation ($amount: Money! = 0) { rows: recordPayments(mode: PARTIAL, rows: [
      { tenantId: "${tenantId}", amount: $amount }, { tenantId: "${tenantId}", amount: 6 }
    ]) ${OUTCOME} }`;
    for (const document of [list, value]) {
      const { data, errors } = await send(document);
      expect(errors).toBeUndefined();
      expect(data.rows).toEqual([refused(0, ['amount'], 'out_of_range'), recorded(1, 6)]);
    }
  });

  test('where a variable holds a part of it', async () => {
    const document = `mutation ($tenancy: ImportedTenancyInput, $coTenants: [String!]) {
      importRows(mode: PARTIAL, rows: [
        { propertyName: "Parts", unitLabel: "1", tenancy: $tenancy }
        { propertyName: "Parts", unitLabel: "2", tenancy: {
          name: "Ana", rent: 1000, leaseStart: "2026-10-01", coTenants: $coTenants
        } }
        { propertyName: "Parts", unitLabel: "3" }
      ]) { faults { path code } unit { label } tenant { name coTenants } }
    }`;
    const tenancy = { name: 'Bo', rent: 1000, leaseStart: 'soon' };
    const { data, errors } = await send(document, { tenancy, coTenants: [5] });
    expect(errors).toBeUndefined();
    const fault = (...path: string[]) => ({ path: ['rows', ...path], code: 'invalid_value' });
    expect(data.importRows).toEqual([
      { faults: [fault('0', 'tenancy', 'leaseStart')], unit: null, tenant: null },
      { faults: [fault('1', 'tenancy', 'coTenants', '0')], unit: null, tenant: null },
      { faults: [], unit: { label: '3' }, tenant: null },
    ]);
    const without = await send(document);
    expect(without.data.importRows.map(({ unit }: Json) => unit)).toEqual([
      { label: '1' },
      { label: '2' },
      { label: '3' },
    ]);
  });

  test('in each of several lists, which share a variable', async () => {
    const document = (mode: string) => `mutation ($tenant: ID!, $bad: RecordPaymentInput!) {
      one: recordPayments(mode: PARTIAL, rows: [$bad, { tenantId: $tenant, amount: 7 }]) ${OUTCOME}
      two: recordPayments(mode: ${mode}, rows: [{ tenantId: $tenant, amount: 8 }, $bad]) ${OUTCOME}
      three: recordPayments(mode: PARTIAL, rows: { tenantId: $tenant, amount: 9 }) ${OUTCOME}
    }`;
    const variables = { tenant: tenantId, bad: { tenantId, amount: -1 } };
    const { data, errors } = await send(document('PARTIAL'), variables);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      one: [refused(0, ['amount'], 'out_of_range'), recorded(1, 7)],
      two: [recorded(0, 8), refused(1, ['amount'], 'out_of_range')],
      three: [recorded(0, 9)],
    });
    const before = await payments();
    const stopped = await send(document('TRANSACTIONAL'), variables);
    expect(stopped.data).toBeUndefined();
    expect(stopped.errors![0].extensions.details).toMatchObject([{ path: ['rows', 1, 'amount'] }]);
    expect(await payments()).toBe(before);
  });

  test('and a retry that is written otherwise is the same request', async () => {
    const withKey = (document: string) =>
      document.replace('Payments(mode:', 'Payments(idempotencyKey: "any way", mode:');
    const ways = WAYS.map(([, document, variables]) => [withKey(document), variables(tenantId)] as const);
    const [first] = ways;
    const { data } = await send(...first!);
    expect(data.rows[1]).toEqual(recorded(1, 5));
    const after = await payments();
    for (const way of ways) expect(await send(...way)).toEqual({ data });
    expect(await payments()).toBe(after);
  });
});

/** GraphQL validates what stands in a document before there are variables: no row is executed then. */
test.each([
  ['a value of another type', `{ tenantId: "TENANT", amount: "a lot" }`],
  ['a field that does not exist', `{ tenantId: "TENANT", amount: 5, note: "x" }`],
  ['no value where one is required', `{ tenantId: "TENANT" }`],
])('a document with %s is invalid, so nothing of it is executed', async (_what, row) => {
  const rows = `[${row.replace('TENANT', tenantId)}, { tenantId: "${tenantId}", amount: 5 }]`;
  const before = await payments();
  const { data, errors } = await send(`mutation { recordPayments(mode: PARTIAL, rows: ${rows}) ${OUTCOME} }`);
  expect([data, errors?.length]).toEqual([undefined, 1]);
  expect(errors![0].extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(await payments()).toBe(before);
});
