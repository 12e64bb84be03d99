import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';

interface PageArguments {
  readonly cursor?: unknown;
  readonly skip?: unknown;
  readonly take?: unknown;
  readonly orderBy?: unknown;
  readonly where?: unknown;
}

/** The one model whose ids are numbers. */
function typeOfId(model: Prisma.ModelName): 'bigint' | 'string' {
  return model === 'AuditEvent' ? 'bigint' : 'string';
}

function cursorId(model: Prisma.ModelName, cursor: unknown): string | bigint {
  const { id } = cursor as { id?: unknown };
  if ((typeof id === 'string' || typeof id === 'bigint') && typeof id === typeOfId(model)) return id;
  const message = 'This is no cursor of this list; take the one that a page gave.';
  throw badInput([{ path: ['after'], code: 'invalid_value', message }]);
}

/**
 * A page begins at its cursor's id, not at the row of that id: Prisma looks the row up among all rows, so that the id
 * of an invisible one would give another page than an id that names nothing.
 */
export function seek<Args extends PageArguments>(model: Prisma.ModelName, args: Args): Omit<Args, 'cursor'> {
  if (args.cursor === undefined) return args;
  const { cursor, skip: _onlyTheCursor, ...rest } = args;
  const { id: order } = (args.orderBy ?? {}) as { id?: unknown };
  if (order !== 'asc' && order !== 'desc') throw new Error(`Order ${model} by id to page it by cursors.`);
  const isBackward = typeof args.take === 'number' && args.take < 0;
  const isFalling = (order === 'desc') !== isBackward;
  const id = cursorId(model, cursor);
  const where = { AND: [args.where ?? {}, { id: isFalling ? { lt: id } : { gt: id } }] };
  return { ...rest, where } as unknown as Omit<Args, 'cursor'>;
}
