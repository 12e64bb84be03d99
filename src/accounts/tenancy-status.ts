import { fromColumn, fromColumnOrNull, toColumn } from '../db/date-column.ts';
import type { Lease, Prisma } from '../generated/prisma/client.ts';
import type { TenancyStatus } from '../generated/prisma/enums.ts';

/** The columns that the status of a tenancy on a day follows from. */
export const LIFE_SELECTION = {
  status: true,
  startsOn: true,
  endedOn: true,
  lastDayOn: true,
} as const satisfies Prisma.LeaseSelect;

export type LifeColumns = Pick<Lease, keyof typeof LIFE_SELECTION>;

/** The last day of a tenancy, `YYYY-MM-DD`: it is over, or its last day is known; null while it has none. */
export function lastDayOf({ endedOn, lastDayOn }: Pick<LifeColumns, 'endedOn' | 'lastDayOn'>): string | null {
  return fromColumnOrNull(endedOn ?? lastDayOn);
}

/** The last day for which rent is owed: the tenancy's, or a later one; null while it has none. */
export function owedUntil(lease: Pick<Lease, 'rentOwedUntil' | 'endedOn' | 'lastDayOn'>): string | null {
  return fromColumnOrNull(lease.rentOwedUntil) ?? lastDayOf(lease);
}

/** The last day of a tenancy that is over; null before that. */
export function endedOnOf(lease: LifeColumns, today: string): Date | null {
  return tenancyStatusOn(lease, today) === 'PAST' ? (lease.endedOn ?? lease.lastDayOn) : null;
}

/** Whether a tenancy was cancelled before its first day. It has no days at all. */
export function neverBegan({ status, endedOn }: Pick<LifeColumns, 'status' | 'endedOn'>): boolean {
  return status === 'PAST' && endedOn === null;
}

/** Whether a tenancy is over: its last day has passed, or it was the last day when its end was stated. */
function isOver(lease: LifeColumns, day: string): boolean {
  const last = lastDayOf(lease);
  if (last === null) return neverBegan(lease);
  return neverBegan(lease) || last < day || (last === day && lease.status === 'PAST');
}

/**
 * The status of a tenancy on a day, `YYYY-MM-DD`. Only facts are stored, so nothing changes at midnight: a tenancy that was
 * entered ahead is active from its first day, and one whose last day is known is over after it. Before the first day, a
 * stage that was stated counts (the keys are handed over early), unless the day has passed.
 */
export function tenancyStatusOn(lease: LifeColumns, day: string, today = day): TenancyStatus {
  if (isOver(lease, day)) return 'PAST';
  const { status } = lease;
  const isStated = status === 'ACTIVE' || status === 'NOTICE';
  if (fromColumn(lease.startsOn) > day) return isStated && day >= today ? status : 'PENDING';
  return isStated ? status : 'ACTIVE';
}

/** Whether the tenants of a tenancy have possession of their unit today. */
export function isInPossession(lease: LifeColumns, today: string): boolean {
  const status = tenancyStatusOn(lease, today);
  return status === 'ACTIVE' || status === 'NOTICE';
}

/** Tenancies that are not over today, those that lie ahead included. */
export function notOver(today: string): Prisma.LeaseWhereInput {
  const reaches = { gte: toColumn(today) };
  return {
    status: { not: 'PAST' },
    AND: [
      { OR: [{ endedOn: null }, { endedOn: reaches }] },
      { OR: [{ lastDayOn: null }, { lastDayOn: reaches }] },
    ],
  };
}

/** Tenancies whose tenants have possession of their unit today. */
export function inPossession(today: string): Prisma.LeaseWhereInput {
  const begun = [{ status: { not: 'PENDING' as const } }, { startsOn: { lte: toColumn(today) } }];
  return { AND: [notOver(today), { OR: begun }] };
}

/** The same for any day: of a day that has passed, also tenancies that are over by now. */
function notOverOn(day: string): Prisma.LeaseWhereInput {
  return { OR: [notOver(day), { status: 'PAST', endedOn: { gt: toColumn(day) } }] };
}

/** Tenancies that lie ahead of a day. */
function aheadOf(day: string, today: string): Prisma.LeaseWhereInput {
  const later = { startsOn: { gt: toColumn(day) } };
  return day < today ? later : { ...later, status: { in: ['PENDING', 'PAST'] } };
}

/** Tenancies whose tenants have possession of their unit on a day. */
export function presentOn(day: string, today: string): Prisma.LeaseWhereInput {
  return day === today ? inPossession(day) : { AND: [notOverOn(day), { NOT: aheadOf(day, today) }] };
}

/** The tenancies that have a status on a day. */
export function withTenancyStatus(status: TenancyStatus, day: string, today = day): Prisma.LeaseWhereInput {
  const present = day === today ? notOver(day) : notOverOn(day);
  switch (status) {
    case 'PAST':
      return { NOT: present };
    case 'PENDING':
      return { AND: [present, aheadOf(day, today)] };
    case 'NOTICE':
      return { AND: [present, { status, NOT: aheadOf(day, today) }] };
    case 'ACTIVE':
      return { AND: [present, { status: { not: 'NOTICE' }, NOT: aheadOf(day, today) }] };
  }
}

/** The tenancies that have one of several statuses on a day; all of them without a status. */
export function withAnyStatus(
  statuses: readonly TenancyStatus[] | null | undefined,
  day: string,
  today = day,
): Prisma.LeaseWhereInput {
  if (!statuses || statuses.length === 0) return {};
  return { OR: statuses.map((status) => withTenancyStatus(status, day, today)) };
}
