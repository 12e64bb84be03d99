import { quoted, type Statement } from './statement.ts';
import { tableOf, type Column, type Join, type Table } from './tables.ts';
import { givenIn, Unsupported, valuesOf } from './unsupported.ts';

const COMPARISONS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** Patterns of LIKE around a text. The caller escapes it, as for Prisma. */
const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startsWith: (text) => `${text}%`,
  endsWith: (text) => `%${text}`,
};

export function all(conditions: readonly string[]): string {
  const needed = conditions.filter((condition) => condition !== 'TRUE');
  if (needed.length === 0) return 'TRUE';
  return needed.length === 1 ? needed.join('') : `(${needed.join(' AND ')})`;
}

function any(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`;
}

/** A row of a table in a statement. */
export interface Place {
  readonly statement: Statement;
  readonly table: Table;
  readonly alias: string;
  /** Whether ids, or the row above, tell which rows are wanted. */
  readonly isNamed?: boolean;
}

/**
 * The workspace of rows that are named is checked, and looked up in no index. Without statistics PostgreSQL takes a
 * workspace for a few rows: it would read the entries of all of its rows for each row above.
 */
function isCheck({ isNamed }: Place, { name }: Column): boolean {
  return isNamed === true && name === 'workspaceId';
}

function equals(place: Place, column: Column, expression: string, value: unknown): string {
  if (value === null) return `${expression} IS NULL`;
  const condition = `${expression} = ${place.statement.place(column, value)}`;
  return isCheck(place, column) ? `(${condition}) IS TRUE` : condition;
}

function operation(
  place: Place,
  column: Column,
  [name, value]: readonly [string, unknown],
  mode: unknown,
): string {
  const expression = `${place.alias}.${quoted(column.name)}`;
  if (mode !== undefined && !PATTERNS[name]) throw new Unsupported(`the condition ${name} with a mode`);
  const comparison = COMPARISONS[name];
  if (comparison) return `${expression} ${comparison} ${place.statement.bound(column, value)}`;
  const pattern = PATTERNS[name];
  if (pattern && typeof value === 'string') {
    const like = mode === 'insensitive' ? 'ILIKE' : 'LIKE';
    return `${expression} ${like} ${place.statement.place(column, pattern(value))}`;
  }
  if (name === 'equals') return equals(place, column, expression, value);
  if (name === 'in' && Array.isArray(value)) return place.statement.isOneOf(column, expression, value);
  if (name === 'not' && value === null) return `${expression} IS NOT NULL`;
  if (name === 'not' && (typeof value !== 'object' || value instanceof Date)) {
    return `${expression} <> ${place.statement.place(column, value)}`;
  }
  throw new Unsupported(`the condition ${name}`);
}

function columnCondition(place: Place, column: Column, value: unknown): string {
  if (column.isList || column.type === 'Json' || column.type === 'Bytes') {
    throw new Unsupported(`conditions on ${column.name}`);
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return equals(place, column, `${place.alias}.${quoted(column.name)}`, value);
  }
  const { mode, ...operations } = valuesOf(value, 'this condition');
  return all(givenIn(operations, 'this condition').map((entry) => operation(place, column, entry, mode)));
}

/** Whether a row of the other table belongs to this row and meets a condition. */
function exists(place: Place, join: Join, where: unknown, negated = false): string {
  const inner = { ...place, table: tableOf(join.table), alias: place.statement.alias() };
  const condition = conditionOf(inner, where);
  if (condition === 'TRUE' && !join.isList) {
    // A foreign key proves that the row it refers to is there.
    if (join.isRequired) return 'TRUE';
    throw new Unsupported('an empty condition');
  }
  const belongs = `${inner.alias}.${quoted(join.other)} = ${place.alias}.${quoted(join.own)}`;
  const met = negated ? `NOT ${condition}` : condition;
  return `EXISTS (SELECT FROM ${quoted(join.table)} ${inner.alias} WHERE ${all([belongs, met])})`;
}

function listCondition(place: Place, join: Join, [name, where]: readonly [string, unknown]): string {
  if (name === 'some') return exists(place, join, where);
  if (name === 'none') return `NOT ${exists(place, join, where)}`;
  if (name === 'every') return `NOT ${exists(place, join, where, true)}`;
  throw new Unsupported(`the condition ${name}`);
}

function joinCondition(place: Place, join: Join, value: unknown): string {
  if (value === null) throw new Unsupported('a missing relation');
  if (!join.isList) {
    const given = valuesOf(value, 'this relation');
    if ('is' in given || 'isNot' in given) throw new Unsupported('is and isNot');
    return exists(place, join, given);
  }
  return all(givenIn(value, 'this relation').map((entry) => listCondition(place, join, entry)));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A condition that Prisma would leave out of OR and NOT if it were empty. */
function givenCondition(place: Place, where: unknown): string {
  const condition = conditionOf(place, where);
  if (condition === 'TRUE') throw new Unsupported('an empty condition');
  return condition;
}

function entryCondition(place: Place, name: string, value: unknown): string {
  if (name === 'AND') return all(listOf(value).map((where) => conditionOf(place, where)));
  if (name === 'OR') return any(listOf(value).map((where) => givenCondition(place, where)));
  if (name === 'NOT' && !Array.isArray(value)) return `NOT ${givenCondition(place, value)}`;
  const column = place.table.columns.get(name);
  if (column) return columnCondition(place, column, value);
  const join = place.table.joins.get(name);
  if (join) return joinCondition(place, join, value);
  throw new Unsupported(`the condition ${name}`);
}

/** A `where` of Prisma as a condition of SQL, in parentheses where it needs them. @throws Unsupported */
export function conditionOf(place: Place, where: unknown): string {
  if (where === undefined) return 'TRUE';
  const entries = givenIn(where, 'this condition');
  return all(entries.map(([name, value]) => entryCondition(place, name, value)));
}
