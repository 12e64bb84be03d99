import { bytesInTurns, hasLongList, jsonInTurns, PresentedRows } from '../../src/http/json-in-turns.ts';
import { giveWay, hurry, takeTurn } from '../../src/turns.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ number, name: 'Zoë "Z"', none: null, left: undefined }));

const presented = (count: number) => new PresentedRows(rows(count), ({ number }) => ({ shown: number }));

describe('a long answer', () => {
  test.each([
    ['a list', rows(701)],
    ['lists within objects', { a: { rows: rows(250) }, b: [1], c: undefined, d: { e: rows(333), f: 'x' } }],
    ['a list of lists and missing values', { cells: [...rows(200).map(() => [1, null]), undefined, null] }],
    ['dates', { on: new Date(0), rows: rows(201) }],
    ['a short list', { rows: rows(3) }],
    ['nothing but what is missing', { a: undefined }],
    ['presented rows', { rows: presented(301), after: 1 }],
    ['few presented rows', { rows: presented(2) }],
  ])('has the text of JSON.stringify: %s', async (_, value) => {
    expect(await jsonInTurns(value)).toBe(JSON.stringify(value));
    expect((await bytesInTurns(value)).toString()).toBe(JSON.stringify(value));
  });

  test('presents its rows as they are', () => {
    const expected = rows(301).map(({ number }) => ({ shown: number }));
    expect([...presented(301)]).toEqual(expected);
    expect(JSON.parse(JSON.stringify(presented(301)))).toEqual(expected);
    expect(hasLongList({ rows: presented(201) })).toBe(true);
    expect(hasLongList({ rows: presented(200) })).toBe(false);
  });

  test('is known by its lists, not by those within rows', () => {
    expect(hasLongList({ data: { rows: rows(201) } })).toBe(true);
    expect(hasLongList({ data: { rows: rows(200) } })).toBe(false);
    expect(hasLongList({ rows: [{ inner: rows(300) }] })).toBe(false);
  });
});

function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Turns of the event loop that others had during 20 ms of long work. */
async function turnsOfOthers(take: () => Promise<void>, before: () => void): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  for (let piece = 0; piece < 40; piece += 1) {
    before();
    await take();
    work(0.5);
  }
  isOver = true;
  return turns;
}

/** The least of some tries: other programs may take the processor meanwhile. */
async function leastOf(measure: () => Promise<number>): Promise<number> {
  const measured: number[] = [];
  for (let tries = 0; tries < 5; tries += 1) measured.push(await measure());
  return Math.min(...measured);
}

test('long work takes short turns while requests come in', async () => {
  expect(await leastOf(() => turnsOfOthers(takeTurn, () => undefined))).toBeLessThan(8);
  expect(await turnsOfOthers(takeTurn, hurry)).toBeGreaterThan(12);
});

/** Does long work beside requests, and gives how often it gave way and the milliseconds that it took. */
async function besideRequests(pieces: number, milliseconds: number, betweenTurns: () => void) {
  let isOver = false;
  let turns = 0;
  const others = () => {
    hurry();
    betweenTurns();
    turns += 1;
    if (!isOver) setImmediate(others);
  };
  others();
  let waits = 0;
  const begun = performance.now();
  for (let piece = 0; piece < pieces; piece += 1) {
    const before = turns;
    hurry();
    await giveWay();
    if (turns > before) waits += 1;
    work(milliseconds);
  }
  isOver = true;
  return { waits, took: performance.now() - begun };
}

describe('work that can wait', () => {
  test('leaves others five sixths of the time while requests come in', async () => {
    // Without what the last turn takes, at most 10 of the 40 ms.
    expect((await besideRequests(80, 0.5, () => undefined)).took).toBeGreaterThan(6 * 30);
  });

  test('pauses longer after a long piece', async () => {
    // Four pieces of 6 ms: each is followed by a pause of 30 ms, or two of them by one of 50 ms.
    expect((await besideRequests(4, 6, () => undefined)).took).toBeGreaterThan(4 * 6 + 45);
  });

  test('takes longer turns where others keep the loop, so that it ends', async () => {
    // After 30 ms of others it may work for 6 ms: 60 ms of work in some ten turns instead of sixty.
    const { waits } = await besideRequests(120, 0.5, () => {
      work(30);
    });
    expect(waits).toBeLessThan(30);
  });

  test('pauses for less where the loop stands idle', async () => {
    const pause = async () => {
      await giveWay();
      work(10);
      hurry();
      const begun = performance.now();
      await giveWay();
      return performance.now() - begun;
    };
    expect(await leastOf(pause)).toBeLessThan(50);
  });

  test('does not pause while nobody else comes', async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await leastOf(() => turnsOfOthers(giveWay, () => undefined))).toBeLessThan(8);
  });
});
