import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import type { Json } from '../support/http.ts';

const statements = new StatementCounter();

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const RECORD = `mutation ($rows: [RecordPaymentInput!]!, $mode: BulkMode! = TRANSACTIONAL, $key: String) {
  recordPayments(rows: $rows, mode: $mode, idempotencyKey: $key) {
    index faults { path code } payment { id amount period tenant { balance } }
  }
}`;
const CREATE = `mutation ($rows: [CreateTenantInput!]!, $mode: BulkMode! = TRANSACTIONAL) {
  createTenants(rows: $rows, mode: $mode) { index faults { path code } tenant { id name balance lease { status } } }
}`;
const IMPORT = `mutation ($rows: [ImportRowInput!]!, $mode: BulkMode! = TRANSACTIONAL) {
  importRows(rows: $rows, mode: $mode) {
    index faults { path code } property { id name } unit { id label } tenant { name coTenants }
  }
}`;

async function send(document: string, variables: object, role: 'landlord' | 'manager' = 'landlord') {
  const result = await keynest.gql(await keynest.viewerOf(role), document, { ...variables });
  return JSON.parse(JSON.stringify(result)) as { data: Json; errors?: Json[] };
}

/** What is stored of payments, tenancies, properties and units. */
async function counts() {
  const { payment, lease, property, unit } = keynest.prisma;
  return Promise.all([payment.count(), lease.count(), property.count(), unit.count()]);
}

async function homes(count: number) {
  const { own } = keynest;
  return Promise.all(Array.from({ length: count }, () => own.home({ startsOn: '2026-09-01' })));
}

const MISSING = 't_01m83e50age39vxhtg53jp8xkh';

