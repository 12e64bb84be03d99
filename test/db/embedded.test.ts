import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/db/embedded-client.ts';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { seedWorkspace } from '../support/workspace.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-folder-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Another process that takes the folder; gives what it says first. */
async function holdFolder(): Promise<{ child: ChildProcess; said: string }> {
  const script = fileURLToPath(new URL('./hold-folder.ts', import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

describe('the data folder', () => {
  test('is one process’s alone: the second is told so, and what to do', async () => {
    expect((await holdFolder()).said).toBe('locked');
    await expect(openEmbedded(folder)).rejects.toThrow(/Another process uses the data folder .*KEYNEST_DATA/);
    expect((await holdFolder()).said).toContain('Another process uses the data folder');
  });

  test('is free again when its process ends, however it ends', async () => {
    const { child } = await holdFolder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockFolder(folder);
    expect(lock.isNew).toBe(true);
    await lock.release();
  });

  test('is free again after a close', async () => {
    const first = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(/Another process/);
    await first.release();
    await (await lockFolder(folder)).release();
  });

  test('puts a cluster aside whose creation was interrupted, and begins a new one', async () => {
    await mkdir(join(folder, 'database'), { recursive: true });
    await writeFile(join(folder, 'database', 'PG_VERSION'), '18');
    await writeFile(join(folder, 'database.creating'), '');
    const lock = await lockFolder(folder);
    expect(lock.isNew).toBe(true);
    expect(await readdir(lock.clusterFolder)).toEqual([]);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('database.incomplete-'));
    expect(aside).toHaveLength(1);
    expect(await readdir(join(folder, aside[0]!))).toEqual(['PG_VERSION']);
    await lock.release();
  });

  test('that can’t be written is named with the remedy', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openEmbedded(join(folder, 'file'))).rejects.toThrow(/is not writable.*KEYNEST_DATA/);
    await chmod(folder, 0o700);
  });
});

describe('the embedded database', () => {
  test('keeps its rows from one opening to the next', async () => {
    const store = { newId: createIds(new SettableClock()) };
    const first = await openEmbedded(folder);
    expect(first.applied.length).toBeGreaterThan(0);
    const { id } = await seedWorkspace({ ...store, prisma: first.prisma }, 'kept.example');
    await first.close();
    const second = await openEmbedded(folder);
    expect(second.applied).toEqual([]);
    expect(await second.prisma.workspace.findMany()).toEqual([expect.objectContaining({ id })]);
    expect(await second.prisma.user.count()).toBe(5);
    await second.close();
  });

  test('is not opened on a disk that is nearly full, and not made where it does not fit; the remedy is named', async () => {
    const withRoom = (megabytes: number) =>
      openEmbedded(folder, { readFreeSpace: () => Promise.resolve(megabytes * 1024 ** 2) });
    await expect(withRoom(89)).rejects.toThrow(/has 89 MB left.*needs 90 MB.*Free some space.*KEYNEST_DATA/);
    await (await withRoom(90)).close();
    await expect(withRoom(47)).rejects.toThrow(/has 47 MB left.*needs 48 MB.*Free some space.*KEYNEST_DATA/);
    const opened = await withRoom(48);
    await expect(opened.prisma.signingKey.deleteMany()).resolves.toEqual({ count: 0 });
    await opened.close();
  });

  test('refuses to write once its disk is nearly full', async () => {
    let megabytes = 100;
    const opened = await openEmbedded(folder, {
      readFreeSpace: () => Promise.resolve(megabytes * 1024 ** 2),
    });
    megabytes = 47;
    await expect(opened.prisma.signingKey.deleteMany()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await opened.prisma.signingKey.count()).toBe(0);
    await opened.close();
  });

  test('that failed to open leaves the folder free', async () => {
    await mkdir(join(folder, 'database'));
    await writeFile(join(folder, 'database', 'PG_VERSION'), 'nonsense');
    await writeFile(join(folder, 'database.whole'), '');
    await expect(openEmbedded(folder)).rejects.toThrow(/is damaged: .*PG_VERSION holds no version/);
    await rm(join(folder, 'database'), { recursive: true });
    await rm(join(folder, 'database.whole'));
    await (await lockFolder(folder)).release();
  });
});
