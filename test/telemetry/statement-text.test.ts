import { withoutValues } from '../../src/telemetry/statement-text.ts';

test.each([
  ['SELECT "a1" FROM "t" WHERE "id" = $1 LIMIT $2', 'SELECT "a1" FROM "t" WHERE "id" = $1 LIMIT $2'],
  ["SELECT * FROM t WHERE name = 'Sarah O''Hara'", 'SELECT * FROM t WHERE name = ?'],
  ['SELECT 12, 3.5, t1.x, "9a" FROM t1', 'SELECT ?, ?, t1.x, "9a" FROM t1'],
  ['SELECT $$secret$$, $x$more$x$', 'SELECT ?, ?'],
])('of %s no value is left', (text, masked) => {
  expect(withoutValues(text)).toBe(masked);
});

test('a long statement is cut', () => {
  expect(withoutValues(`SELECT ${'a, '.repeat(2000)}`)).toHaveLength(2001);
});
