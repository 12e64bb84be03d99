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

  test('of payments below tenants too', async () => {
    const payments = { orderBy: { id: 'desc' }, take: 4 };
    const plan = await planOf('Tenant', { ...NEWEST, include: { payments } });
    expect(plan).toMatch(/Index Scan Backward using "Payment_tenantId_id_idx"/);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });
});

test('the leases of a unit are looked up in a B-tree', async () => {
  const leases = { where: { status: { in: ['ACTIVE', 'NOTICE'] } }, select: { id: true } };
  const plan = await planOf('Unit', { ...NEWEST, include: { leases } });
  expect(plan).toMatch(/using "Lease_(in_possession|unitId_id_idx)"/);
  expect(plan).not.toMatch(/Lease_no_overlap/);
});

test('text in a name, an e-mail address or a phone number is found by its trigrams', async () => {
  const contains = (column: string) => `"${column}" ILIKE '%thompson%'`;
  const plan = await keynest.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    const conditions = ['name', 'email', 'phone'].map(contains).join(' OR ');
    return tx.$queryRawUnsafe<object[]>(`EXPLAIN SELECT "id" FROM "Tenant" WHERE ${conditions}`);
  });
  for (const column of ['name', 'email', 'phone']) {
    expect(JSON.stringify(plan)).toMatch(`Tenant_${column}_trgm`);
  }
});
