import type { Place } from './condition.ts';
import { quoted } from './statement.ts';
import { tableOf } from './tables.ts';
import { givenIn, Unsupported, valuesOf } from './unsupported.ts';

interface Term {
  readonly expression: string;
  readonly isDescending: boolean;
}

function directionOf(value: unknown): boolean {
  if (value === 'asc') return false;
  if (value === 'desc') return true;
  throw new Unsupported('this order');
}

/** The column that a path of single relations leads to; the rows on the way are joined. */
function termOf(place: Place, name: string, value: unknown, joins: string[]): Term {
  if (place.table.columns.has(name)) {
    return { expression: `${place.alias}.${quoted(name)}`, isDescending: directionOf(value) };
  }
  const join = place.table.joins.get(name);
  const [entry, ...more] = join && !join.isList ? givenIn(valuesOf(value, 'this order'), 'this order') : [];
  if (!join || !entry || more.length > 0) throw new Unsupported(`the order by ${name}`);
  const inner = { ...place, table: tableOf(join.table), alias: place.statement.alias() };
  const belongs = `${inner.alias}.${quoted(join.other)} = ${place.alias}.${quoted(join.own)}`;
  joins.push(`LEFT JOIN ${quoted(join.table)} ${inner.alias} ON ${belongs}`);
  return termOf(inner, ...entry, joins);
}

/**
 * Prisma's `orderBy` as an ORDER BY with a leading space, or nothing. `isReversed`: from the end of the list. `joins`
 * takes what the order needs.
 */
export function orderOf(place: Place, orderBy: unknown, isReversed: boolean, joins: string[]): string {
  const orders = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy];
  const terms = orders.flatMap((order: unknown) =>
    givenIn(order, 'this order').map(([name, value]) => termOf(place, name, value, joins)),
  );
  if (terms.length === 0) {
    if (isReversed) throw new Unsupported('a page from the end without an order');
    return '';
  }
  const sql = terms.map(({ expression, isDescending }) =>
    isDescending === isReversed ? expression : `${expression} DESC`,
  );
  return ` ORDER BY ${sql.join(', ')}`;
}
