/** Milliseconds of long work in one turn of the event loop. Requests that wait are served between two turns. */
const TURN_MILLISECONDS = 20;

/** Works that wait for their turn, of all requests. */
const waiting: (() => void)[] = [];
let startedAt = Number.NEGATIVE_INFINITY;

function beginTurn(): void {
  startedAt = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(beginTurn);
}

/**
 * Call this between the pieces of long work. It waits once the turn is over. All long work of the process shares one turn
 * at a time: with a turn each, twenty requests at once would hold the loop for twenty turns.
 */
export async function takeTurn(): Promise<void> {
  if (performance.now() - startedAt < TURN_MILLISECONDS) return;
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(beginTurn);
  });
}
