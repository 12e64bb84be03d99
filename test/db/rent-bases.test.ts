import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openMemoryDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { LEDGER_SELECTION, ledgerOf } from '../../src/accounts/tenancy-ledger.ts';
import { runRentFlow } from '../../src/accounts/expected/rent-run.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock, TODAY } from '../support/clock.ts';

const MIGRATION = '20261128223640_rent_schedule';

/** The migration that asks why a rent is lawful, on rows from before it. */
describe('rents from before the basis was asked', () => {
  let database: EmbeddedDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await openMemoryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'keynest-migrations-'));
    const names = (await readdir(MIGRATIONS_FOLDER)).filter((name) => name < MIGRATION);
    for (const name of names) {
      await cp(fileURLToPath(new URL(name, MIGRATIONS_FOLDER)), join(folder, name), { recursive: true });
    }
    await applyMigrations(database.sql, { folder: pathToFileURL(`${folder}/`) });
    await database.sql.execute(`
      INSERT INTO "Workspace" ("id", "name", "landlordName") VALUES ('w_1', 'One', 'Lou Landry');
      INSERT INTO "Property" ("id", "workspaceId", "name") VALUES ('p_1', 'w_1', 'A');
      INSERT INTO "Unit" ("id", "workspaceId", "propertyId", "label", "position") VALUES ('u_1', 'w_1', 'p_1', '1', 0);
      INSERT INTO "Lease" ("id", "workspaceId", "unitId", "status", "startsOn", "rentalPeriod", "rentDueDay")
      VALUES ('l_1', 'w_1', 'u_1', 'ACTIVE', '2025-01-01', 'MONTHLY', 1);
      INSERT INTO "LeaseRent" ("id", "workspaceId", "leaseId", "effectiveOn", "amountCents") VALUES
        ('lr_1', 'w_1', 'l_1', '2025-01-01', 100000), ('lr_2', 'w_1', 'l_1', '2025-06-01', 90000),
        ('lr_3', 'w_1', 'l_1', '2026-06-01', 95000);
      INSERT INTO "Tenant" ("id", "workspaceId", "leaseId", "isPrimary", "name") VALUES ('t_1', 'w_1', 'l_1', true, 'Ana');
      INSERT INTO "Payment"
        ("id", "workspaceId", "leaseId", "tenantId", "amountCents", "status", "period", "receivedOn", "updatedAt")
      VALUES
        ('pay_paid', 'w_1', 'l_1', 't_1', 2000000, 'PAID', NULL, '2026-09-01', '2026-09-01T12:00Z'),
        ('pay_failed', 'w_1', 'l_1', 't_1', 95000, 'FAILED', '2026-09', '2026-09-03', '2026-09-20T12:00Z'),
        ('pay_refunded', 'w_1', 'l_1', 't_1', 5000, 'REFUNDED', NULL, '2026-09-04', '2026-09-21T12:00Z'),
        ('pay_overdue', 'w_1', 'l_1', 't_1', 60000, 'OVERDUE', '2026-10', NULL, '2026-10-05T12:00Z'),
        ('pay_twice', 'w_1', 'l_1', 't_1', 95000, 'OVERDUE', '2026-10', NULL, '2026-10-06T12:00Z'),
        ('pay_settled', 'w_1', 'l_1', 't_1', 1000, 'PENDING', '2025-03', NULL, '2025-03-01T12:00Z'),
        ('pay_void', 'w_1', 'l_1', 't_1', 1000, 'VOID', '2026-01', NULL, '2026-01-01T12:00Z')`);
    await applyMigrations(database.sql);
  });
  afterAll(async () => {
    await database.pglite.close();
    await rm(folder, { recursive: true });
  });

  test('are the initial rent, decreases, and history', async () => {
    const rows = await database.sql.query('SELECT "id", "basis", "standing" FROM "LeaseRent" ORDER BY "id"');
    expect(rows).toEqual([
      { id: 'lr_1', basis: 'INITIAL', standing: 'LAWFUL' },
      { id: 'lr_2', basis: 'DECREASE', standing: 'LAWFUL' },
      { id: 'lr_3', basis: 'HISTORY', standing: 'LAWFUL' },
    ]);
  });

  test('and payments from before expected rows become what the ledger says', async () => {
    const prisma = new PrismaClient({ adapter: new PrismaPGlite(database.pglite) });
    const clock = new SettableClock();
    const newId = createIds(clock);
    const received = { select: { source: true, status: true, returnedOn: true, refunds: true } } as const;
    const old = (id: string) => prisma.payment.findUniqueOrThrow({ where: { id }, ...received });
    expect(await old('pay_paid')).toMatchObject({ source: 'RECEIVED', status: 'PAID' });
    expect(await old('pay_failed')).toMatchObject({ status: 'FAILED', returnedOn: new Date('2026-09-20') });
    const refunds = [{ on: '2026-09-21', amountCents: 5000 }];
    expect(await old('pay_refunded')).toMatchObject({ status: 'REFUNDED', refunds });
    const openRows = () =>
      prisma.payment.findMany({
        where: { status: { in: ['PENDING', 'OVERDUE'] } },
        orderBy: { dueOn: 'asc' },
        select: { amountCents: true, dueOn: true, source: true, status: true },
      });
    await runRentFlow({ prisma, clock, newId }, 'w_1');
    const lease = await prisma.lease.findUniqueOrThrow({ where: { id: 'l_1' }, select: LEDGER_SELECTION });
    const owing = ledgerOf(lease, TODAY).rows.filter(({ owingCents }) => owingCents > 0);
    expect(owing.length).toBeGreaterThan(1);
    const rows = await openRows();
    expect(rows).toEqual(
      owing.map(({ dueOn, owingCents }) => {
        return { amountCents: owingCents, dueOn: new Date(dueOn), source: 'EXPECTED', status: 'OVERDUE' };
      }),
    );
    expect(await old('pay_settled')).toMatchObject({ source: 'EXPECTED', status: 'VOID' });
    expect(await old('pay_void')).toMatchObject({ status: 'VOID' });
    await runRentFlow({ prisma, clock, newId }, 'w_1');
    expect(await openRows()).toEqual(rows);
    await prisma.$disconnect();
  });

  test('keep one lawful rent a day', async () => {
    const insert = (id: string, standing: string) =>
      database.sql.execute(`
        INSERT INTO "LeaseRent" ("id", "workspaceId", "leaseId", "effectiveOn", "amountCents", "standing")
        VALUES ('${id}', 'w_1', 'l_1', '2025-06-01', 1, '${standing}')`);
    await insert('lr_4', 'CANCELLED');
    await expect(insert('lr_5', 'LAWFUL')).rejects.toThrow(/LeaseRent_one_lawful/);
  });
});
