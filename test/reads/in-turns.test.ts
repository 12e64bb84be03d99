import { compileRead } from '../../src/reads/compile.ts';
import { runRead } from '../../src/reads/run.ts';

const ROWS = Array.from({ length: 130 }, (_, number) => ({ j: [`l_${number}`, number * 86_400_000] }));
const ARGS = { select: { id: true, startsOn: true } };
const EXPECTED = ROWS.map(({ j: [id, milliseconds] }) => ({
  id,
  startsOn: new Date(milliseconds as number),
}));

describe('a long list', () => {
  test('is the same in turns', async () => {
    const compiled = compileRead('Lease', 'findMany', ARGS);
    expect(compiled?.read(ROWS)).toEqual(EXPECTED);
    expect(await compiled?.readInTurns?.(ROWS)).toEqual(EXPECTED);
    expect(await compiled?.readInTurns?.(ROWS.slice(0, 2))).toEqual(EXPECTED.slice(0, 2));
  });

  test('is not read in turns as a page, a single row or a count', () => {
    expect(compileRead('Lease', 'findMany', { ...ARGS, take: -5 })?.readInTurns).toBeUndefined();
    expect(compileRead('Lease', 'findFirst', ARGS)?.readInTurns).toBeUndefined();
    expect(compileRead('Lease', 'count', {})?.readInTurns).toBeUndefined();
  });

  test.each([
    [undefined, true],
    [true as const, false],
  ])('lets others run in between, but not in a transaction: %s', async (isInTransaction, isExpected) => {
    let rowsAtOthersTurn = -1;
    let read = 0;
    const slow = ROWS.map(({ j: [id, milliseconds] }) => ({
      get j() {
        const until = performance.now() + 1;
        while (performance.now() < until);
        read += 1;
        return [id, milliseconds];
      },
    }));
    setImmediate(() => {
      setImmediate(() => {
        rowsAtOthersTurn = read;
      });
    });
    const reader = { read: () => Promise.resolve(slow), ...(isInTransaction ? { isInTransaction } : {}) };
    expect(await runRead(reader, 'Lease', 'findMany', ARGS)).toEqual({ isFound: true, result: EXPECTED });
    expect(rowsAtOthersTurn >= 0 && rowsAtOthersTurn < ROWS.length).toBe(isExpected);
  });
});
