import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms. */
const MILLISECONDS_PER_TICK = 10;
const KILOBYTES_PER_PAGE = 4;

/** Numbers of /proc/PID/stat after the name, which may hold spaces: field 3 is at 0. */
function statOf(pid: number): number[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

export function parentOf(pid: number): number {
  return statOf(pid)?.[1] ?? 0;
}

/** Processor time of a process, of its living children, and of those that ended; in milliseconds. */
export function cpuMilliseconds(pid: number): number {
  const own = statOf(pid);
  if (!own) return 0;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = own.slice(11, 15);
  let ticks = user + system + childUser + childSystem;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat?.[1] === pid) ticks += (stat[11] ?? 0) + (stat[12] ?? 0);
  }
  return ticks * MILLISECONDS_PER_TICK;
}

/** Resident memory of a process, in megabytes. */
export function residentMegabytes(pid: number): number {
  return ((statOf(pid)?.[21] ?? 0) * KILOBYTES_PER_PAGE) / 1024;
}
