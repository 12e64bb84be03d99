import { withSender } from '../../../src/db/read-sql.ts';
import type { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { narrowOperation, scopedClient } from '../../../src/policies/scoped-client.ts';
import type { Viewer } from '../../../src/policies/viewer.ts';
import { compileRead } from '../../../src/reads/compile.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { fillPortfolio } from './portfolio.ts';

let keynest: KeyNest;
let viewer: Viewer;
beforeAll(async () => {
  keynest = await startKeyNest();
  await fillPortfolio(keynest);
  const { own, prisma } = keynest;
  for (const name of ['100% Court', '100 Court', 'COURT_1', 'Courts1', String.raw`Back\slash`]) {
    await own.property({ name });
  }
  const { id } = await prisma.ticket.findFirstOrThrow({ where: { leaseId: { not: null } } });
  await prisma.ticket.update({ where: { id }, data: { leaseId: null } });
  viewer = await keynest.viewerOf('admin');
}, 120_000);
afterAll(() => keynest.close());

type Delegates = Readonly<Record<string, { findMany(args: object): Promise<Record<string, unknown>[]> }>>;

/** What both ways find, and whether the statement is ours. */
async function both(model: string, args: Record<string, unknown>) {
  const narrowed = narrowOperation(model as never, 'findMany', args, viewer);
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  const find = (prisma: PrismaClient) => (prisma as unknown as Delegates)[name]!.findMany(args);
  return {
    isCompiled: compileRead(model, 'findMany', narrowed) !== null,
    found: await find(scopedClient(keynest.prisma, viewer)),
    expected: await find(scopedClient(withSender(keynest.prisma, null), viewer)),
  };
}

const BY_ID = [{ id: 'asc' }];
const NAMED = { select: { name: true }, orderBy: BY_ID };

/** A kind of argument, and how many rows it finds: so many that a wrong statement finds others. */
const KINDS: [kind: string, model: string, args: Record<string, unknown>, rows: number][] = [
  ['a percent sign as itself', 'Property', { ...NAMED, where: { name: { contains: String.raw`100\%` } } }, 1],
  ['an underscore as itself', 'Property', { ...NAMED, where: { name: { contains: String.raw`t\_1` } } }, 0],
  [
    'an underscore, whatever the case',
    'Property',
    { ...NAMED, where: { name: { contains: String.raw`t\_1`, mode: 'insensitive' } } },
    1,
  ],
  ['the beginning, in this case', 'Property', { ...NAMED, where: { name: { startsWith: 'COURT' } } }, 1],
  [
    'the beginning, whatever the case',
    'Property',
    { ...NAMED, where: { name: { startsWith: 'court', mode: 'insensitive' } } },
    6,
  ],
  ['the end', 'Property', { ...NAMED, where: { name: { endsWith: 'Court' } } }, 2],
  ['a backslash', 'Property', { ...NAMED, where: { name: { contains: String.raw`k\\s` } } }, 1],
  ['no value', 'Ticket', { where: { contractorId: null }, orderBy: BY_ID }, 12],
  ['any value', 'Ticket', { where: { contractorId: { not: null } }, orderBy: BY_ID }, 4],
  [
    'another value, which no value is not',
    'Payment',
    { where: { method: { not: 'CHEQUE' } }, orderBy: BY_ID },
    24,
  ],
  [
    'not a value, which no value is not',
    'Payment',
    { where: { NOT: { method: 'CHEQUE' } }, orderBy: BY_ID },
    24,
  ],
  ['one of no values', 'Payment', { where: { id: { in: [] } }, orderBy: BY_ID }, 0],
  [
    'some row of a list',
    'Lease',
    { where: { payments: { some: { status: 'PENDING' } } }, orderBy: BY_ID },
    8,
  ],
  ['no row of a list', 'Unit', { where: { leases: { none: {} } }, orderBy: BY_ID }, 9],
  [
    'every row of a list, also of an empty one',
    'Unit',
    { where: { leases: { every: { status: 'PAST' } } }, orderBy: BY_ID },
    11,
  ],
  [
    'a condition on a row that may be missing',
    'Ticket',
    { where: { lease: { status: 'ACTIVE' } }, orderBy: BY_ID },
    5,
  ],
  ['a row that may be missing', 'Ticket', { include: { lease: true }, orderBy: BY_ID }, 16],
  [
    'an order by a column without values, from the start',
    'Ticket',
    { orderBy: [{ contractorId: 'asc' }, { id: 'asc' }], take: 4 },
    4,
  ],
  ['the same, descending', 'Ticket', { orderBy: [{ contractorId: 'desc' }, { id: 'desc' }], take: 4 }, 4],
  ['the same, from the end', 'Ticket', { orderBy: [{ contractorId: 'asc' }, { id: 'asc' }], take: -4 }, 4],
  [
    'the same, descending, from the end',
    'Ticket',
    { orderBy: [{ contractorId: 'desc' }, { id: 'desc' }], take: -4 },
    4,
  ],
  [
    'an order by a row above',
    'Unit',
    { orderBy: [{ property: { name: 'desc' } }, { id: 'asc' }], take: 5 },
    5,
  ],
  [
    'more columns than a function takes arguments',
    'Payment',
    {
      include: {
        lease: { include: { unit: { include: { property: true } } } },
        tenant: true,
        settledBy: true,
      },
      orderBy: BY_ID,
    },
    32,
  ],
  [
    'a page below each row, from the end',
    'Lease',
    { select: { payments: { orderBy: BY_ID, take: -2, select: { id: true } } }, orderBy: BY_ID },
    8,
  ],
  [
    'counts with a condition',
    'Lease',
    {
      select: { _count: { select: { payments: { where: { status: 'PAID' } }, tenants: true } } },
      orderBy: BY_ID,
    },
    8,
  ],
];

test.each(KINDS)('%s: one statement finds what Prisma finds', async (_kind, model, args, rows) => {
  const { isCompiled, found, expected } = await both(model, args);
  expect(found).toEqual(expected);
  expect([isCompiled, found.length]).toEqual([true, rows]);
});
