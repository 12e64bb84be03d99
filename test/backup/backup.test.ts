import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { loadBackup } from '../../src/backup/load-backup.ts';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { applyMigrations, listMigrationFiles } from '../../src/db/migrate.ts';
import {
  fillDatabase,
  MADE_AT,
  openInMemory,
  readEverything,
  rewrite,
  temporaryFolder,
  type OpenDatabase,
} from './support.ts';

const { path: folder, file } = await temporaryFolder();
const BACKUP = file('first.backup');

let source: OpenDatabase;
let everything: Record<string, unknown>;
beforeAll(async () => {
  source = await openInMemory({ isMigrated: true });
  await fillDatabase(source.sql, source.prisma);
  everything = await readEverything(source.sql);
  await writeBackup(source.sql, BACKUP, { madeAt: MADE_AT });
});
afterAll(() => source.pglite.close());

/** Loads a file into a new database for as long as `work` takes. */
async function whileLoaded(path: string, work: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const target = await openInMemory({ isMigrated: false });
  try {
    await loadBackup(target.sql, path);
    await work(target);
  } finally {
    await target.pglite.close();
  }
}

describe('a backup', () => {
  test('says what it holds, is for its owner only, and leaves no other file', async () => {
    const { header, tables } = await verifyBackup(BACKUP);
    expect(header).toEqual({
      keynestBackup: 1,
      madeAt: MADE_AT.toISOString(),
      appVersion: expect.stringMatching(/^\d+\.\d+/),
      engine: expect.stringContaining('PostgreSQL'),
      migrations: await listMigrationFiles(),
    });
    expect(tables['Form']?.rows).toBe(2);
    expect(tables['AuditEvent']?.rows).toBe(await source.prisma.auditEvent.count());
    expect((await stat(BACKUP)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['first.backup']);
    expect(await readEverything(source.sql)).toEqual(everything);
  });

  test('is loaded to exactly the same rows, audit log, sequences and keys', async () => {
    await whileLoaded(BACKUP, async ({ sql }) => {
      expect(await readEverything(sql)).toEqual(everything);
    });
  });

  test('is loaded into a database with the triggers and foreign keys that migrations make', async () => {
    const guards = ({ sql }: OpenDatabase) =>
      sql.query(`
        SELECT tgname AS name, tgrelid::regclass::text AS "table", tgenabled::text AS state FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3`);
    await whileLoaded(BACKUP, async (target) => {
      expect(await guards(target)).toEqual(await guards(source));
      const before = await target.prisma.auditEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
      await target.prisma.property.update({ where: { id: 'p_1' }, data: { name: 'Oak House' } });
      const after = await target.prisma.auditEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
      expect(after).toMatchObject({ id: before.id + 1n, subjectId: 'p_1', changed: ['name'] });
      await expect(target.prisma.auditEvent.deleteMany()).rejects.toThrow(/only grows/);
    });
  });

  test('of an earlier KeyNest is loaded as it was, then migrated', async () => {
    const early = await openInMemory({ isMigrated: false });
    const names = (await listMigrationFiles()).map(({ name }) => name).slice(0, 5);
    await applyMigrations(early.sql, { only: new Set(names) });
    await early.sql.execute(
      `INSERT INTO "Workspace" (id, name, "landlordName", "landlordProvince") VALUES ('w_1', 'Elm', 'Lou', 'ontario')`,
    );
    await writeBackup(early.sql, file('early.backup'), { madeAt: MADE_AT });
    await early.pglite.close();
    await whileLoaded(file('early.backup'), async ({ prisma, sql }) => {
      expect(await prisma.workspace.findMany()).toMatchObject([{ id: 'w_1', landlordProvince: 'ON' }]);
      expect(await applyMigrations(sql)).toEqual([]);
      // The change of the province is an event like any other.
      expect(await prisma.auditEvent.count({ where: { action: 'UPDATE' } })).toBe(1);
    });
  });

  test('does not replace a file unless it may, and makes the folder it goes to', async () => {
    await writeFile(file('taken'), 'notes');
    const write = (options: { mayReplace?: boolean }) =>
      writeBackup(source.sql, file('taken'), { madeAt: MADE_AT, ...options });
    await expect(write({})).rejects.toThrow(
      /taken exists already\. Give another name, or replace it with --force/,
    );
    expect(await readFile(file('taken'), 'utf8')).toBe('notes');
    await write({ mayReplace: true });
    await verifyBackup(file('taken'));
    await writeBackup(source.sql, file('new/folder/one.backup'), { madeAt: MADE_AT });
    expect(await readdir(file('new/folder'))).toEqual(['one.backup']);
  });

  test('that cannot be written leaves nothing behind', async () => {
    await writeFile(file('plain'), '');
    const write = (path: string) => writeBackup(source.sql, path, { madeAt: MADE_AT });
    await expect(write(file('plain/one.backup'))).rejects.toThrow(/not the name of a file|exists already/);
    await mkdir(file('directory'));
    await expect(write(file('directory'))).rejects.toThrow(/exists already/);
    const broken = { ...source.sql, query: refuseForms(source) };
    await expect(writeBackup(broken, file('half.backup'), { madeAt: MADE_AT })).rejects.toThrow(
      'broken page',
    );
    expect((await readdir(folder)).filter((name) => /half|unfinished/.test(name))).toEqual([]);
    // The session is free again.
    expect(await source.sql.query('SHOW transaction_read_only')).toEqual([{ transaction_read_only: 'off' }]);
  });
});

/** A session that fails in the middle of a backup, when it reads the first rows with files. */
function refuseForms({ sql }: OpenDatabase): OpenDatabase['sql']['query'] {
  return async (statement, parameters) => {
    const rows = await sql.query(statement, parameters);
    if (rows.some(({ line }) => String(line).includes('\\\\x'))) throw new Error('broken page');
    return rows;
  };
}

describe('a file that is no sound backup is refused before anything is changed', () => {
  let target: OpenDatabase;
  beforeAll(async () => {
    target = await openInMemory({ isMigrated: false });
  });
  afterAll(async () => {
    expect(await target.sql.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
    await target.pglite.close();
  });
  const load = (path: string) => loadBackup(target.sql, path);

  test('no file, a folder, text, and packed text', async () => {
    await writeFile(file('text'), 'CREATE TABLE …');
    await writeFile(file('empty'), '');
    await writeFile(file('packed'), gzipSync('{"keynest":1}\n'));
    await expect(load(file('absent'))).rejects.toThrow(/There is no file .*absent\. Correct its name/);
    for (const path of [folder, file('text'), file('packed')])
      await expect(load(path)).rejects.toThrow(
        /is not a backup of KeyNest\. Give a file that `keynest backup` wrote/,
      );
    await expect(load(file('empty'))).rejects.toThrow(/its end is missing|not a backup/);
  });

  test('a truncated file, wherever it was cut', async () => {
    const whole = await readFile(BACKUP);
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      await writeFile(file('cut'), whole.subarray(0, Math.floor(whole.length * share)));
      await expect(load(file('cut'))).rejects.toThrow(/is damaged: .*Use another backup|is not a backup/);
    }
    const lines = await rewrite(BACKUP, file('short'), (text) => text.slice(0, text.lastIndexOf('{"end"')));
    await expect(load(lines)).rejects.toThrow(/is damaged: its end is missing/);
  });

  test('a flipped bit, wherever it is', async () => {
    const whole = await readFile(BACKUP);
    for (let index = 12; index < whole.length; index += Math.ceil(whole.length / 40)) {
      const bytes = Buffer.from(whole);
      bytes[index]! ^= 1 << (index % 8);
      await writeFile(file('flipped'), bytes);
      await expect(load(file('flipped'))).rejects.toThrow(/is damaged|is not a backup/);
    }
  });

  test.each([
    ['a changed row', (text: string) => text.replace("O'Hara", "O'Mara"), /checksum does not match/],
    ['more after its end', (text: string) => `${text}[]\n`, /something follows its end/],
    [
      'a later format',
      (text: string) =>
        text
          .replace('"keynestBackup":1', '"keynestBackup":9')
          .replace(/"appVersion":"[^"]+"/, '"appVersion":"9.1.0"'),
      /KeyNest 9\.1\.0 made the backup .* Install KeyNest 9\.1\.0 to load it/,
    ],
  ])('%s', async (_, change, message) => {
    await expect(load(await rewrite(BACKUP, file('changed'), change))).rejects.toThrow(message);
  });
});

test('a backup with a migration that this KeyNest lacks names the version that made it', async () => {
  const later = await openInMemory({ isMigrated: true });
  await later.sql.execute(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '29990101000000_later', now())`,
  );
  await writeBackup(later.sql, file('later.backup'), { madeAt: MADE_AT });
  await later.sql.execute(`DELETE FROM _prisma_migrations WHERE id = '1'`);
  await expect(loadBackup(later.sql, file('later.backup'))).rejects.toThrow(
    /made by KeyNest \d.*migration 29990101000000_later.*Install the KeyNest that made it, or a newer one/,
  );
  await later.pglite.close();
});

test('a database with rows keeps them, and one that is migrated and empty may be loaded', async () => {
  await expect(loadBackup(source.sql, BACKUP)).rejects.toThrow(/The table \w+ has rows/);
  expect(await readEverything(source.sql)).toEqual(everything);
  const migrated = await openInMemory({ isMigrated: true });
  await loadBackup(migrated.sql, BACKUP);
  expect(await readEverything(migrated.sql)).toEqual(everything);
  await migrated.pglite.close();
});
