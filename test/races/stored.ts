import type { KeyNest } from '../support/keynest.ts';

/** The nouns whose rows are raced for. */
export type Raced =
  | 'property'
  | 'unit'
  | 'lease'
  | 'tenant'
  | 'payment'
  | 'charge'
  | 'deposit'
  | 'suggestion'
  | 'ticket'
  | 'form'
  | 'session'
  | 'invitation'
  | 'user'
  | 'workspace';

interface Versions {
  findUnique(query: { where: { id: string } }): Promise<{ version: number } | null>;
}

/** How often a row has been changed, from 1. */
export async function versionOf({ prisma }: KeyNest, noun: Raced, id: string): Promise<number> {
  const row = await (prisma[noun] as unknown as Versions).findUnique({ where: { id } });
  return row?.version ?? 0;
}

/** What the audit log has of rows, e.g. `UPDATE Ticket`, from a moment on. */
export async function eventsSince(
  { prisma }: KeyNest,
  after: bigint,
  subjectIds?: readonly string[],
): Promise<string[]> {
  const events = await prisma.auditEvent.findMany({
    where: { id: { gt: after }, ...(subjectIds && { subjectId: { in: [...subjectIds] } }) },
    orderBy: { id: 'asc' },
  });
  return events.map(({ action, subjectType }) => `${action} ${subjectType}`);
}

/** The events without those of rows that the rent flow made after a change. */
export async function changesSince({ prisma }: KeyNest, after: bigint): Promise<string[]> {
  const events = await prisma.auditEvent.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' } });
  const own = events.filter(
    (event) =>
      event.action !== 'INSERT' ||
      !(event.subjectType === 'Suggestion' || (event.after as { source?: string }).source === 'EXPECTED'),
  );
  return own.map(({ action, subjectType }) => `${action} ${subjectType}`);
}

/** The end of the audit log, to count from. */
export async function logEnd({ prisma }: KeyNest): Promise<bigint> {
  const { _max } = await prisma.auditEvent.aggregate({ _max: { id: true } });
  return _max.id ?? 0n;
}

/** Live tenancies that share a unit and a day, which nobody may ever bring about. */
export async function overlaps({ prisma }: KeyNest): Promise<unknown[]> {
  return prisma.$queryRaw`
    SELECT one."id", other."id" FROM "Lease" AS one JOIN "Lease" AS other
      ON one."unitId" = other."unitId" AND one."id" < other."id"
    WHERE one."status" <> 'PAST' AND other."status" <> 'PAST'
      AND daterange(one."startsOn", COALESCE(one."endedOn", one."lastDayOn", one."endsOn"), '[]')
       && daterange(other."startsOn", COALESCE(other."endedOn", other."lastDayOn", other."endsOn"), '[]')`;
}

/** Live tenancies on properties that were removed. */
export async function livingOnRemoved({ prisma }: KeyNest): Promise<unknown[]> {
  return prisma.lease.findMany({
    where: { status: { not: 'PAST' }, unit: { property: { removedAt: { not: null } } } },
  });
}