describe('many payments', () => {
  test('are recorded in their order: each counts the ones before it', async () => {
    const [one, two] = await homes(2);
    const rows = [one, two, one].map((home) => ({ tenantId: home!.tenantId, amount: 2400 }));
    const { data } = await send(RECORD, { rows });
    expect(data.recordPayments).toMatchObject([
      { index: 0, faults: [], payment: { period: '2026-09', tenant: { balance: 2400 } } },
      { index: 1, faults: [], payment: { period: '2026-09', tenant: { balance: 4800 } } },
      { index: 2, faults: [], payment: { period: '2026-10', tenant: { balance: 2400 } } },
    ]);
    const { id } = data.recordPayments[2].payment;
    expect(await keynest.prisma.auditEvent.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: 'INSERT', userId: keynest.own.workspace.userIds.landlord },
    ]);
  });

  test('are all refused with the faults of all rows, or only those that are at fault', async () => {
    const [home] = await homes(1);
    const ended = await keynest.own.home({ status: 'PAST', endedOn: '2026-10-31' });
    const rows = [
      { tenantId: MISSING, amount: 1 },
      { tenantId: home!.tenantId, amount: 5 },
      { tenantId: ended.tenantId, amount: 1, period: '2027-02' },
    ];
    const before = await counts();
    const { data, errors } = await send(RECORD, { rows });
    expect([data, await counts()]).toEqual([null, before]);
    expect(errors![0]).toMatchObject({
      path: ['recordPayments'],
      extensions: {
        code: 'BAD_INPUT',
        reason: 'rows_refused',
        details: [
          { path: ['rows', 0, 'tenantId'], code: 'not_found' },
          { path: ['rows', 2, 'period'], code: 'period_after_end' },
        ],
      },
    });
    const key = 'some of them';
    const first = await send(RECORD, { rows, mode: 'PARTIAL', key });
    expect(first.data.recordPayments).toMatchObject([
      { payment: null, faults: [{ path: ['rows', '0', 'tenantId'], code: 'not_found' }] },
      { payment: { amount: 5 }, faults: [] },
      { payment: null, faults: [{ path: ['rows', '2', 'period'], code: 'period_after_end' }] },
    ]);
    const after = await counts();
    expect(await send(RECORD, { rows, mode: 'PARTIAL', key })).toEqual(first);
    expect(await counts()).toEqual(after);
  });

  test('are written without the malformed ones, each with its own faults', async () => {
    const [home] = await homes(1);
    const { tenantId } = home!;
    const rows = [
      { tenantId, amount: 'a lot', paidOn: 'yesterday' },
      { tenantId, amount: 5 },
      { tenantId: MISSING, amount: 5 },
      { tenantId, amount: 0, note: 'no such field' },
      null,
      { tenantId, amount: 6 },
    ];
    const before = await counts();
    const refused = await send(RECORD, { rows });
    expect([refused.data, await counts()]).toEqual([undefined, before]);
    expect(refused.errors![0].extensions.details).toMatchObject([
      { path: ['rows', 0, 'paidOn'], code: 'unknown_field' },
      { path: ['rows', 0, 'amount'], code: 'invalid_value' },
      { path: ['rows', 3, 'note'], code: 'unknown_field' },
      { path: ['rows', 3, 'amount'], code: 'out_of_range' },
      { path: ['rows', 4], code: 'required' },
    ]);
    const key = 'malformed ones';
    const first = await send(RECORD, { rows, mode: 'PARTIAL', key });
    const fault = (path: string[], code: string) => ({ path: ['rows', ...path], code });
    expect(first.data.recordPayments).toMatchObject([
      {
        index: 0,
        payment: null,
        faults: [fault(['0', 'paidOn'], 'unknown_field'), fault(['0', 'amount'], 'invalid_value')],
      },
      { index: 1, payment: { amount: 5 }, faults: [] },
      { index: 2, payment: null, faults: [fault(['2', 'tenantId'], 'not_found')] },
      {
        index: 3,
        payment: null,
        faults: [fault(['3', 'note'], 'unknown_field'), fault(['3', 'amount'], 'out_of_range')],
      },
      { index: 4, payment: null, faults: [fault(['4'], 'required')] },
      { index: 5, payment: { amount: 6 }, faults: [] },
    ]);
    const after = await counts();
    expect(await send(RECORD, { rows, mode: 'PARTIAL', key })).toEqual(first);
    const others = rows.map((row, index) => (index === 0 ? { tenantId, amount: 'other' } : row));
    const reused = await send(RECORD, { rows: others, mode: 'PARTIAL', key });
    expect(reused.errors![0].extensions.details).toMatchObject([{ code: 'idempotency_key_reused' }]);
    expect(await counts()).toEqual(after);
  });

  test('are told of malformed ones where all are, and where the document holds them', async () => {
    const [home] = await homes(1);
    const { tenantId } = home!;
    const all = await send(RECORD, { rows: [{ tenantId }, { amount: 1 }], mode: 'PARTIAL' });
    expect(all.data.recordPayments).toMatchObject([
      { payment: null, faults: [{ path: ['rows', '0', 'amount'], code: 'required' }] },
      { payment: null, faults: [{ path: ['rows', '1', 'tenantId'], code: 'required' }] },
    ]);
    const literal = await send(
      `mutation ($amount: Money!) {
        some: recordPayments(mode: PARTIAL, rows: [
          { tenantId: "${tenantId}", amount: 0 }, { tenantId: "${tenantId}", amount: $amount }
        ]) { index faults { path code } payment { amount } }
      }`,
      { amount: 7 },
    );
    expect(literal.data.some).toMatchObject([
      { index: 0, payment: null, faults: [{ path: ['rows', '0', 'amount'], code: 'out_of_range' }] },
      { index: 1, payment: { amount: 7 }, faults: [] },
    ]);
  });

  test('that are refused are null, whatever is selected of them', async () => {
    const document = `mutation ($rows: [CreateTenantInput!]!) { createTenants(rows: $rows, mode: PARTIAL) {
      tenant { __typename lease { id unit { property { name } } } payments(first: 1) { totalCount } } } }`;
    const refused = { name: 'Ana', unitId: MISSING.replace('t_', 'un_'), rent: 1, leaseStart: '2026-10-01' };
    const { data, errors } = await send(document, { rows: [refused, {}] });
    expect([data.createTenants, errors]).toEqual([[{ tenant: null }, { tenant: null }], undefined]);
  });

  test('are bounded; faults of the list itself refuse all', async () => {
    const rows = Array.from({ length: 101 }, () => ({ tenantId: MISSING, amount: 1 }));
    const tooMany = await send(RECORD, { rows });
    expect(tooMany.errors![0].extensions.details).toMatchObject([{ path: ['rows'], code: 'too_many' }]);
    const empty = await send(RECORD, { rows: [] });
    expect(empty.errors![0].extensions.details).toMatchObject([{ path: ['rows'], code: 'required' }]);
    const malformed = Array.from({ length: 101 }, () => ({ tenantId: 'x', amount: 0 }));
    const { data, errors } = await send(RECORD, { rows: malformed, mode: 'PARTIAL' });
    expect([data, errors![0].extensions.code]).toEqual([undefined, 'BAD_INPUT']);
    const hundred = await send(RECORD, { rows: malformed.slice(1), mode: 'PARTIAL' });
    const refused = hundred.data.recordPayments.filter(({ faults }: Json) => faults.length > 0);
    expect(refused).toHaveLength(100);
  });
});

