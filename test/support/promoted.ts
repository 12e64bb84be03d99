import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options?: { readonly type: 'minor' }) => void;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as Collect;

/** Bytes of long-lived objects, in V8's own spaces for them. */
function longLivedBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => /^(old|large_object)/.test(space_name))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}

const ROUNDS = 5;

/** Something that a piece of work holds, of about a megabyte. */
export function burden(): readonly object[] {
  return Array.from({ length: 25_000 }, (_, index) => ({ index }));
}

/**
 * How many bytes a piece of work leaves to V8's next full collection, though nobody holds them any more: two small
 * collections after it find them held. That costs time with every request, and memory until then.
 */
export async function bytesLeftBehind(work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < ROUNDS; round += 1) await work();
  collect();
  const before = longLivedBytes();
  for (let round = 0; round < ROUNDS; round += 1) {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
    collect({ type: 'minor' });
    collect({ type: 'minor' });
  }
  return (longLivedBytes() - before) / ROUNDS;
}
