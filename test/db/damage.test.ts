import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbedded as openWith } from '../../src/db/embedded-client.ts';
import { EMBEDDED_MAJOR } from '../../src/db/cluster-check.ts';
import { DamagedFolder } from '../../src/db/damaged-folder.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { seedWorkspace } from '../support/workspace.ts';

const root = await mkdtemp(join(tmpdir(), 'keynest-damage-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** What PostgreSQL leaves of its own where it gave up: locks, options, statistics and caches. */
const PASSING = /postmaster\.(pid|opts)$|pg_stat\/|pg_internal\.init|\.libraries|\.s\.PGSQL/;

/** Every name below a folder, with the size of a file. That of a folder is the file system's. */
async function listing(path: string): Promise<string[]> {
  const names = (await readdir(path, { recursive: true })).filter((name) => !PASSING.test(name));
  return Promise.all(
    names.toSorted().map(async (name) => {
      const found = await stat(join(path, name));
      return found.isFile() ? `${name} ${found.size}` : name;
    }),
  );
}

const garbage = (size: number) => Buffer.alloc(size, 'nonsense');

const ENGINES = [
  { engine: 'pglite', cluster: 'database' },
  { engine: 'postgresql', cluster: 'postgresql' },
] as const;

describe.each(ENGINES)('$engine', ({ engine, cluster }) => {
  const openEmbedded = (place: string) => openWith(place, { engine });
  const WHOLE = join(root, engine);
  const folder = join(root, `${engine}-copy`);
  const inFolder = (path: string) => join(folder, cluster, path);

  /** Files of the table Workspace, and of its primary key. */
  let tableFile: string;
  let keyFile: string;

  beforeAll(async () => {
    const database = await openEmbedded(WHOLE);
    const { prisma } = database;
    const query = (text: string) => prisma.$queryRawUnsafe<Record<string, unknown>[]>(text);
    await seedWorkspace({ prisma, newId: createIds(new SettableClock()) }, 'whole.example');
    expect(await query('SHOW server_version')).toEqual([
      { server_version: expect.stringMatching(new RegExp(`^${EMBEDDED_MAJOR}\\.`)) },
    ]);
    const [paths] = await query(
      `SELECT pg_relation_filepath('"Workspace"') AS "table", pg_relation_filepath('"Workspace_pkey"') AS key`,
    );
    tableFile = String(paths?.['table']);
    keyFile = String(paths?.['key']);
    // A start adds an empty log file once the current one is nearly full. Begin one, with more than its first page.
    await query('SELECT pg_switch_wal()::text');
    await query(`SELECT pg_logical_emit_message(false, 'keynest', repeat('x', 100000))::text`);
    await database.close();
  });
  beforeEach(async () => {
    await rm(folder, { recursive: true, force: true });
    // A third of the time that `fs.cp` takes for its 1,200 files.
    await promisify(execFile)('cp', ['-a', WHOLE, folder]);
  });

  const removeMarks = () => rm(join(folder, 'database.whole'));

  async function expectOpens(): Promise<void> {
    const database = await openEmbedded(folder);
    expect(await database.prisma.user.count()).toBe(5);
    await database.close();
    expect((await readdir(folder)).filter((name) => name.includes('.incomplete'))).toEqual([]);
  }

  /** Opening is refused, and every file stays where it is, as it is. */
  async function expectRefused(message: RegExp, remedy: DamagedFolder['remedy'] = 'restore'): Promise<void> {
    const before = await listing(folder);
    const error: unknown = await openEmbedded(folder).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(DamagedFolder);
    expect(error).toMatchObject({ message: expect.stringMatching(message), remedy });
    expect(await listing(folder)).toEqual(before);
  }

  describe('a restored folder', () => {
    test('without its empty mark is opened as it is, and marked', async () => {
      await removeMarks();
      await expectOpens();
      expect(await readdir(folder)).toContain('database.whole');
      await expectOpens();
    });

    test('without empty files and empty folders, as some tools copy it', async () => {
      await removeMarks();
      await rm(join(folder, 'lock'));
      for (const name of [
        'pg_notify',
        'pg_replslot',
        'pg_tblspc',
        'pg_twophase',
        'pg_stat_tmp',
        'pg_snapshots',
      ])
        await rm(inFolder(name), { recursive: true });
      await expectOpens();
    });
  });

  const DAMAGE: Readonly<Record<string, readonly [() => Promise<unknown>, RegExp]>> = {
    'a missing control file': [() => rm(inFolder('global/pg_control')), /pg_control is missing/],
    'an empty control file': [() => truncate(inFolder('global/pg_control')), /pg_control is empty/],
    'a truncated control file': [
      () => truncate(inFolder('global/pg_control'), 100),
      /pg_control has 100 bytes/,
    ],
    'a control file of garbage': [
      () => writeFile(inFolder('global/pg_control'), garbage(8192)),
      /pg_control has a wrong checksum/,
    ],
    'a control file with a flipped bit': [
      async () => {
        const bytes = await readFile(inFolder('global/pg_control'));
        bytes[60]! ^= 4;
        await writeFile(inFolder('global/pg_control'), bytes);
      },
      /pg_control has a wrong checksum/,
    ],
    'a write-ahead log of garbage': [
      () => eachSegment((path) => writeFile(path, garbage(2 ** 24))),
      /write-ahead log .* holds something else/,
    ],
    'an empty write-ahead log': [
      () => eachSegment((path) => truncate(path)),
      /write-ahead log .* has 0 bytes/,
    ],
    'a missing write-ahead log': [() => eachSegment((path) => rm(path)), /write-ahead log .* is missing/],
    'a write-ahead log that is zero behind its first page': [
      () =>
        eachSegment(async (path) => {
          await truncate(path, 8192);
          await truncate(path, 2 ** 24);
        }),
      /did not (open|start).*write-ahead log/,
    ],
    'no pg_wal': [() => rm(inFolder('pg_wal'), { recursive: true }), /folder .*pg_wal is missing/],
    'no base files': [() => rm(inFolder('base/5'), { recursive: true }), /folder .*base\/5 is missing/],
    'an empty base': [
      () => rm(inFolder('base'), { recursive: true }).then(() => mkdir(inFolder('base'))),
      /folder .*base is (empty|missing)/,
    ],
    'no commit log': [() => rm(inFolder('pg_xact'), { recursive: true }), /folder .*pg_xact is missing/],
    'no PG_VERSION': [() => rm(inFolder('PG_VERSION')), /PG_VERSION is missing/],
    'an empty PG_VERSION': [() => truncate(inFolder('PG_VERSION')), /PG_VERSION is empty/],
    'no configuration': [() => rm(inFolder('postgresql.conf')), /postgresql\.conf is missing/],
    'a missing table': [() => rm(inFolder(tableFile)), /file .* of "Workspace" is missing/],
    'a table that was emptied': [() => truncate(inFolder(tableFile)), /file .* of "Workspace" is empty/],
    'an index that was emptied': [() => truncate(inFolder(keyFile)), /file .* of "Workspace_pkey" is empty/],
    'a table that was cut off': [() => truncate(inFolder(tableFile), 5000), /was cut off at 5000 bytes/],
    'a half-copied folder': [
      async () => {
        for (const name of ['global', 'pg_wal', 'pg_xact', 'pg_multixact'])
          await rm(inFolder(name), { recursive: true });
      },
      /folder .* is missing/,
    ],
    'a removed database': [() => rm(inFolder('.'), { recursive: true }), /had a database, which is missing/],
  };

  async function eachSegment(change: (path: string) => Promise<unknown>): Promise<void> {
    for (const name of await readdir(inFolder('pg_wal')))
      if (/^[0-9A-F]{24}$/.test(name)) await change(inFolder(`pg_wal/${name}`));
  }

  describe('a damaged folder stops the start, and stays as it is:', () => {
    test.each(Object.keys(DAMAGE))('%s', async (name) => {
      const [damage, message] = DAMAGE[name]!;
      await damage();
      await expectRefused(message);
    });

    test('the same without the mark, where a new database was begun before', async () => {
      await removeMarks();
      await rm(inFolder('global/pg_control'));
      await expectRefused(/pg_control is missing/);
    });

    test('a changed page in a copy without the mark', async () => {
      await removeMarks();
      const bytes = await readFile(inFolder(tableFile));
      bytes.write('damage', 8000);
      await writeFile(inFolder(tableFile), bytes);
      const refusal: unknown = await openEmbedded(folder).catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        message: expect.stringMatching(/"Workspace" can't be read \(invalid page/),
        remedy: 'restore',
      });
      expect(await readdir(folder)).not.toContain('database.whole');
    });

    test('another version of PostgreSQL', async () => {
      await writeFile(inFolder('PG_VERSION'), '17\n');
      await expectRefused(
        /has the format of PostgreSQL 17, and this KeyNest embeds PostgreSQL 18/,
        'version',
      );
    });

    test('a folder that holds something else, above or in the place of the database', async () => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await writeFile(join(folder, 'letter.txt'), 'Dear');
      await writeFile(join(folder, 'lock'), '');
      await mkdir(join(folder, cluster));
      await expectRefused(/holds no database but other files \(letter\.txt\)/, 'folder');
      await rm(join(folder, 'letter.txt'));
      await writeFile(inFolder('letter.txt'), 'Dear');
      await expectRefused(
        /(database|postgresql) holds no database but other files \(letter\.txt\)/,
        'folder',
      );
      await rm(join(folder, cluster), { recursive: true });
      await writeFile(join(folder, cluster), '');
      await expectRefused(/(database|postgresql) is not a folder/, 'folder');
    });

    // Root may write everything.
    (process.getuid?.() === 0 ? test.skip : test)('files that this user may not write', async () => {
      await chmod(inFolder('global/pg_control'), 0o400);
      await expectRefused(/may not read and write .*pg_control/, 'permission');
    });

    test('backups without a database', async () => {
      await rm(folder, { recursive: true });
      await mkdir(join(folder, 'backups'), { recursive: true });
      await mkdir(join(folder, cluster));
      await writeFile(join(folder, 'lock'), '');
      await writeFile(join(folder, 'backups', 'keynest-2026-11-28T083000Z.backup'), '');
      await expectRefused(/had a database, which is missing/);
    });
  });
});
