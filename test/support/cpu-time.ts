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
