import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Context } from 'koa';
import { giveWay } from '../turns.ts';

export const CSV_TYPE = 'text/csv';

/** A cell. Numbers stay numbers, also negative ones. */
export type CsvCell = string | number | boolean | null;

/** A table for a spreadsheet. */
export interface CsvTable {
  /** Name of the file without `.csv`, in ASCII. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly CsvCell[]>;
}

/** What a spreadsheet runs at the start of a cell, behind blanks and quotes, also where it takes `;` for the next cell. */
const FORMULA = /(^|;)(?=[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r])/gu;

/** A text that no spreadsheet runs as a formula. */
function harmless(text: string): string {
  return text.replace(FORMULA, "$1'");
}

async function* inTurns(rows: CsvTable['rows']): AsyncGenerator<readonly CsvCell[]> {
  for (const row of rows) {
    await giveWay();
    yield row;
  }
}

/** Streams a table as RFC 4180 says, in UTF-8. A text that a spreadsheet would run as a formula gets an apostrophe. */
export function sendCsv(context: Context, { name, columns, rows }: CsvTable): void {
  const csv = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    cast: { boolean: String, string: harmless },
  });
  context.set('Content-Type', `${CSV_TYPE}; charset=utf-8`);
  context.set('Content-Disposition', `attachment; filename="${name}.csv"`);
  context.body = Readable.from(inTurns(rows)).pipe(csv);
}
