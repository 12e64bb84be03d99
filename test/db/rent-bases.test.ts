import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openMemoryDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';

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
        ('lr_3', 'w_1', 'l_1', '2026-06-01', 95000)`);
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

  test('keep one lawful rent a day', async () => {
    const insert = (id: string, standing: string) =>
      database.sql.execute(`
        INSERT INTO "LeaseRent" ("id", "workspaceId", "leaseId", "effectiveOn", "amountCents", "standing")
        VALUES ('${id}', 'w_1', 'l_1', '2025-06-01', 1, '${standing}')`);
    await insert('lr_4', 'CANCELLED');
    await expect(insert('lr_5', 'LAWFUL')).rejects.toThrow(/LeaseRent_one_lawful/);
  });
});
