import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openMemoryDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';

const names = (await readdir(MIGRATIONS_FOLDER, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

describe('an embedded database', () => {
  let database: EmbeddedDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await openMemoryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'keynest-migrations-'));
    await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  });
  afterAll(async () => {
    await database.pglite.close();
    await rm(folder, { recursive: true });
  });

  const apply = () => applyMigrations(database.sql, { folder: pathToFileURL(`${folder}/`) });
  const rows = () => database.sql.query('SELECT * FROM _prisma_migrations ORDER BY migration_name');

  test('gets every migration, in order, and none twice', async () => {
    expect(await apply()).toEqual(names);
    expect(await apply()).toEqual([]);
  });

  test('gets the rows that prisma itself would have written', async () => {
    const sums = await Promise.all(
      names.map(async (name) => {
        const sql = await readFile(new URL(`${name}/migration.sql`, MIGRATIONS_FOLDER));
        return createHash('sha256').update(sql).digest('hex');
      }),
    );
    expect(await rows()).toEqual(
      names.map((name, index) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: sums[index],
        migration_name: name,
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      })),
    );
  });

  test('is left alone when a migration fails, but for those before it', async () => {
    const broken = join(folder, '29990101000000_broken');
    await cp(join(folder, names[0]!), broken, { recursive: true });
    await writeFile(join(broken, 'migration.sql'), 'CREATE TABLE "Half" (id INT);\nSELECT nonsense;');
    await expect(apply()).rejects.toThrow(/29990101000000_broken failed/);
    expect(await database.sql.query(`SELECT to_regclass('"Half"') AS half`)).toEqual([{ half: null }]);
    expect(await rows()).toHaveLength(names.length);
    await writeFile(join(broken, 'migration.sql'), 'CREATE TABLE "Whole" (id INT);');
    expect(await apply()).toEqual(['29990101000000_broken']);
  });

  test('refuses a migration that was changed after it was applied', async () => {
    const path = join(folder, names[0]!, 'migration.sql');
    const sql = await readFile(path, 'utf8');
    await writeFile(path, `${sql}\n-- changed`);
    await expect(apply()).rejects.toThrow(new RegExp(`${names[0]!} was changed`));
    await writeFile(path, sql);
    expect(await apply()).toEqual([]);
  });
});