describe('many tenancies', () => {
  const tenancy = (unitId: string, more: object = {}) => {
    return {
      name: 'Ana',
      unitId,
      rent: 1000,
      leaseStart: '2026-10-01',
      deposit: 1000,
      coTenants: ['Bo'],
      ...more,
    };
  };

  test('are created, also one after another on a unit', async () => {
    const { unitIds } = await keynest.own.property({ units: 2 });
    const past = { name: 'Before', leaseStart: '2025-10-01', leaseEnd: '2026-09-30', deposit: null };
    const rows = [tenancy(unitIds[0]!), tenancy(unitIds[1]!, past), tenancy(unitIds[1]!)];
    const { data } = await send(CREATE, { rows });
    expect(data.createTenants).toMatchObject([
      { tenant: { name: 'Ana', balance: 2000, lease: { status: 'ACTIVE' } } },
      { tenant: { name: 'Before', lease: { status: 'PAST' } } },
      { tenant: { name: 'Ana', balance: 2000, lease: { status: 'ACTIVE' } } },
    ]);
  });

  test('on an occupied unit are refused, with each other too', async () => {
    const { unitIds } = await keynest.own.property({ units: 2 });
    await keynest.own.tenancy({ unitId: unitIds[0]! });
    const rows = [tenancy(unitIds[0]!), tenancy(unitIds[1]!), tenancy(unitIds[1]!)];
    const before = await counts();
    const { errors } = await send(CREATE, { rows });
    expect(await counts()).toEqual(before);
    expect(errors![0].extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'unit_occupied',
      details: [0, 2].map((row) => ({ path: ['rows', row, 'unitId'], code: 'unit_occupied' })),
    });
    const { data } = await send(CREATE, { rows, mode: 'PARTIAL' });
    expect(data.createTenants.map(({ tenant }: Json) => tenant?.name ?? null)).toEqual([null, 'Ana', null]);
  });
});

test('of tenancies and of the lines of a rent roll, malformed ones are set aside too', async () => {
  const { unitIds } = await keynest.own.property({ units: 1 });
  const sound = { name: 'Ana', rent: 1000, leaseStart: '2026-10-01' };
  const tenancies = [
    { ...sound, unitId: unitIds[0]!, leaseStart: '2026-13-01' },
    { ...sound, unitId: unitIds[0]! },
  ];
  const created = await send(CREATE, { rows: tenancies, mode: 'PARTIAL' });
  expect(created.data.createTenants).toMatchObject([
    { tenant: null, faults: [{ path: ['rows', '0', 'leaseStart'], code: 'invalid_value' }] },
    { tenant: { name: 'Ana' }, faults: [] },
  ]);
  const lines = [
    { propertyName: 'Set aside', unitLabel: '1', tenancy: { ...sound, rent: -1 } },
    { unitLabel: '2' },
    { propertyName: 'Kept', unitLabel: '3', tenancy: sound },
  ];
  const imported = await send(IMPORT, { rows: lines, mode: 'PARTIAL' });
  expect(imported.data.importRows).toMatchObject([
    { unit: null, faults: [{ path: ['rows', '0', 'tenancy', 'rent'], code: 'out_of_range' }] },
    { unit: null, faults: [{ path: ['rows', '1', 'propertyName'], code: 'required' }] },
    { unit: { label: '3' }, tenant: { name: 'Ana' }, faults: [] },
  ]);
  expect(await keynest.prisma.property.count({ where: { name: 'Set aside' } })).toBe(0);
});

