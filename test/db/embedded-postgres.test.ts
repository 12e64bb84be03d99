import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { restoreFolder } from '../../src/backup/restore-folder.ts';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { copyDatabase } from '../../src/cli/copy-database.ts';
import type { Database } from '../../src/db/client.ts';
import { openEmbedded, withCluster, type EmbeddedOptions } from '../../src/db/embedded-client.ts';
import { readMigrationStatus } from '../../src/db/open-database.ts';
import { unavailable } from '../../src/db/unavailable.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { seedWorkspace } from '../support/workspace.ts';

const store = { newId: createIds(new SettableClock()) };

let folder: string;
const opened: Database[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  // For this process's user alone, so another user than root cannot reach it by its path.
  folder = await mkdtemp(join(tmpdir(), 'keynest-engine-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function open(options: EmbeddedOptions = {}, place = folder): Promise<Database> {
  const database = await openEmbedded(place, options);
  opened.push(database);
  return database;
}

async function close(database: Database): Promise<void> {
  opened.splice(opened.indexOf(database), 1);
  await database.close();
}

const seed = ({ prisma }: Database, domain: string) => seedWorkspace({ ...store, prisma }, domain);
const countUsers = ({ prisma }: Database) => prisma.user.count();

/** Number of the PostgreSQL that serves the folder; 0 while none does. */
async function readPid(): Promise<number> {
  const held = await readFile(join(folder, 'postgresql/postmaster.pid'), 'utf8').catch(() => '');
  return Number(held.split('\n')[0]);
}

/** Whether a process works in the folder's cluster. */
async function isServing(pid: number): Promise<boolean> {
  return realpath(`/proc/${pid}/cwd`).then(
    (place) => place.endsWith('/postgresql'),
    () => false,
  );
}

/** A process that opens the folder, writes a workspace and is killed. PostgreSQL goes on without it. */
async function killHolder(domain: string): Promise<void> {
  const script = fileURLToPath(new URL('./hold-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, domain], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('open\n');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('it flushes every commit, uses UTC, checks its pages, and listens for this user alone', async () => {
  const database = await open();
  expect(database).toMatchObject({ kind: 'embedded', engine: 'postgresql', notes: [] });
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'TimeZone'];
  const shown = names.map(async (name) => Object.values((await show(database, name)) ?? {})[0]);
  expect(await Promise.all(shown)).toEqual(['on', 'on', 'on', 'on', 'UTC']);
  expect(await show(database, 'listen_addresses')).toEqual({ listen_addresses: '' });
  const cluster = await stat(join(folder, 'postgresql'));
  expect(cluster.mode & 0o077).toBe(0);
  // PostgreSQL refuses to run as root.
  expect(cluster.uid === 0).toBe(false);
});

async function show({ prisma }: Database, setting: string): Promise<Record<string, unknown> | undefined> {
  const rows = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(`SHOW ${setting}`);
  return rows[0];
}

test('its rows are there at the next opening, and PostgreSQL ends with each close', async () => {
  const first = await open();
  expect(first.applied.length).toBeGreaterThan(0);
  await seed(first, 'kept.example');
  const pid = await readPid();
  await close(first);
  expect(await isServing(pid)).toBe(false);
  const second = await open();
  expect(second.applied).toEqual([]);
  expect(await countUsers(second)).toBe(5);
});

test('a PostgreSQL whose process was killed does not stop the next opening, and nothing is lost', async () => {
  await killHolder('first');
  const orphan = await readPid();
  expect(await isServing(orphan)).toBe(true);
  await killHolder('second');
  const database = await open();
  expect(await countUsers(database)).toBe(10);
  expect(await isServing(orphan)).toBe(false);
}, 180_000);

test('a number of a dead PostgreSQL that another process got does not stop the next opening', async () => {
  await close(await open());
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  children.push(other);
  const pid = join(folder, 'postgresql/postmaster.pid');
  await writeFile(pid, `${other.pid ?? 0}\n${folder}/postgresql\n1\n5432\n.\n\n  1 1\nready   \n`);
  expect(await countUsers(await open())).toBe(0);
  expect(other.exitCode).toBe(null);
});

test('a PostgreSQL that is killed is started again; requests meanwhile are told that it is away', async () => {
  const database = await open();
  await seed(database, 'kept.example');
  const ask = () =>
    countUsers(database).catch((error: unknown) => {
      // Whatever is thrown meanwhile is known as trouble of the database.
      expect(unavailable(error, null)).toMatchObject({ reason: 'database_unavailable' });
      return null;
    });
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const pid = await readPid();
    process.kill(pid, signal);
    while ((await ask()) !== 5 || [0, pid].includes(await readPid())) await sleep(20);
  }
}, 180_000);

test('a path longer than sockets take is no obstacle', async () => {
  const deep = join(folder, ...Array.from({ length: 6 }, () => 'a-folder-with-a-long-name'));
  const first = await open({}, deep);
  await seed(first, 'kept.example');
  expect(await countUsers(await open({ mayShare: true }, deep))).toBe(5);
});

test('another process is refused, or joins where it may; the server goes on when it leaves', async () => {
  const server = await open();
  await seed(server, 'kept.example');
  await expect(openEmbedded(folder)).rejects.toThrow(/Another process uses the data folder/);
  const joined = await open({ mayShare: true });
  expect(joined).toMatchObject({ kind: 'embedded', applied: [] });
  await seed(joined, 'other.example');
  await close(joined);
  expect(await countUsers(server)).toBe(10);
  const status = await readMigrationStatus({
    databaseUrl: null,
    dataFolder: folder,
    embeddedDatabase: 'automatic',
  });
  expect(status.every(({ isApplied }) => isApplied)).toBe(true);
});

test('an interrupted creation leaves nothing that counts as a database', async () => {
  const draft = join(folder, 'postgresql.draft-1');
  await mkdir(draft, { recursive: true });
  await writeFile(join(draft, 'PG_VERSION'), '18');
  expect((await open()).applied.length).toBeGreaterThan(0);
  expect((await readdir(folder)).filter((name) => name.includes('draft'))).toEqual([]);
});

describe('a database that PGlite made', () => {
  beforeEach(async () => {
    const pglite = await open({ engine: 'pglite' });
    expect(pglite).toMatchObject({ engine: 'pglite', notes: [expect.stringContaining('power cut')] });
    await seed(pglite, 'kept.example');
    await close(pglite);
  });

  test('is taken over whole, once, and its files are kept', async () => {
    const database = await open({ copyDatabase });
    expect(database.engine).toBe('postgresql');
    expect(database.notes).toEqual([expect.stringMatching(/took .* over from PGlite.*before-postgresql/)]);
    expect(await countUsers(database)).toBe(5);
    await close(database);
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining(['database.before-postgresql', 'postgresql']));
    expect(names).not.toEqual(expect.arrayContaining(['copy.backup']));
    const again = await open({ copyDatabase });
    expect(again.notes).toEqual([]);
    expect(await countUsers(again)).toBe(5);
  });

  test('is unchanged when it cannot be taken over, and the remedy is named', async () => {
    const failing = () => Promise.reject(new Error('no'));
    await expect(openEmbedded(folder, { copyDatabase: failing })).rejects.toThrow(
      /could not be taken over.*unchanged.*EMBEDDED_DATABASE=pglite/,
    );
    expect(await countUsers(await open({ engine: 'pglite', copyDatabase }))).toBe(5);
  });

  test('is served by PGlite where nothing can copy it', async () => {
    expect(await open()).toMatchObject({ engine: 'pglite', notes: [expect.any(String), expect.any(String)] });
    expect(await readdir(folder)).not.toContain('postgresql');
  });
});

