import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { LEDGER_SELECTION } from '../accounts/tenancy-ledger.ts';
import { ENDING_FORMS, type Standing } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { takeTurn } from '../turns.ts';
import { formStanding, RECORD_SELECTION } from './standing.ts';

/** A standing is computed, not stored, so a search for one reads the notices that come into question. */
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
    select: { ...RECORD_SELECTION, lease: { select: LEDGER_SELECTION } },
    orderBy: { id: 'desc' },
    take: MOST_FORMS + 1,
  });
  if (forms.length > MOST_FORMS) {
    const message =
      'More than 1,000 notices come into question. Filter by property, tenant or day of service too.';
    throw badInput([{ path: ['filter', 'standing'], code: 'too_many_forms', message }]);
  }
  const found: string[] = [];
  for (const form of forms) {
    await takeTurn();
    const now = formStanding(form, today, ledgerBudget);
    if (now && standings.includes(now.standing)) found.push(form.id);
  }
  return found;
}
