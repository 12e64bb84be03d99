import type { Context } from '../request/context.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { nounOf, type IdNoun } from '../ids.ts';
import { ownsPortfolio } from '../policies/viewer.ts';

type Count = (db: PrismaClient, id: string) => Promise<number>;

/** What a request to /v1 can make. */
const COUNTS: Partial<Record<IdNoun, Count>> = {
  Property: (db, id) => db.property.count({ where: { id } }),
  Tenant: (db, id) => db.tenant.count({ where: { id } }),
  Payment: (db, id) => db.payment.count({ where: { id } }),
  Ticket: (db, id) => db.ticket.count({ where: { id } }),
  Form: (db, id) => db.form.count({ where: { id } }),
};

/**
 * Whether a caller still sees what their kept answer tells of. Owners lose nothing but what is removed, and what they
 * did before is told them all the same; others may have been taken off it.
 */
export async function isStillSeen({ viewer, db }: Context, subjectId: string | null): Promise<boolean> {
  if (subjectId === null || ownsPortfolio(viewer)) return true;
  const count = COUNTS[nounOf(subjectId) ?? 'Session'];
  return !count || (await count(db, subjectId)) > 0;
}
