import { findAccount } from '../accounts/find-accounts.ts';
import { presentOn } from '../accounts/tenancy-status.ts';
import { addDays } from '../calendar/date.ts';
import { fromColumnOrNull, toColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { ENDING_FORMS, NOTICE_FORMS, type Deadline, type NoticeStanding } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { RUNNING_STANDINGS } from '../vocabulary/standing.ts';
import { formDeadlines, type RecordedForm } from './deadlines.ts';
import { judgeForms, RECORD_SELECTION } from './standing.ts';

/** No document but an N4 has effect longer without an application (RTA ss.46(1), 77(2)); two days to spare. */
const DAYS_OF_EFFECT = 32;

/** A notice of termination that has effect on a day. */
export interface RunningNotice {
  readonly formId: string;
  readonly leaseId: string;
  readonly standing: NoticeStanding;
  /** The first deadline on or after that day; null if none lies ahead. */
  readonly next: Deadline | null;
}

/** Documents whose columns say that they may have effect on a day. */
function mayRunOn(day: string): Prisma.FormWhereInput {
  return {
    type: { in: [...ENDING_FORMS] },
    terminationDate: { not: null },
    AND: [
      { OR: [{ status: 'SERVED' }, { withdrawnOn: { gt: toColumn(day) } }] },
      {
        OR: [
          { type: 'N4' },
          { appliedOn: { not: null } },
          { terminationDate: { gte: toColumn(addDays(day, -DAYS_OF_EFFECT)) } },
        ],
      },
    ],
  };
}

const CANDIDATE_SELECTION = {
  id: true,
  type: true,
  leaseId: true,
  deemedGivenOn: true,
  appliedOn: true,
} as const satisfies Prisma.FormSelect;

type Candidate = Prisma.FormGetPayload<{ select: typeof CANDIDATE_SELECTION }>;

/**
 * Whether an N4 has no effect on a day on which its tenancy owes no rent. It claims rent that was not owed, or was paid
 * since. One that does not count as given yet, or led to an application, may stand all the same.
 */
function isVoidWithoutArrears({ type, deemedGivenOn, appliedOn }: Candidate, day: string): boolean {
  const [given, applied] = [fromColumnOrNull(deemedGivenOn), fromColumnOrNull(appliedOn)];
  return type === 'N4' && given !== null && given <= day && (applied === null || applied > day);
}

/**
 * Ids of the documents that meet some conditions and may have effect on a day, the latest first. Nearly all N4s on record
 * were paid long ago. What is owing today is known without a ledger, so those are left out before any is read.
 */
export async function idsThatMayRun(
  context: Context,
  where: Prisma.FormWhereInput,
  day: string,
): Promise<string[]> {
  const candidates = await context.db.form.findMany({
    where: { AND: [where, mayRunOn(day)] },
    select: CANDIDATE_SELECTION,
    orderBy: { id: 'desc' },
  });
  const isPayable = (one: Candidate) => isVoidWithoutArrears(one, day);
  const leaseIds = new Set(candidates.filter(isPayable).map(({ leaseId }) => leaseId));
  const owing = new Map(
    await Promise.all(
      [...leaseIds].map(async (id) => [id, (await findAccount(context, id, day)).arrearsCents] as const),
    ),
  );
  const isPaid = (one: Candidate) => isPayable(one) && owing.get(one.leaseId) === 0;
  return candidates.filter((one) => !isPaid(one)).map(({ id }) => id);
}

/** A notice that was withdrawn later was a served one on the day. */
function nextDeadline(form: RecordedForm, day: string): Deadline | null {
  return formDeadlines({ ...form, status: 'SERVED' }).find(({ on }) => on >= day) ?? null;
}

function byNextDate(a: RunningNotice, b: RunningNotice): number {
  const [one, other] = [a.next?.on ?? '9999', b.next?.on ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return a.formId < b.formId ? -1 : 1;
}

/**
 * Notices of termination that have effect on a day, by their next deadline. Two statements for the notices, and one for
 * each part of their ledgers.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` if the ledger budget is exceeded.
 */
export async function runningNotices(
  context: Context,
  day: string,
  property: string | null,
): Promise<RunningNotice[]> {
  const { db, today } = context;
  const lease = { AND: [presentOn(day, today), property ? { unit: { propertyId: property } } : {}] };
  const served = { type: { in: [...NOTICE_FORMS] }, servedOn: { lte: toColumn(day) }, lease };
  const ids = await idsThatMayRun(context, served, day);
  const forms = await db.form.findMany({
    where: { id: { in: ids } },
    select: { ...RECORD_SELECTION, leaseId: true, warnings: true },
  });
  const judged = await judgeForms(context, forms, day);
  return judged
    .filter(({ standing }) => RUNNING_STANDINGS.includes(standing.standing))
    .map(({ form, standing }) => ({
      formId: form.id,
      leaseId: form.leaseId,
      standing,
      next: nextDeadline(form, day),
    }))
    .sort(byNextDate);
}
