import fc from 'fast-check';

function setting(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is a whole number.`);
  return value;
}

/** Fixed, so that a failure comes again: FUZZ_SEED takes other values. */
const SEED = setting('FUZZ_SEED', 20261123);

/** How many values each property is tried with: FUZZ_RUNS deepens it. */
export const RUNS = setting('FUZZ_RUNS', 12);

/** What one run may take at most, with its shrinking, on a busy machine. In milliseconds. */
const RUN_MILLISECONDS = 10_000;
export const PROPERTY_MILLISECONDS = 60_000 + RUNS * RUN_MILLISECONDS;

/** Tries a property that talks to a server; a failure shows the smallest value found and what came of it. */
export async function holds<Value>(
  values: fc.Arbitrary<Value>,
  property: (value: Value) => Promise<void>,
  runs = RUNS,
): Promise<void> {
  await fc.assert(fc.asyncProperty(values, property), {
    seed: SEED,
    numRuns: runs,
    includeErrorInReport: true,
    // Shrinking sends requests too; what it has found by then is small enough.
    interruptAfterTimeLimit: PROPERTY_MILLISECONDS - RUN_MILLISECONDS,
    markInterruptAsFailure: true,
  });
}
