import { toColumn } from '../../db/date-column.ts';
import { wordsOf } from '../../db/fold.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { notLeft } from '../../policies/own-rows.ts';
import type { Viewer } from '../../policies/viewer.ts';

/** One of several values; no condition without one. */
export function anyOf<Value>(values: readonly Value[] | null | undefined): { in: Value[] } | undefined {
  return values && values.length > 0 ? { in: [...values] } : undefined;
}

/** Days from one to another, both included; no condition without either. */
export function daysBetween(from: string | null | undefined, to: string | null | undefined) {
  if (!from && !to) return undefined;
  return { ...(from ? { gte: toColumn(from) } : {}), ...(to ? { lte: toColumn(to) } : {}) };
}

/** What a key of a day holds where a row has no day. */
const NO_DAY = '9999-12-31';

/** The same for the key of a day, by which a list is ordered: an index gives the rows of some days in order. */
export function knownDaysBetween(from: string | null | undefined, to: string | null | undefined) {
  const days = daysBetween(from, to);
  return days && { ...days, lt: toColumn(NO_DAY) };
}

/** At an instant or later; no condition without one. */
export function since(instant: string | null | undefined): { gte: string } | undefined {
  return instant ? { gte: instant } : undefined;
}

interface WithSearchKey {
  searchKey?: { contains: string };
}

/** Rows whose search key has all words of a text. A text without words finds nothing. */
export function havingWords(text: string): { AND: WithSearchKey[] } | { id: { in: string[] } } {
  const words = wordsOf(text);
  if (words.length === 0) return { id: { in: [] } };
  return { AND: words.map((word) => ({ searchKey: { contains: word } })) };
}

interface Place {
  readonly property?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly tenant?: string | null | undefined;
}

/** The tenancies of a place or a tenant; no condition without either. The tenant has to be shown to the viewer. */
export function tenanciesOf(
  { property, unit, tenant }: Place,
  viewer: Viewer,
): Prisma.LeaseWhereInput | undefined {
  if (!property && !unit && !tenant) return undefined;
  const shown = viewer.role === 'TENANT' ? notLeft(viewer) : {};
  return {
    ...(unit ? { unitId: unit } : {}),
    ...(property ? { unit: { propertyId: property } } : {}),
    ...(tenant ? { tenants: { some: { id: tenant, ...shown } } } : {}),
  };
}
