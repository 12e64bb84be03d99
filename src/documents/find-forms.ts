import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { fromEach } from '../accounts/find-accounts.ts';
import { ENDING_FORMS, type Standing } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { takeTurn } from '../turns.ts';
import { RECORD_SELECTION, recordStanding } from './standing.ts';

/**
 * A standing is computed, not stored, so a search for one reads the notices that come into question. Their tenancies are read
 * once each: hundreds of notices may be about one tenancy with thousands of payments.
 */
const MOST_FORMS = 1000;
const NOTICES: FormType[] = [...ENDING_FORMS];

/**
 * Ids of the notices with one of some standings today, among those that meet other conditions.
 *
 * @throws DomainError BAD_INPUT `too_many_forms` if more than 1,000 come into question.
 */
export async function findFormIds(
  { db, today, ledgerBudget }: Context,
  where: Prisma.FormWhereInput,
  standings: readonly Standing[],
): Promise<string[]> {
  const forms = await db.form.findMany({
    where: { AND: [where, { type: { in: NOTICES }, terminationDate: { not: null } }] },
    select: { ...RECORD_SELECTION, leaseId: true },
    orderBy: { id: 'desc' },
    take: MOST_FORMS + 1,
  });
  if (forms.length > MOST_FORMS) {
    const message =
      'More than 1,000 notices come into question. Filter by property, tenant or day of service too.';
    throw badInput([{ path: ['filter', 'standing'], code: 'too_many_forms', message }]);
  }
  const leaseIds = [...new Set(forms.map(({ leaseId }) => leaseId))];
  const found = await fromEach(db, leaseIds, async (lease) => {
    const ids: string[] = [];
    for (const form of forms.filter(({ leaseId }) => leaseId === lease.id)) {
      await takeTurn();
      const now = recordStanding(form, lease, today, ledgerBudget);
      if (now && standings.includes(now.standing)) ids.push(form.id);
    }
    return ids;
  });
  return [...found.values()].flatMap((ids) => {
    if (ids instanceof Error) throw ids;
    return ids;
  });
}
