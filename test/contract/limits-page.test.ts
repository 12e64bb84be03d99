import { readFileSync } from 'node:fs';
import { BulkMode, MAX_ROWS } from '../../src/commands/bulk.ts';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES } from '../../src/graphql/limits/document-shape.ts';
import {
  MAX_BRACKETS,
  MAX_CHARACTERS,
  MAX_TOKENS,
  MAX_TOKENS_SIGNED_OUT,
} from '../../src/graphql/limits/document-text.ts';
import { MAX_COST, MAX_PAGE_SIZE, PAGE_SIZE } from '../../src/graphql/limits/field-costs.ts';
import { MAX_FAULTS, type Check } from '../../src/graphql/input/input-check.ts';
import { schema } from '../../src/graphql/schema.ts';
import { COVERED_TENANCIES, MAX_LEDGER_FIELDS, MAX_LEDGER_PERIODS } from '../../src/request/ledger-budget.ts';

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');

/** The second cell of a table's row. */
function limitOf(what: string): string {
  const row = page.split('\n').find((line) => line.startsWith(`| ${what} |`));
  return row?.split('|')[2]?.trim() ?? `no row ${what}`;
}

const grouped = (value: number) => value.toLocaleString('en-CA');

test.each([
  ['rows of `recordPayments`, `createTenants` and `importRows`', grouped(MAX_ROWS)],
  ['faults named for one operation', grouped(MAX_FAULTS)],
  ['rows of a page', `${MAX_PAGE_SIZE}; ${PAGE_SIZE} when absent`],
  ['length of a document', `${grouped(MAX_CHARACTERS)} characters`],
  [
    'tokens of all documents of a request',
    `${grouped(MAX_TOKENS)}; ${MAX_TOKENS_SIGNED_OUT} before signing in`,
  ],
  ['levels', `${MAX_DEPTH}; ${MAX_BRACKETS} nested brackets`],
  ['aliases', grouped(MAX_ALIASES)],
  ['directives', grouped(MAX_DIRECTIVES)],
  ['cost of an operation, or of a whole batch', grouped(MAX_COST)],
  ['fields of rows of ledgers and statements', grouped(MAX_LEDGER_FIELDS)],
  ['rental periods and payments that they are worked out from', grouped(MAX_LEDGER_PERIODS)],
])('the page says of %s what the code says', (what, limit) => {
  expect(limitOf(what)).toBe(limit);
});

test('the page tells how many tenancies the cost of a report covers', () => {
  expect(page).toContain(`Each tenancy of a report beyond the first ${grouped(COVERED_TENANCIES)} costs 1.`);
});

describe('mutations of many rows', () => {
  const BULK = Object.values(schema.getMutationType()!.getFields()).filter(({ args }) =>
    args.some(({ name }) => name === 'rows'),
  );

  test('are those that the page names', () => {
    const named = BULK.map(({ name }) => `\`${name}\``).sort();
    expect(named).toEqual(['`createTenants`', '`importRows`', '`recordPayments`']);
    for (const name of named) expect(page).toContain(name);
  });

  test.each(BULK)('$name takes as many rows as its description and the page say', ({ args, description }) => {
    const { checks = [] } = args.find(({ name }) => name === 'rows')!.extensions as { checks?: Check[] };
    const refuses = (count: number) => checks.some((check) => check(Array(count).fill({}) as never, null));
    expect([0, 1, MAX_ROWS, MAX_ROWS + 1].map(refuses)).toEqual([true, false, false, true]);
    expect(description).toContain(`At most ${MAX_ROWS} rows.`);
    expect(Object.keys(BulkMode)).toContain(args.find(({ name }) => name === 'mode')!.defaultValue);
  });
});
