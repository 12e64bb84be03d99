import type { Context } from '../request/context.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { nounOf, type IdNoun } from '../ids.ts';
import { ownsPortfolio } from '../policies/viewer.ts';

type Count = (db: PrismaClient, id: string) => Promise<number>;

/** Counts by id, for the nouns that /v1 can create. */
const COUNTS: Partial<Record<IdNoun, Count>> = {
  Property: (db, id) => db.property.count({ where: { id } }),
  Tenant: (db, id) => db.tenant.count({ where: { id } }),
  Lease: (db, id) => db.lease.count({ where: { id } }),
  Payment: (db, id) => db.payment.count({ where: { id } }),
  Charge: (db, id) => db.charge.count({ where: { id } }),
  Receipt: (db, id) => db.receipt.count({ where: { id } }),
  Deposit: (db, id) => db.deposit.count({ where: { id } }),
  Ticket: (db, id) => db.ticket.count({ where: { id } }),
  Form: (db, id) => db.form.count({ where: { id } }),
};

/**
 * Whether the viewer still sees the subject of a stored answer. Owners may always read their own answers again; other
 * roles may have lost access since.
 */
export async function isStillVisible({ viewer, db }: Context, subjectId: string | null): Promise<boolean> {
  if (subjectId === null || ownsPortfolio(viewer)) return true;
  const count = COUNTS[nounOf(subjectId) ?? 'Session'];
  return !count || (await count(db, subjectId)) > 0;
}
