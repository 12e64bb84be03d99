import { compileObject, type Member } from '../compile-object.ts';
import { all, conditionOf, type Place } from './condition.ts';
import { orderOf } from './order.ts';
import { quoted } from './statement.ts';
import { tableOf, type Column, type Join } from './tables.ts';
import { givenIn, Unsupported, valuesOf } from './unsupported.ts';

export type Row = Record<string, unknown>;

/** The values of a row and of the single rows that belong to it, in one JSON array. */
type Values = readonly unknown[];

/** Reads a part of a row from its values. */
type Read = (values: Values) => unknown;

/** The fields of a row in the making, as code that reads each from `values` or by one of `reads`. */
interface Fields {
  readonly members: Member[];
  readonly reads: Read[];
}

/** What a statement selects of a row: SQL expressions of JSON, the joins that they need, and how to read them back. */
interface Selection extends Fields {
  readonly expressions: string[];
  readonly joins: string[];
}

const noFields = (): Fields => ({ members: [], reads: [] });

/** A field that is a value as it came. */
function addValue({ members }: Fields, name: string, at: number): void {
  members.push([name, `values[${at}]`]);
}

function addRead({ members, reads }: Fields, name: string, read: Read): void {
  members.push([name, `reads[${reads.push(read) - 1}](values)`]);
}

/** Makes rows of their values. */
function makerOf({ members, reads }: Fields): (values: Values) => Row {
  const make = compileObject<[values: Values, reads: readonly Read[]]>(['values', 'reads'], members);
  return (values) => make(values, reads);
}

const KNOWN = new Set(['select', 'include', 'where', 'orderBy', 'take', 'skip']);

/** The milliseconds of a DATE or a TIMESTAMPTZ, as Prisma gives both. */
function toDate(milliseconds: unknown): Date {
  return new Date(Math.round(milliseconds as number));
}

const EXPRESSIONS: { readonly [Type in Column['type']]?: (sql: string) => string } = {
  DateTime: (sql) => `date_part('epoch', ${sql}) * 1000`,
  BigInt: (sql) => `${sql}::text`,
};

const DECODERS: { readonly [Type in Column['type']]?: (value: unknown) => unknown } = {
  DateTime: toDate,
  BigInt: (value) => BigInt(value as string),
};

function selectColumn({ alias }: Place, column: Column, selection: Selection): void {
  const { name, type, isList } = column;
  if (type === 'Bytes' || (isList && type !== 'String')) throw new Unsupported(`the column ${name}`);
  const sql = `${alias}.${quoted(name)}`;
  const at = selection.expressions.push(EXPRESSIONS[type]?.(sql) ?? sql) - 1;
  const decode = DECODERS[type];
  // Prisma tells no list from an empty one.
  if (isList) addRead(selection, name, (values) => values[at] ?? []);
  else if (decode) addRead(selection, name, (values) => (values[at] === null ? null : decode(values[at])));
  else addValue(selection, name, at);
}

/** A single row that belongs to this one: joined, so that its values stand beside those of this row. */
function selectOne(place: Place, [name, join]: readonly [string, Join], args: unknown, selection: Selection) {
  const given = args === true ? {} : valuesOf(args, 'this selection');
  if (givenIn(given, 'this selection').some(([key]) => key !== 'select' && key !== 'include')) {
    throw new Unsupported('conditions on a single row');
  }
  const inner = { ...place, table: tableOf(join.table), alias: place.statement.alias() };
  const belongs = `${inner.alias}.${quoted(join.other)} = ${place.alias}.${quoted(join.own)}`;
  selection.joins.push(`LEFT JOIN ${quoted(join.table)} ${inner.alias} ON ${belongs}`);
  const presence = selection.expressions.push(`${inner.alias}.${quoted(join.other)} IS NOT NULL`) - 1;
  const fields = noFields();
  selectFields(inner, given, { ...selection, ...fields });
  const make = makerOf(fields);
  addRead(selection, name, (values) => (values[presence] === true ? make(values) : null));
}

/** The rows that belong to this one, as a JSON array of arrays. */
function selectMany(
  place: Place,
  [name, join]: readonly [string, Join],
  args: unknown,
  selection: Selection,
) {
  const inner = { ...place, table: tableOf(join.table), alias: place.statement.alias() };
  const belongs = `${inner.alias}.${quoted(join.other)} = ${place.alias}.${quoted(join.own)}`;
  const { sql, read } = selectRows(inner, args === true ? {} : args, belongs);
  const at = selection.expressions.push(`(SELECT json_agg(r.j) FROM (${sql}) r)`) - 1;
  addRead(selection, name, (values) => read((values[at] ?? []) as Values[]));
}

function selectCounts(place: Place, args: unknown, selection: Selection): void {
  const { select, ...more } = valuesOf(args, 'this count');
  if (Object.keys(more).length > 0) throw new Unsupported('this count');
  const counts = noFields();
  for (const [name, counted] of givenIn(select, 'this count')) {
    if (counted === false) continue;
    const join = place.table.joins.get(name);
    if (!join) throw new Unsupported(`the count of ${name}`);
    const { where, ...others } = counted === true ? {} : valuesOf(counted, 'this count');
    if (Object.keys(others).length > 0) throw new Unsupported('this count');
    const inner = { ...place, table: tableOf(join.table), alias: place.statement.alias() };
    const belongs = `${inner.alias}.${quoted(join.other)} = ${place.alias}.${quoted(join.own)}`;
    const condition = all([belongs, conditionOf(inner, where)]);
    const sql = `(SELECT count(*) FROM ${quoted(join.table)} ${inner.alias} WHERE ${condition})`;
    addValue(counts, name, selection.expressions.push(sql) - 1);
  }
  addRead(selection, '_count', makerOf(counts));
}

