import type { AuditEvent, PrismaClient } from '../../src/generated/prisma/client.ts';
import type { KeyNest } from '../support/keynest.ts';

/** Every event of the log so far, in the order they were written. */
export function allEvents({ prisma }: KeyNest): Promise<AuditEvent[]> {
  return prisma.auditEvent.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
}

/** The events that some work leaves, in the order they were written. */
export async function eventsOf(keynest: KeyNest, work: () => Promise<unknown>): Promise<AuditEvent[]> {
  const { _max } = await keynest.prisma.auditEvent.aggregate({ _max: { id: true } });
  await work();
  return keynest.prisma.auditEvent.findMany({ where: { id: { gt: _max.id ?? 0n } }, orderBy: { id: 'asc' } });
}

/**
 * Makes every event so far some days older, as only who owns the tables can: nothing else alters an event, and one that
 * is made is made now.
 */
export async function ageEvents(prisma: PrismaClient, days: number): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_unchanging"`,
    prisma.$executeRaw`UPDATE "AuditEvent" SET "at" = "at" - make_interval(days => ${days}::int)`,
    prisma.$executeRaw`ALTER TABLE "AuditEvent" ENABLE TRIGGER "AuditEvent_unchanging"`,
  ]);
}

/** What was done to what, e.g. `INSERT Payment`, with how often where it is more than once. */
export function summary(events: readonly AuditEvent[]): string[] {
  const words = events.map(({ action, subjectType }) => `${action} ${subjectType}`);
  return [...new Set(words)].map((word) => {
    const count = words.filter((other) => other === word).length;
    return count === 1 ? word : `${word} ×${count}`;
  });
}

/** The values that an update replaced, and those it put in their place. */
export function change({ before, after, changed }: AuditEvent): Record<string, readonly [unknown, unknown]> {
  const [earlier, later] = [before, after] as Record<string, unknown>[];
  return Object.fromEntries(changed.map((key) => [key, [earlier?.[key], later?.[key]] as const]));
}
