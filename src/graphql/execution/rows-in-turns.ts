import { areMany, RowsInTurns } from '../../turns.ts';

/**
 * The rows of a list; many are resolved in turns. A plan walks them without a promise for each; executed field by field, each
 * is a promise. Pothos has no type for that.
 */
export function inTurns<Row>(rows: readonly Row[]): readonly Row[] {
  return areMany(rows) ? (new RowsInTurns(rows) as unknown as readonly Row[]) : rows;
}