function selectField(place: Place, name: string, args: unknown, selection: Selection): void {
  if (args === false) return;
  const column = place.table.columns.get(name);
  const join = place.table.joins.get(name);
  if (name === '_count') selectCounts(place, args, selection);
  else if (column && args === true) selectColumn(place, column, selection);
  else if (join?.isList) selectMany(place, [name, join], args, selection);
  else if (join) selectOne(place, [name, join], args, selection);
  else throw new Unsupported(`the field ${name}`);
}

/** Prisma's `select`, or all columns and its `include`. */
function selectFields(place: Place, args: Readonly<Row>, selection: Selection): void {
  const { select, include } = args;
  if (select === undefined) {
    for (const column of place.table.columns.values()) selectColumn(place, column, selection);
  } else if (include !== undefined) throw new Unsupported('select and include');
  for (const [name, given] of givenIn(select ?? include ?? {}, 'this selection')) {
    selectField(place, name, given, selection);
  }
}

function pageOf({ take, skip }: Readonly<Row>): { limit: string; isReversed: boolean } {
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
  if (take !== undefined && !isWhole(take)) throw new Unsupported('this page size');
  if (skip !== undefined && !isWhole(skip)) throw new Unsupported('this offset');
  // In the text: the planner has to know how few rows are wanted.
  const limit = take === undefined ? '' : ` LIMIT ${Math.abs(take)}`;
  const offset = skip === undefined || skip === 0 ? '' : ` OFFSET ${skip}`;
  return { limit: limit + offset, isReversed: take !== undefined && take < 0 };
}

/** Arguments that a function of PostgreSQL takes at most. */
const MAX_ARGUMENTS = 100;

/** One JSON array of all expressions, in groups where there are too many for one call, and how to get their values. */
function arrayOf(expressions: readonly string[]) {
  const groups: string[] = [];
  for (let start = 0; start < expressions.length; start += MAX_ARGUMENTS) {
    groups.push(`json_build_array(${expressions.slice(start, start + MAX_ARGUMENTS).join(', ')})`);
  }
  const [only = 'json_build_array()', ...more] = groups;
  if (more.length === 0) return { array: only, valuesIn: (values: Values) => values };
  if (groups.length > MAX_ARGUMENTS) throw new Unsupported('so many columns');
  const valuesIn = (values: Values) => (values as Values[]).flatMap((group) => group);
  return { array: `json_build_array(${groups.join(', ')})`, valuesIn };
}

/** Whether a condition names the ids of the rows. */
function namesIds(where: unknown): boolean {
  if (typeof where !== 'object' || where === null) return false;
  const { id, AND: parts } = where as Readonly<Row>;
  const isList = typeof id === 'object' && id !== null && 'in' in id;
  return typeof id === 'string' || isList || [parts].flat().some(namesIds);
}

/** Parts of a SELECT. `ofOrder`: the joins that its order needs; `joins`: those that the selected values need. */
interface Parts {
  readonly condition: string;
  readonly order: string;
  readonly limit: string;
  readonly joins: readonly string[];
  readonly ofOrder: readonly string[];
}

function fromAll({ table, alias }: Place, { condition, order, limit, joins, ofOrder }: Parts): string {
  const from = [`${quoted(table.name)} ${alias}`, ...joins, ...ofOrder].join(' ');
  return `${from} WHERE ${condition}${order}${limit}`;
}

/** Single rows are joined to the rows of the page. Joined before, they would be to each row that the page leaves out. */
function fromPage(place: Place, parts: Parts): string {
  const { order, joins, ofOrder } = parts;
  if (joins.length === 0 || ofOrder.length > 0) return fromAll(place, parts);
  const page = `(SELECT ${place.alias}.* FROM ${fromAll(place, { ...parts, joins: [] })}) ${place.alias}`;
  return [page, ...joins].join(' ') + order;
}

/**
 * A SELECT of rows, each as one JSON array `j`, and how to read them. `belongs`: the condition of the rows above; null for
 * rows that belong to none.
 */
export function selectRows(at: Place, args: unknown, belongs: string | null = null) {
  const given = valuesOf(args, 'these arguments');
  const place = { ...at, isNamed: belongs !== null || namesIds(given['where']) };
  const strange = givenIn(given, 'these arguments').find(([name]) => !KNOWN.has(name));
  if (strange) throw new Unsupported(strange[0]);
  const selection: Selection = { expressions: [], joins: [], ...noFields() };
  selectFields(place, given, selection);
  const { limit, isReversed } = pageOf(given);
  const condition = all([belongs ?? 'TRUE', conditionOf(place, given['where'])]);
  const { expressions, joins } = selection;
  const ofOrder: string[] = [];
  const order = orderOf(place, given['orderBy'], isReversed, ofOrder);
  const { array, valuesIn } = arrayOf(expressions);
  const make = makerOf(selection);
  const parts = { condition, order, limit, joins, ofOrder };
  const sql = `SELECT ${array} AS j FROM ${limit === '' ? fromAll(place, parts) : fromPage(place, parts)}`;
  const read = (rows: readonly Values[]): Row[] => {
    const found = rows.map((values) => make(valuesIn(values)));
    return isReversed ? found.reverse() : found;
  };
  return { sql, read, isPage: given['take'] !== undefined };
}
