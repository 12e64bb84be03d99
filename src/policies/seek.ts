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

type Order = 'asc' | 'desc';

/** The columns that a cursor holds, in the order of its list. All but audit events are listed by ID. */
const COLUMNS: Partial<Record<Prisma.ModelName, readonly string[]>> = { AuditEvent: ['position', 'id'] };
const BY_ID: readonly string[] = ['id'];

/** PostgreSQL's largest bigint. */
const MAX_NUMBER = 2n ** 63n - 1n;

/** Whether a value has the shape of the model's ids. Audit events have numbers. */
function isKeyShaped(model: Prisma.ModelName, value: unknown): boolean {
  if (model === 'AuditEvent') return typeof value === 'bigint' && value >= 0n && value <= MAX_NUMBER;
  return typeof value === 'string' && model in ID_PREFIXES && isIdOf(model as IdNoun, value);
}

/** `argument`: the page's argument that holds the cursor. */
function valuesOf(
  model: Prisma.ModelName,
  columns: readonly string[],
  cursor: unknown,
  argument: 'after' | 'before',
): readonly unknown[] {
  // Prisma names a row by `id`, or by the name of a unique index with its columns below.
  const [below] = Object.values(cursor as Record<string, unknown>);
  const fields = (columns.length > 1 ? below : cursor) as Record<string, unknown>;
  const values = columns.map((column) => fields[column]);
  if (values.every((value) => isKeyShaped(model, value))) return values;
  const message = 'Invalid cursor. Use a cursor from a previous page of this list.';
  throw badInput([{ path: [argument], code: 'invalid_value', message }]);
}

function orderOf(model: Prisma.ModelName, columns: readonly string[], orderBy: unknown): Order {
  const given = [orderBy ?? {}].flat() as Record<string, unknown>[];
  const orders = columns.map((column, index) => given[index]?.[column]);
  const [order] = orders;
  if ((order === 'asc' || order === 'desc') && orders.every((other) => other === order)) return order;
  throw new Error(`Order ${model} by ${columns.join(' and ')} to page it with cursors.`);
}

/** The rows beyond the cursor's: by the first column, and among equals by the next. */
function beyond(
  [column = '', ...more]: readonly string[],
  [value, ...values]: readonly unknown[],
  comparison: 'lt' | 'gt',
): object {
  const isBeyond = { [column]: { [comparison]: value } };
  if (more.length === 0) return isBeyond;
  // The first condition is the index's; the second one is exact.
  return {
    [column]: { [`${comparison}e`]: value },
    OR: [isBeyond, { [column]: value, ...beyond(more, values, comparison) }],
  };
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
  const columns = COLUMNS[model] ?? BY_ID;
  const order = orderOf(model, columns, args.orderBy);
  const isBackward = typeof args.take === 'number' && args.take < 0;
  const isDescending = (order === 'desc') !== isBackward;
  const values = valuesOf(model, columns, cursor, isBackward ? 'before' : 'after');
  const where = { AND: [args.where ?? {}, beyond(columns, values, isDescending ? 'lt' : 'gt')] };
  return { ...rest, where } as unknown as Omit<Args, 'cursor'>;
}
