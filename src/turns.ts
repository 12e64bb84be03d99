/** Milliseconds of long work in one turn of the event loop. Requests that wait are served between two turns. */
const TURN_MILLISECONDS = 10;
/** The same while new connections come in: a turn takes one of them, and a newcomer waits behind hundreds. */
const HURRIED_MILLISECONDS = 1;
/** After a new connection, others are expected for so long. */
const HURRY_MILLISECONDS = 20;

/** Works that wait for their turn, of all requests. */
const waiting: (() => void)[] = [];
let startedAt = Number.NEGATIVE_INFINITY;
let hurriesUntil = Number.NEGATIVE_INFINITY;

/** Keeps the turns short for a moment. To be called with each new connection. */
export function hurry(): void {
  hurriesUntil = performance.now() + HURRY_MILLISECONDS;
}

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
  const now = performance.now();
  const length = now < hurriesUntil ? HURRIED_MILLISECONDS : TURN_MILLISECONDS;
  if (now - startedAt < length) return;
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(beginTurn);
  });
}
