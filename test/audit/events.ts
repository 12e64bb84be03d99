import type { AuditEvent } from '../../src/generated/prisma/client.ts';
import type { KeyNest } from '../support/keynest.ts';

/** Every event of the log so far, in the order they were written. */
export function allEvents({ prisma }: KeyNest): Promise<AuditEvent[]> {
  return prisma.auditEvent.findMany({ orderBy: { id: 'asc' } });
}

/** The events that some work leaves, in the order they were written. */
export async function eventsOf(keynest: KeyNest, work: () => Promise<unknown>): Promise<AuditEvent[]> {
  const { _max } = await keynest.prisma.auditEvent.aggregate({ _max: { id: true } });
  await work();
  return keynest.prisma.auditEvent.findMany({ where: { id: { gt: _max.id ?? 0n } }, orderBy: { id: 'asc' } });
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
