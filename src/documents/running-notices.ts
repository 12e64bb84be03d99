import { fromEach } from '../accounts/find-accounts.ts';
import { presentOn } from '../accounts/tenancy-status.ts';
import { addDays } from '../calendar/date.ts';
import { toColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { NOTICE_FORMS, type Deadline, type NoticeStanding } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { takeTurn } from '../turns.ts';
import { RUNNING_STANDINGS } from '../vocabulary/standing.ts';
import { formDeadlines } from './deadlines.ts';
import { RECORD_SELECTION, recordStanding } from './standing.ts';

const NOTICES: FormType[] = [...NOTICE_FORMS];

/** No notice but an N4 has effect longer without an application (RTA s.46(1)); two days to spare. */
const DAYS_OF_EFFECT = 32;

const SELECTION = {
  ...RECORD_SELECTION,
  leaseId: true,
  warnings: true,
} as const satisfies Prisma.FormSelect;

type NoticeRecord = Prisma.FormGetPayload<{ select: typeof SELECTION }>;

/** A notice of termination that has effect on a day. */
export interface RunningNotice {
  readonly formId: string;
  readonly leaseId: string;
  readonly standing: NoticeStanding;
  /** The first deadline on or after that day; null if none lies ahead. */
  readonly next: Deadline | null;
}

/** Notices that may have effect on a day. */
function candidatesOn(day: string, today: string, property: string | null): Prisma.FormWhereInput {
  return {
    type: { in: NOTICES },
    terminationDate: { not: null },
    servedOn: { lte: toColumn(day) },
    lease: { AND: [presentOn(day, today), property ? { unit: { propertyId: property } } : {}] },
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

/** A notice that was withdrawn later was a served one on the day. */
function nextDeadline(form: NoticeRecord, day: string): Deadline | null {
  return formDeadlines({ ...form, status: 'SERVED' }).find(({ on }) => on >= day) ?? null;
}

function byNextDate(a: RunningNotice, b: RunningNotice): number {
  const [one, other] = [a.next?.on ?? '9999', b.next?.on ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return a.formId < b.formId ? -1 : 1;
}

/**
 * Notices of termination that have effect on a day, by their next deadline. One statement for the notices, and one for
 * each part of their ledgers.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` if the ledger budget is exceeded.
 */
export async function runningNotices(
  { db, today, ledgerBudget }: Context,
  day: string,
  property: string | null,
): Promise<RunningNotice[]> {
  const forms = await db.form.findMany({ where: candidatesOn(day, today, property), select: SELECTION });
  const leaseIds = [...new Set(forms.map(({ leaseId }) => leaseId))];
  const found = await fromEach(db, leaseIds, async (lease) => {
    const judged: { form: (typeof forms)[number]; standing: ReturnType<typeof recordStanding> }[] = [];
    for (const form of forms.filter(({ leaseId }) => leaseId === lease.id)) {
      await takeTurn();
      judged.push({ form, standing: recordStanding(form, lease, day, ledgerBudget) });
    }
    return judged;
  });
  const running: RunningNotice[] = [];
  for (const judged of found.values()) {
    if (judged instanceof Error) throw judged;
    for (const { form, standing } of judged) {
      if (!standing || !RUNNING_STANDINGS.includes(standing.standing)) continue;
      running.push({ formId: form.id, leaseId: form.leaseId, standing, next: nextDeadline(form, day) });
    }
  }
  return running.sort(byNextDate);
}
