import { giveWay } from '../../turns.ts';

/** Rows that are resolved in one piece: a few milliseconds of work, also where each row asks for others. */
const ROWS_AT_A_TIME = 50;

/**
 * Many rows of a list, which are resolved in turns so that other requests run in between. A plan walks them without a
 * promise for each. Executed field by field, each is a promise that resolves at its turn.
 */
export class RowsInTurns<Row> {
  readonly rows: readonly Row[];

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  /**
   * All promises at once, so that somebody waits for each. An executor that asked for one row after the other would leave the
   * errors of the first ones to nobody meanwhile, which ends the process.
   */
  *[Symbol.iterator](): Generator<Promise<Row>> {
    let turn = Promise.resolve();
    for (const [index, row] of this.rows.entries()) {
      if (index % ROWS_AT_A_TIME === 0) turn = turn.then(giveWay);
      yield turn.then(() => row);
    }
  }

  /** Does something with each row. */
  async forEach(work: (row: Row, index: number) => void): Promise<void> {
    for (const [index, row] of this.rows.entries()) {
      if (index % ROWS_AT_A_TIME === 0) await giveWay();
      work(row, index);
    }
  }
}

/** The rows of a list; many are resolved in turns. Pothos has no type for that. */
export function inTurns<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.length <= ROWS_AT_A_TIME ? rows : (new RowsInTurns(rows) as unknown as readonly Row[]);
}
