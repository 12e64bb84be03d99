import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a machine that does ten other things; a test that passes waits for none of it. */
const PATIENCE_MILLISECONDS = 45_000;
const INTERVAL_MILLISECONDS = 10;

/** Waits until a condition holds. @throws Error when it does not hold in time. */
export async function waitUntil(holds: () => boolean, what: string): Promise<void> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  while (!holds()) {
    if (performance.now() > until) throw new Error(`Waited in vain for ${what}.`);
    await sleep(INTERVAL_MILLISECONDS);
  }
}
