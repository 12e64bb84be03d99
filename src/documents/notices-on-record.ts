import { fromColumnOrNull } from '../db/date-column.ts';
import { firstNotices, type NoticeOnRecord } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import type { FormInput } from './plan/plan.ts';
import type { Tenancy } from './plan/tenancy.ts';
import { recordStanding } from './standing.ts';

/** Standings in which a notice still has effect. */
const RUNNING: readonly string[] = [
  'NOT_YET_GIVEN',
  'CORRECTION_RUNNING',
  'RUNNING',
  'APPLICATION_POSSIBLE',
  'APPLIED',
];

/** The notices of a tenancy that were served, as they stand on a day. */
export function noticesOnRecord(
  { ledgerBudget }: Context,
  { lease }: Tenancy,
  on: string,
  exceptId?: string | null,
): NoticeOnRecord[] {
  return lease.forms.flatMap((form) => {
    const givenOn = fromColumnOrNull(form.deemedGivenOn);
    if (form.status !== 'SERVED' || givenOn === null || form.id === exceptId) return [];
    const { noticeNumber } = form.input as { noticeNumber?: number | null };
    const standing = recordStanding(form, lease, on, ledgerBudget)?.standing ?? '';
    return [
      {
        id: form.id,
        type: form.type,
        noticeNumber: noticeNumber ?? 1,
        givenOn,
        correctedOn: fromColumnOrNull(form.correctedOn),
        isRunning: RUNNING.includes(standing),
      },
    ];
  });
}

/** The day on which the first N5 was given: as the input says, else the latest one on record. */
export function firstNoticeGivenOn(input: FormInput, notices: readonly NoticeOnRecord[]): string | null {
  return input.firstNoticeGivenOn ?? firstNotices(notices)[0]?.givenOn ?? null;
}
