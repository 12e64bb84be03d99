import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { ID_PREFIXES, isIdOf, type IdNoun } from '../ids.ts';

interface PageArguments {
  readonly cursor?: unknown;
  readonly skip?: unknown;
  readonly take?: unknown;
  readonly orderBy?: unknown;
  readonly where?: unknown;
}

/** PostgreSQL's largest bigint. */
const MAX_NUMBER = 2n ** 63n - 1n;

/** Whether it has the shape of the model's ids. Those of audit events are numbers. */
function isOf(model: Prisma.ModelName, id: unknown): id is string | bigint {
  if (model === 'AuditEvent') return typeof id === 'bigint' && id >= 0n && id <= MAX_NUMBER;
  return typeof id === 'string' && model in ID_PREFIXES && isIdOf(model as IdNoun, id);
}

/** `argument`: which one of the page's has the cursor. */
function cursorId(model: Prisma.ModelName, cursor: unknown, argument: 'after' | 'before'): string | bigint {
  const { id } = cursor as { id?: unknown };
  if (isOf(model, id)) return id;
  const message = 'This is no cursor of this list; take the one that a page gave.';
  throw badInput([{ path: [argument], code: 'invalid_value', message }]);
}

/**
 * A page begins at its cursor's id, not at the row of that id: Prisma looks the row up among all rows, so that the id
 * of an invisible one would give another page than an id that names nothing, and a page after a row that has left the list in
 * the meantime would be empty.
 *
 * @throws DomainError BAD_INPUT for a cursor of another list.
 */
export function seek<Args extends PageArguments>(model: Prisma.ModelName, args: Args): Omit<Args, 'cursor'> {
  if (args.cursor === undefined) return args;
  const { cursor, skip: _onlyTheCursor, ...rest } = args;
  const { id: order } = (args.orderBy ?? {}) as { id?: unknown };
  if (order !== 'asc' && order !== 'desc') throw new Error(`Order ${model} by id to page it by cursors.`);
  const isBackward = typeof args.take === 'number' && args.take < 0;
  const isFalling = (order === 'desc') !== isBackward;
  const id = cursorId(model, cursor, isBackward ? 'before' : 'after');
  const where = { AND: [args.where ?? {}, { id: isFalling ? { lt: id } : { gt: id } }] };
  return { ...rest, where } as unknown as Omit<Args, 'cursor'>;
}