describe('a database of the embedded PostgreSQL', () => {
  beforeEach(async () => {
    await close(await open());
  });

  test('is not served by PGlite, which would begin an empty one', async () => {
    await expect(openEmbedded(folder, { engine: 'pglite' })).rejects.toThrow(/Remove EMBEDDED_DATABASE/);
    expect(await readdir(folder)).not.toContain('database');
  });

  test('of another version is named with the remedy', async () => {
    await writeFile(join(folder, 'postgresql/PG_VERSION'), '17\n');
    await expect(openEmbedded(folder)).rejects.toThrow(
      /format of PostgreSQL 17, and this KeyNest embeds PostgreSQL 18/,
    );
  });

  test('is backed up beside its server; a restore puts it aside, and PostgreSQL serves what was restored', async () => {
    const server = await open();
    await seed(server, 'kept.example');
    const file = join(folder, 'one.backup');
    const madeAt = new Date();
    await withCluster(folder, 'automatic', (sql) => writeBackup(sql, file, { madeAt }));
    await seed(server, 'later.example');
    await close(server);
    const options = { file, now: madeAt };
    await expect(restoreFolder(folder, { ...options, isForced: false })).rejects.toThrow(/--force/);
    const { setAside } = await restoreFolder(folder, { ...options, isForced: true });
    expect(setAside).toMatch(/postgresql\.before-restore-/);
    const restored = await open({ copyDatabase });
    expect(restored.engine).toBe('postgresql');
    expect(await countUsers(restored)).toBe(5);
  });

  test('that is missing is not replaced by an empty one', async () => {
    await rm(join(folder, 'postgresql'), { recursive: true });
    await expect(openEmbedded(folder)).rejects.toThrow(/had a database, which is missing/);
  });

  test('that is damaged can be opened neither now nor later, and is not locked', async () => {
    await rm(join(folder, 'postgresql/global/pg_control'));
    for (const _ of [1, 2]) await expect(openEmbedded(folder)).rejects.toThrow(/pg_control is missing/);
  });
});
