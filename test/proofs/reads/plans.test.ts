import { narrowOperation } from '../../../src/policies/scoped-client.ts';
import type { Prisma } from '../../../src/generated/prisma/client.ts';
import { compileRead } from '../../../src/reads/compile.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { fillPortfolio } from './portfolio.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  await fillPortfolio(keynest);
}, 120_000);
afterAll(() => keynest.close());

/** The planner's way through a statement, were the tables too large to read whole or to sort. */
async function planOf(model: Prisma.ModelName, args: object): Promise<string> {
  const viewer = await keynest.viewerOf('landlord');
  const { statement } = compileRead(model, 'findMany', narrowOperation(model, 'findMany', args, viewer))!;
  return keynest.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    await tx.$executeRaw`SET LOCAL enable_sort = off`;
    const rows = await tx.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN (COSTS OFF) ${statement.text}`,
      ...statement.parameters,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

const ID = 'p_01m83e50age39vxhtg53jp8xkh';
/** Every order that a list can be asked for, by its column. */
const ORDERS = [
  ...['nameKey', 'addressKey', 'updatedAt'].map((column) => ['Property', column] as const),
  ...['nameKey', 'updatedAt'].map((column) => ['Tenant', column] as const),
  ...['amountCents', 'dueKey', 'receivedKey', 'updatedAt'].map((column) => ['Payment', column] as const),
  ...['priorityKey', 'updatedAt'].map((column) => ['Ticket', column] as const),
  ...['amountCents', 'onDate', 'updatedAt'].map((column) => ['Charge', column] as const),
  ...['amountCents', 'receivedOn', 'updatedAt'].map((column) => ['Deposit', column] as const),
  ...['dueOn', 'updatedAt'].map((column) => ['Suggestion', column] as const),
  ...['startsOn', 'updatedAt'].map((column) => ['Lease', column] as const),
  ...['labelKey', 'updatedAt'].map((column) => ['Unit', column] as const),
];
const MIDNIGHT = '2026-10-01T00:00:00.000Z';
const DATES = ['updatedAt', 'dueKey', 'receivedKey', 'onDate', 'receivedOn', 'dueOn', 'startsOn'];
const KEYS: Readonly<Record<string, unknown>> = {
  amountCents: 1000,
  priorityKey: 2,
  ...Object.fromEntries(DATES.map((column) => [column, MIDNIGHT])),
};
const ID_OF = {
  Property: ID,
  Tenant: 't_01m83e50bdea487zp2a7rv7ecr',
  Payment: 'pay_01m83e50bdea487zp2a7rv7ecr',
  Ticket: 'tk_01m83e50bdea487zp2a7rv7ecr',
  Charge: 'ch_01m83e50bdea487zp2a7rv7ecr',
  Deposit: 'dep_01m83e50bdea487zp2a7rv7ecr',
  Suggestion: 'sug_01m83e50bdea487zp2a7rv7ecr',
  Lease: 'l_01m83e50bdea487zp2a7rv7ecr',
  Unit: 'un_01m83e50apeerr5panarfktkpk',
} as const;
const NEWEST = { orderBy: { id: 'desc' }, take: 51 };
const OLDEST = { orderBy: { id: 'desc' }, take: -51 };

describe('a page of a list is read in the order of an index', () => {
  test.each([
    ['Property', {}],
    ['Tenant', {}],
    ['Payment', {}],
    ['Payment', { tenantId: 't_01m83e50bdea487zp2a7rv7ecr' }],
    ['Payment', { status: 'PAID' }],
    ['Payment', { period: '2026-11' }],
    ['Ticket', {}],
    ['Ticket', { status: 'OPEN' }],
    ['Ticket', { propertyId: ID }],
    ['Form', {}],
    ['Lease', { unitId: 'un_01m83e50apeerr5panarfktkpk' }],
  ] as const)('%s %j', async (model, where) => {
    const cursor = { id: { lt: model === 'Property' ? ID : 'zz' } };
    for (const page of [NEWEST, OLDEST]) {
      const plan = await planOf(model, { ...page, where: { ...where, AND: cursor } });
      expect(plan).toMatch(new RegExp(`Index (Only )?Scan.* on "${model}" t0`));
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  });

  test.each(ORDERS)('%s by %s', async (model, column) => {
    for (const take of [51, -51]) {
      const cursor = { id: [column, KEYS[column] ?? 'a', ID_OF[model]] };
      const plan = await planOf(model, {
        orderBy: [{ [column]: 'asc' }, { id: 'asc' }],
        take,
        cursor,
        skip: 1,
      });
      // A due day in a cursor says that a row has one.
      const index =
        column === 'dueKey' ? '(workspaceId_dueKey_id_idx|due_due)' : `workspaceId_${column}_id_idx`;
      expect(plan).toMatch(new RegExp(`Index Scan.* using "${model}_${index}" on "${model}" t0`));
      expect(plan).toMatch(new RegExp(`Index Cond: .*${column}`));
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  });

  const OPEN = { in: ['PENDING', 'OVERDUE'] };
  const DAYS = { gte: new Date(MIDNIGHT), lt: new Date('9999-12-31') };
  test.each([
    ['of a month', { period: '2026-11' }, 'workspaceId_period_', '_id_idx'],
    ['with open rows', { status: OPEN }, 'open_', ''],
    ['with expected rows', { source: 'EXPECTED' }, '(due|open)_', ''],
    ['with rows of some due days', { dueKey: DAYS }, 'due_', ''],
  ] as const)('%s, in each order of payments', async (_what, where, before, after) => {
    for (const [column, name] of [
      ['amountCents', 'amount'],
      ['dueKey', 'due'],
      ['receivedKey', 'received'],
      ['updatedAt', 'updated'],
    ] as const) {
      const plan = await planOf('Payment', {
        orderBy: [{ [column]: 'desc' }, { id: 'desc' }],
        take: 51,
        where,
      });
      const index = `${before}${after === '' ? name : column}${after}`;
      expect(plan).toMatch(new RegExp(`using "Payment_${index}" on "Payment" t0`));
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  });

  test('and its rows are joined to others once it is cut', async () => {
    const lease = { select: { unit: { select: { label: true, property: { select: { name: true } } } } } };
    const plan = await planOf('Payment', { ...NEWEST, select: { id: true, lease } });
    const depth = (node: string) =>
      /^ */.exec(plan.split('\n').find((line) => line.includes(node))!)![0].length;
    expect(plan.match(/Limit/g)).toHaveLength(1);
    expect(depth('Limit')).toBeGreaterThan(depth('on "Property"'));
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });

  test('of payments below tenants too', async () => {
    const payments = { orderBy: { id: 'desc' }, take: 4 };
    const plan = await planOf('Tenant', { ...NEWEST, include: { payments } });
    expect(plan).toMatch(/Index Scan Backward using "Payment_tenantId_id_idx"/);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });
});

test.each([
  ['Payment', { dueKey: { gte: new Date(MIDNIGHT) } }, true],
  ['Payment', { updatedAt: { gte: new Date(MIDNIGHT) } }, true],
  ['Payment', { id: { gt: 'pay_' }, status: 'PAID' }, false],
  ['Lease', { startsOn: { lte: new Date(MIDNIGHT) } }, false],
])('a range of days or instants of a list is planned by its values: %s %j', (model, where, isPlannedAnew) => {
  for (const operation of ['findMany', 'count']) {
    expect(compileRead(model, operation, { where })?.statement).toMatchObject({ isPlannedAnew });
  }
});

test('rows that are named are found by their ids, and the rows below them by theirs, never by the workspace', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `l_${index}`);
  const list = { select: { id: true } };
  const plan = await planOf('Lease', {
    where: { id: { in: ids } },
    select: { id: true, payments: list, tenants: list, rents: list, charges: list },
  });
  expect(plan).toMatch(/Index Cond: \(id = ANY/);
  expect(plan.match(/Index Cond: \("leaseId" = t0.id\)/g)).toHaveLength(4);
  expect(plan).not.toMatch(/Cond: .*workspaceId/);
});

test('the leases of a unit are looked up in a B-tree', async () => {
  const leases = { where: { status: { in: ['ACTIVE', 'NOTICE'] } }, select: { id: true } };
  const plan = await planOf('Unit', { ...NEWEST, include: { leases } });
  expect(plan).toMatch(/using "Lease_(in_possession|unitId_id_idx)"/);
  expect(plan).not.toMatch(/Lease_no_overlap/);
});

test.each(['Property', 'Unit', 'Tenant', 'Ticket'])(
  'words of a %s are found by their trigrams',
  async (table) => {
    const plan = await keynest.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      const condition = `"searchKey" LIKE '%thompson%' AND "searchKey" LIKE '%sarah%'`;
      return tx.$queryRawUnsafe<object[]>(`EXPLAIN SELECT "id" FROM "${table}" WHERE ${condition}`);
    });
    expect(JSON.stringify(plan)).toMatch(`${table}_searchKey_trgm`);
  },
);
