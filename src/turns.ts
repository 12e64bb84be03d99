import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of long work in one turn of the event loop. Requests that wait are served between two turns. */
const TURN_MILLISECONDS = 10;
/** The same while others come in: a turn takes one new connection, and a request waits for several turns. */
const HURRIED_MILLISECONDS = 1;
/** After a connection or a request, others are expected for so long. */
const HURRY_MILLISECONDS = 20;
/** Then work that can wait pauses so many times as long as its turn took: others have five sixths of the time. */
const PAUSE_TIMES = 5;
/** The pause ends once the loop stood idle for so many times as long as the turn took. It is looked at in steps. */
const IDLE_TIMES = 2;
const STEP_MILLISECONDS = 1;

/** Works that wait for their turn, of all requests. */
const waiting: (() => void)[] = [];
let startedAt = Number.NEGATIVE_INFINITY;
let hurriesUntil = Number.NEGATIVE_INFINITY;
/** Whether the loop has not come round since the turn began: what ran since then is the turn's work. */
let isSameTurn = false;
/** Milliseconds of a hurried turn of work that can wait. */
let hurriedMilliseconds = HURRIED_MILLISECONDS;

/** Keeps the turns short for a moment. To be called with each new connection and each request. */
export function hurry(): void {
  hurriesUntil = performance.now() + HURRY_MILLISECONDS;
}

function isHurried(): boolean {
  return performance.now() < hurriesUntil;
}

function isOver(hurried: number): boolean {
  return performance.now() - startedAt >= (isHurried() ? hurried : TURN_MILLISECONDS);
}

function endTurn(): void {
  isSameTurn = false;
}

function beginTurn(): void {
  startedAt = performance.now();
  isSameTurn = true;
  hurriedMilliseconds = HURRIED_MILLISECONDS;
  waiting.shift()?.();
  setImmediate(waiting.length > 0 ? beginTurn : endTurn);
}

/**
 * Call this between the pieces of long work. It waits once the turn is over. All long work of the process shares one turn
 * at a time: with a turn each, twenty requests at once would hold the loop for twenty turns.
 */
export async function takeTurn(): Promise<void> {
  if (!isOver(HURRIED_MILLISECONDS)) return;
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(beginTurn);
  });
}

/** A length of a turn, within its limits. */
function turnOf(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, HURRIED_MILLISECONDS), TURN_MILLISECONDS);
}

/**
 * Pauses after a turn. Where the loop stands idle meanwhile, others do not need all of that time. Timers count from the
 * start of a round of the loop, so that one may end too early.
 */
async function pauseAfter(took: number): Promise<void> {
  const until = performance.now() + PAUSE_TIMES * took;
  const { idle } = performance.eventLoopUtilization();
  while (performance.now() < until) {
    await sleep(STEP_MILLISECONDS);
    if (performance.eventLoopUtilization().idle - idle >= IDLE_TIMES * took) return;
  }
}

/** The same for work that holds nothing that others wait for, of a report for instance. */
export async function giveWay(): Promise<void> {
  if (!isOver(hurriedMilliseconds)) return;
  const pausedAt = performance.now();
  // Work that waited for the database has had no turn yet.
  const took = isSameTurn ? pausedAt - startedAt : HURRIED_MILLISECONDS;
  if (isHurried()) await pauseAfter(turnOf(took));
  await takeTurn();
  // Where others kept the loop for longer, it takes a longer turn: it keeps its share, so that it ends.
  hurriedMilliseconds = turnOf((performance.now() - pausedAt) / PAUSE_TIMES);
}

/** Rows that are worked on in one piece: a few milliseconds of work, also where each row asks for others. */
export const ROWS_AT_A_TIME = 50;

/** Whether so many rows are worked on in turns. */
export function areMany(rows: readonly unknown[]): boolean {
  return rows.length > ROWS_AT_A_TIME;
}

/** Many rows, which are worked on in turns so that other requests run in between. */
export class RowsInTurns<Row> {
  readonly rows: readonly (Row | Error)[];

  constructor(rows: readonly (Row | Error)[]) {
    this.rows = rows;
  }

  /**
   * A promise for each row, which resolves at its turn, so that whatever waits for the rows goes on in turns too. All of them
   * at once, so that somebody waits for each. A reader that asked for one row after the other would leave the errors of the
   * first ones to nobody meanwhile, which ends the process.
   */
  *[Symbol.iterator](): Generator<Promise<Row>> {
    let turn = Promise.resolve();
    for (const [index, row] of this.rows.entries()) {
      if (index % ROWS_AT_A_TIME === 0) turn = turn.then(giveWay);
      yield turn.then(() => {
        if (row instanceof Error) throw row;
        return row;
      });
    }
  }

  /** Does something with each row. */
  async forEach(work: (row: Row | Error, index: number) => void): Promise<void> {
    for (const [index, row] of this.rows.entries()) {
      if (index % ROWS_AT_A_TIME === 0) await giveWay();
      work(row, index);
    }
  }
}

/**
 * The results of a DataLoader, which tells those of many at their turns. It passes a promise on as any promise does, though
 * its types do not say so.
 */
export function toldInTurns<Result>(results: readonly (Result | Error)[]): readonly (Result | Error)[] {
  return areMany(results) ? ([...new RowsInTurns(results)] as readonly unknown[] as Result[]) : results;
}

type ReadBatch = () => void;

/**
 * For a DataLoader: batches what is asked for before the next turn of the event loop. Rows of a list may need some ticks
 * more or less, and requests that came in together are read together.
 */
export const BY_TURN = { batchScheduleFn: (readBatch: ReadBatch) => void setImmediate(readBatch) } as const;

/** The same, for the loaders of one request: while a long list is walked they wait, so that they read for all of its rows. */
export class Batches {
  #walks = 0;
  #waiting: ReadBatch[] = [];

  /** Gives way to a walk that is under way or begins before the next turn. */
  readonly batchScheduleFn = (readBatch: ReadBatch): void => {
    setImmediate(() => {
      if (this.#walks > 0) this.#waiting.push(readBatch);
      else readBatch();
    });
  };

  /** Walks a list. It may ask loaders for rows, but must not wait for them. */
  async during(walk: () => Promise<void>): Promise<void> {
    this.#walks += 1;
    try {
      await walk();
    } finally {
      this.#walks -= 1;
      if (this.#walks === 0) for (const readBatch of this.#waiting.splice(0)) readBatch();
    }
  }
}
