/**
 * Loaded into a server by `--import`: finds the longest piece of work between two turns of its event loop. Processor time of
 * the main thread counts, which does not grow with what else the machine does. SIGUSR2 writes the milliseconds to the
 * file of STALL_FILE, and begins again.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds for which this thread has run; those of the process where the system does not tell. */
function ran() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

const file = process.env.STALL_FILE;
if (isMainThread && file) {
  let last = ran();
  let longest = 0;
  const measure = () => {
    const now = ran();
    longest = Math.max(longest, now - last);
    last = now;
  };
  setInterval(measure, 1).unref();
  process.on('SIGUSR2', () => {
    measure();
    writeFileSync(`${file}.new`, String(longest));
    renameSync(`${file}.new`, file);
    last = ran();
    longest = 0;
  });
}
