/** Runs once in each worker. Reads TypeScript, and gives back what the runner leaves out of Jest's own. */
import { addEventHandler } from 'jest-circus';
import { register } from 'tsx/esm/api';

/** Ends a test that hangs. Far more than any takes, so that a busy machine fails none. */
const TIMEOUT_MS = 180_000;

/** Fails after `timeoutMs`, and when the assertions that `expect` was told to count did not come. */
function checked(run, timeoutMs) {
  return async () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not done after ${timeoutMs} ms.`)), timeoutMs);
    });
    try {
      await Promise.race([run(), late]);
    } finally {
      clearTimeout(timer);
    }
    const [missing] = expect.extractExpectedAssertionsErrors();
    if (missing) throw missing.error;
  };
}

register();
addEventHandler(({ name, timeout = TIMEOUT_MS }, { currentDescribeBlock: { children, hooks } }) => {
  const added = { add_test: children, add_hook: hooks }[name]?.at(-1);
  if (added) added.fn = checked(added.fn, timeout);
});
