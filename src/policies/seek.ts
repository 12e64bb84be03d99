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

/** Whether a value has the shape of the model's ids. Audit events have numbers. */
function isIdShaped(model: Prisma.ModelName, id: unknown): id is string | bigint {
  if (model === 'AuditEvent') return typeof id === 'bigint' && id >= 0n && id <= MAX_NUMBER;
  return typeof id === 'string' && model in ID_PREFIXES && isIdOf(model as IdNoun, id);
}

/** `argument`: the page's argument that holds the cursor. */
function cursorId(model: Prisma.ModelName, cursor: unknown, argument: 'after' | 'before'): string | bigint {
  const { id } = cursor as { id?: unknown };
  if (isIdShaped(model, id)) return id;
  const message = 'Invalid cursor. Use a cursor from a previous page of this list.';
  throw badInput([{ path: [argument], code: 'invalid_value', message }]);
}

/**
 * Replaces Prisma's cursor with a comparison of ids. Prisma looks the cursor's row up among all rows: the answer would
 * tell whether an invisible row exists, and the page after a row that left the list would be empty.
 *
 * @throws DomainError BAD_INPUT for a cursor of another list.
 */
export function seek<Args extends PageArguments>(model: Prisma.ModelName, args: Args): Omit<Args, 'cursor'> {
  if (args.cursor === undefined) return args;
  const { cursor, skip: _cursorRow, ...rest } = args;
  const { id: order } = (args.orderBy ?? {}) as { id?: unknown };
  if (order !== 'asc' && order !== 'desc') throw new Error(`Order ${model} by id to page it with cursors.`);
  const isBackward = typeof args.take === 'number' && args.take < 0;
  const isDescending = (order === 'desc') !== isBackward;
  const id = cursorId(model, cursor, isBackward ? 'before' : 'after');
  const where = { AND: [args.where ?? {}, { id: isDescending ? { lt: id } : { gt: id } }] };
  return { ...rest, where } as unknown as Omit<Args, 'cursor'>;
}
