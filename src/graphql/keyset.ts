import { badInput } from '../errors.ts';
import { isIdOf, type IdNoun } from '../ids.ts';

/** What Pothos makes of a connection's arguments. */
interface CursorQuery {
  readonly cursor?: unknown;
  readonly skip?: number | undefined;
  readonly take?: number | undefined;
}

function cursorId(noun: IdNoun, cursor: unknown): string {
  const { id } = cursor as { id?: unknown };
  if (typeof id === 'string' && isIdOf(noun, id)) return id;
  const message = 'This is no cursor of this list; take the one that a page gave.';
  throw badInput([{ path: ['after'], code: 'invalid_value', message }]);
}

/**
 * A page of a list that is newest first. Rows are sought from the cursor's id on, not from its row: a page stays whole
 * when the row it began after has left the list in the meantime.
 */
export function keysetPage<Query extends CursorQuery>(noun: IdNoun, query: Query, where: object) {
  const { cursor, skip: _skip, ...rest } = query;
  const orderBy = { id: 'desc' as const };
  if (cursor === undefined) return { ...rest, where, orderBy };
  const isBackward = (query.take ?? 0) < 0;
  const id = cursorId(noun, cursor);
  return { ...rest, where: { AND: [where, { id: isBackward ? { gt: id } : { lt: id } }] }, orderBy };
}
