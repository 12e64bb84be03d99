import { partsOf } from '../parts.ts';
import { takeTurn } from '../turns.ts';

/** Rows of one statement. Prisma compiles it value by value: a hundred rows would hold other requests up. */
const ROWS_AT_ONCE = 25;

/** Inserts rows that may be many, in short statements. Without rows it does nothing. */
export async function insertRows<Row>(
  rows: readonly Row[],
  insert: (data: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (const part of partsOf(rows, ROWS_AT_ONCE)) {
    await takeTurn();
    await insert(part);
  }
}
