import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { ID_PREFIXES, isIdOf, type IdNoun } from '../ids.ts';

interface PageArguments {
  readonly cursor?: unknown;
  readonly skip?: unknown;
  readonly take?: unknown;
  readonly orderBy?: unknown;
  readonly where?: unknown;
  readonly select?: object;
}

type Order = 'asc' | 'desc';

/** The columns that a cursor of audit events holds. All other lists are ordered by ID, or by a column and then by ID. */
const AUDIT_COLUMNS: readonly string[] = ['position', 'id'];

/** PostgreSQL's largest bigint. */
const MAX_NUMBER = 2n ** 63n - 1n;

/** Whether a value has the shape of the model's ids. Audit events have numbers. */
function isKeyShaped(model: Prisma.ModelName, value: unknown): boolean {
  if (model === 'AuditEvent') return typeof value === 'bigint' && value >= 0n && value <= MAX_NUMBER;
  return typeof value === 'string' && model in ID_PREFIXES && isIdOf(model as IdNoun, value);
}

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['nameKey', 'addressKey', 'searchKey', 'labelKey']);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A value of a column, from the JSON of a cursor; null for one that no row can have. */
function columnValue(column: string, value: unknown): string | number | Date | null {
  if (column.endsWith('Cents') || column === 'priorityKey') {
    return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31 ? (value as number) : null;
  }
  if (typeof value !== 'string') return null;
  if (TEXT_COLUMNS.has(column)) return value.includes('\0') || !isWellFormed(value) ? null : value;
  const date = INSTANT.test(value) ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** Whether every surrogate has its partner: no other text reaches the database. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** What a cursor holds of a row: `[column, value, id]` in a list that is ordered by a column, else the id. */
function heldIn(columns: readonly string[], held: unknown): readonly unknown[] {
  if (columns.length === 1) return [held];
  const [column = ''] = columns;
  const [name, value, id] = Array.isArray(held) ? (held as unknown[]) : [];
  return name === column ? [columnValue(column, value), id] : [];
}

/** The message for a cursor that no page of the list gave. It does not repeat the cursor, which can be long. */
export const INVALID_CURSOR = 'Invalid cursor. Use a cursor from a previous page of this list.';

/** `argument`: the page's argument that holds the cursor. */
function valuesOf(
  model: Prisma.ModelName,
  columns: readonly string[],
  cursor: unknown,
  argument: 'after' | 'before',
): readonly unknown[] {
  // Prisma names a row by `id`, or by the name of a unique index with its columns below.
  const [held] = Object.values(cursor as Record<string, unknown>);
  const values =
    columns === AUDIT_COLUMNS
      ? columns.map((column) => (held as Record<string, unknown>)[column])
      : heldIn(columns, held);
  const keys = columns === AUDIT_COLUMNS ? values : values.slice(-1);
  const isWhole = values.length === columns.length && values.every((value) => value !== null);
  if (isWhole && keys.every((value) => isKeyShaped(model, value))) return values;
  throw badInput([{ path: [argument], code: 'invalid_value', message: INVALID_CURSOR }]);
}

type Orders = readonly Readonly<Record<string, unknown>>[];

function ordersOf(orderBy: unknown): Orders {
  return [orderBy ?? {}].flat() as unknown as Orders;
}

function columnsOf(model: Prisma.ModelName, orders: Orders): readonly string[] {
  return model === 'AuditEvent' ? AUDIT_COLUMNS : orders.flatMap((order) => Object.keys(order));
}

function orderOf(model: Prisma.ModelName, columns: readonly string[], given: Orders): Order {
  const orders = columns.map((column, index) => given[index]?.[column]);
  const [order] = orders;
  const isOne = columns.at(-1) === 'id' && orders.every((other) => other === order);
  if ((order === 'asc' || order === 'desc') && isOne) return order;
  throw new Error(`Order ${model} by one column and its ID to page it with cursors.`);
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

/** A page with the columns of its order: its cursors hold their values. */
function withHeldColumns<Args extends PageArguments>(args: Args): Args {
  if (args.select === undefined || args.orderBy === undefined || args.take === undefined) return args;
  const columns = ordersOf(args.orderBy).flatMap((order) =>
    Object.entries(order).flatMap(([column, direction]) => (typeof direction === 'string' ? [column] : [])),
  );
  const held = Object.fromEntries(columns.map((column) => [column, true]));
  return { ...args, select: { ...held, ...args.select } };
}

/**
 * Replaces Prisma's cursor with a comparison of what it holds. Prisma looks the cursor's row up among all rows: the answer would
 * tell whether an invisible row exists, and the page after a row that left the list would be empty.
 *
 * @throws DomainError BAD_INPUT for a cursor of another list.
 */
export function seek<Args extends PageArguments>(model: Prisma.ModelName, args: Args): Omit<Args, 'cursor'> {
  if (args.cursor === undefined) return withHeldColumns(args);
  const { cursor, skip: _cursorRow, ...rest } = withHeldColumns(args);
  const orders = ordersOf(args.orderBy);
  const columns = columnsOf(model, orders);
  const order = orderOf(model, columns, orders);
  const isBackward = typeof args.take === 'number' && args.take < 0;
  const isDescending = (order === 'desc') !== isBackward;
  const values = valuesOf(model, columns, cursor, isBackward ? 'before' : 'after');
  const where = { AND: [args.where ?? {}, beyond(columns, values, isDescending ? 'lt' : 'gt')] };
  return { ...rest, where } as unknown as Omit<Args, 'cursor'>;
}
