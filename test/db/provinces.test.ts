import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openMemoryDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';

const MIGRATION = '20261128194500_provinces';

/** The migration that makes provinces an enumeration, on rows from before it. */
describe('provinces and postal codes from before the enumeration', () => {
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
      INSERT INTO "Workspace" ("id", "name", "landlordName", "landlordProvince", "landlordPostalCode")
      VALUES ('w_1', 'One', 'Lou Landry', 'Ontario', 'm5j2n8');
      INSERT INTO "Property" ("id", "workspaceId", "name", "province", "postalCode") VALUES
        ('p_1', 'w_1', 'A', 'ON', 'M4W 2T8'), ('p_2', 'w_1', 'B', ' québec', 'h2x-1y4'),
        ('p_3', 'w_1', 'C', 'Somewhere', 'bad'), ('p_4', 'w_1', 'D', NULL, NULL)`);
    await applyMigrations(database.sql);
  });
  afterAll(async () => {
    await database.pglite.close();
    await rm(folder, { recursive: true });
  });

  test('become codes, and NULL where the text names no province', async () => {
    const rows = await database.sql.query(
      'SELECT "id", "province", "postalCode" FROM "Property" ORDER BY "id"',
    );
    expect(rows).toEqual([
      { id: 'p_1', province: 'ON', postalCode: 'M4W 2T8' },
      { id: 'p_2', province: 'QC', postalCode: 'H2X 1Y4' },
      { id: 'p_3', province: null, postalCode: 'bad' },
      { id: 'p_4', province: null, postalCode: null },
    ]);
    expect(
      await database.sql.query('SELECT "landlordProvince", "landlordPostalCode" FROM "Workspace"'),
    ).toEqual([{ landlordProvince: 'ON', landlordPostalCode: 'M5J 2N8' }]);
  });

  test('stay in the audit log as they were', async () => {
    const changes = await database.sql.query(
      `SELECT "before" ->> 'province' AS "before" FROM "AuditEvent" WHERE "subjectId" = 'p_3' AND "action" = 'UPDATE'`,
    );
    expect(changes).toEqual([{ before: 'Somewhere' }]);
  });
});
