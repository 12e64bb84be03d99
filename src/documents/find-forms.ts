import { badInput } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { ENDING_FORMS, type Standing } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { RUNNING_STANDINGS } from '../vocabulary/standing.ts';
import { idsThatMayRun } from './running-notices.ts';
import { judgeForms, RECORD_SELECTION } from './standing.ts';

/** A standing is computed, not stored, so a search for one reads the notices that come into question. */
const MOST_FORMS = 1000;

/** The conditions on forms that come into question for some standings today. */
async function questionOf(
  context: Context,
  where: Prisma.FormWhereInput,
  standings: readonly Standing[],
): Promise<Prisma.FormWhereInput> {
  const isOfRunning = standings.every((standing) => RUNNING_STANDINGS.includes(standing));
  if (isOfRunning) return { id: { in: await idsThatMayRun(context, where, context.today) } };
  return { AND: [where, { type: { in: [...ENDING_FORMS] }, terminationDate: { not: null } }] };
}

/**
 * Ids of the notices with one of some standings today, among those that meet other conditions.
 *
 * @throws DomainError BAD_INPUT `too_many_forms` if more than 1,000 come into question.
 */
export async function findFormIds(
  context: Context,
  where: Prisma.FormWhereInput,
  standings: readonly Standing[],
): Promise<string[]> {
  const forms = await context.db.form.findMany({
    where: await questionOf(context, where, standings),
    select: { ...RECORD_SELECTION, leaseId: true },
    orderBy: { id: 'desc' },
    take: MOST_FORMS + 1,
  });
  if (forms.length > MOST_FORMS) {
    const message =
      'More than 1,000 notices come into question. Filter by property, tenant or day of service too.';
    throw badInput([{ path: ['filter', 'standing'], code: 'too_many_forms', message }]);
  }
  const judged = await judgeForms(context, forms, context.today);
  return judged.filter(({ standing }) => standings.includes(standing.standing)).map(({ form }) => form.id);
}
