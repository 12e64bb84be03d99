import { readFileSync } from 'node:fs';

/**
 * The result of `work`, and the processor time in milliseconds that passed meanwhile. Unlike elapsed time it does not
 * grow with what other programs do. It counts all threads of the process, so other test files add to it.
 */
export async function cpuTimeOf<Result>(work: () => Result | Promise<Result>) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1000 };
}

/** Processor time of this thread in milliseconds, where the system tells it; else that of the process. */
function threadMilliseconds(): number {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

/** As {@link cpuTimeOf}, of work in this thread alone: what other test files do meanwhile adds nothing. */
export function threadTimeOf<Result>(work: () => Result) {
  const before = threadMilliseconds();
  const result = work();
  return { result, milliseconds: threadMilliseconds() - before };
}
