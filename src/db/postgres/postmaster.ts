import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 20;

/** Signals that end PostgreSQL, each with the time that it gets: a fast end, then an immediate one with recovery later. */
const SIGNALS = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 10_000],
] as const;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process serves this cluster: PostgreSQL works in its cluster's folder. Others may have got its number. */
async function serves(pid: number, clusterFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Without /proc there is no telling, so the process counts as PostgreSQL.
  if (process.platform !== 'linux') return true;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return place === (await realpath(clusterFolder));
}

async function endProcess(pid: number, clusterFolder: string): Promise<void> {
  for (const [signal, milliseconds] of SIGNALS) {
    if (isAlive(pid)) process.kill(pid, signal);
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      if (!(await serves(pid, clusterFolder))) return;
      await sleep(POLL_MILLISECONDS);
    }
  }
  throw new Error(`PostgreSQL still runs in ${clusterFolder}. End the process ${pid}, then start again.`);
}

/**
 * Ends the PostgreSQL that a killed server left behind. Where its number belongs to another process now, as after a
 * restart of a container, the file is changed so that PostgreSQL takes it for stale: it compares the number with its
 * parent's. Deleting the file would skip its check for processes that still write.
 */
export async function endOrphan(clusterFolder: string): Promise<void> {
  const path = join(clusterFolder, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => null);
  const pid = Number(text?.split('\n')[0]);
  if (text === null || !Number.isInteger(pid) || pid <= 1) return;
  if (await serves(pid, clusterFolder)) await endProcess(pid, clusterFolder);
  else if (isAlive(pid)) await writeFile(path, text.replace(/^\d+/, String(process.pid)));
}