describe('the lines of a rent roll', () => {
  const line = (propertyName: string, unitLabel: string, tenancy: object | null = null) => ({
    propertyName,
    unitLabel,
    tenancy: tenancy && { name: 'Ana', rent: 1000, leaseStart: '2026-10-01', ...tenancy },
  });

  test.each(['landlord', 'manager'] as const)('give a %s properties, units and tenancies', async (role) => {
    const name = `Élm House of the ${role}`;
    const rows = [
      line(name, '1', {}),
      line(name.replace('É', 'e'), '2'),
      line(name, '2', { coTenants: ['Bo'] }),
    ];
    const { data } = await send(IMPORT, { rows }, role);
    const [first, second, third] = data.importRows;
    expect([first.tenant.name, second.tenant, third.tenant.coTenants]).toEqual(['Ana', null, ['Bo']]);
    expect(new Set([first, second, third].map(({ property }) => property.id)).size).toBe(1);
    expect(second.unit).toEqual(third.unit);
    const more = { rows: [line(name, '3'), line(name, '1')] };
    const again = await send(IMPORT, more, role);
    expect(again.data.importRows.map(({ property }: Json) => property)).toEqual([
      first.property,
      first.property,
    ]);
    expect(again.data.importRows[1].unit).toEqual(first.unit);
  });

  test('leave nothing behind of those that are refused', async () => {
    await keynest.own.property({ name: 'Twin' });
    await keynest.own.property({ name: 'TWIN' });
    const home = await keynest.own.home();
    const rows = [
      line('Twin', '1'),
      { ...line('', '1', {}), propertyName: null, propertyId: home.propertyId },
      line('Lone House', '1', {}),
      line('Lone House', '1', { name: 'Too late' }),
    ];
    const before = await counts();
    const { errors } = await send(IMPORT, { rows });
    expect(await counts()).toEqual(before);
    const codes = ['ambiguous_property', 'unit_occupied', 'unit_occupied'];
    expect(errors![0].extensions.details.map(({ code }: Json) => code)).toEqual(codes);
    const { data } = await send(IMPORT, { rows, mode: 'PARTIAL' });
    expect(data.importRows.map(({ tenant }: Json) => tenant?.name ?? null)).toEqual([
      null,
      null,
      'Ana',
      null,
    ]);
  });
});

test('twenty rows take as many statements as three', async () => {
  const rowsOf = {
    [RECORD]: async (count: number) => (await homes(count)).map(({ tenantId }) => ({ tenantId, amount: 10 })),
    [CREATE]: async (count: number) => {
      const { unitIds } = await keynest.own.property({ units: count });
      return unitIds.map((unitId) => ({
        name: 'Ana',
        unitId,
        rent: 1000,
        leaseStart: '2026-10-01',
        deposit: 5,
      }));
    },
    [IMPORT]: (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        propertyName: `Of ${count}, ${index}`,
        unitLabel: '1',
        tenancy: { name: 'Ana', rent: 1000, leaseStart: '2026-10-01' },
      })),
  };
  for (const [document, rows] of Object.entries(rowsOf)) {
    const sent = async (count: number) => {
      const given = await rows(count);
      return statements.during(async () => {
        expect((await send(document, { rows: given })).errors).toBeUndefined();
      });
    };
    const few = await sent(3);
    expect(await sent(20)).toBe(few);
    expect(few).toBeLessThan(40);
  }
});
