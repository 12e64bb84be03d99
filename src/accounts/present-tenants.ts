import { fromColumnOrNull, toColumn } from '../db/date-column.ts';
import type { Prisma, Tenant } from '../generated/prisma/client.ts';
import { lastDayOf, type LifeColumns } from './tenancy-status.ts';

/** The columns that say on which days somebody is a tenant of a tenancy. */
export const STAY_SELECTION = {
  joinedOn: true,
  leftOn: true,
  removedAt: true,
} as const satisfies Prisma.TenantSelect;

export type Stay = Pick<Tenant, keyof typeof STAY_SELECTION>;

/** Whether somebody is a tenant on a day, `YYYY-MM-DD`. Their last day is the one on which they leave. */
export function isTenantOn({ joinedOn, leftOn, removedAt }: Stay, day: string): boolean {
  const first = fromColumnOrNull(joinedOn);
  const last = fromColumnOrNull(leftOn);
  if (last === null) return removedAt === null && (first === null || first <= day);
  return (first === null || first <= day) && day <= last;
}

/** A tenancy with everybody who ever was a tenant of it. */
interface Peopled<Person> extends Pick<LifeColumns, 'endedOn' | 'lastDayOn'> {
  readonly tenants: readonly Person[];
}

/** Who was a tenant on any of some days, `YYYY-MM-DD`. After the last day of a tenancy: its last tenants. */
export function tenantsOfDays<Person extends Stay>(
  lease: Peopled<Person>,
  days: readonly string[],
): Person[] {
  const last = lastDayOf(lease);
  const lived = days.map((day) => (last !== null && last < day ? last : day));
  return lease.tenants.filter((tenant) => lived.some((day) => isTenantOn(tenant, day)));
}

/** The tenants of a day. */
export function tenantsOn(day: string): Prisma.TenantWhereInput {
  const on = toColumn(day);
  return {
    AND: [
      { OR: [{ joinedOn: null }, { joinedOn: { lte: on } }] },
      { OR: [{ leftOn: null, removedAt: null }, { leftOn: { gte: on } }] },
    ],
  };
}
