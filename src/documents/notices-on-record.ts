import { fromColumnOrNull } from '../db/date-column.ts';
import { firstNotices, type NoticeOnRecord } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { RUNNING_STANDINGS } from '../vocabulary/standing.ts';
import type { FormInput } from './plan/plan.ts';
import type { Tenancy } from './plan/tenancy.ts';
import { recordStanding } from './standing.ts';

/**
 * The notices of a tenancy that were served, as they stand on a day. Whether one runs is worked out when it is asked for:
 * it takes ledgers, and a document asks about its own kind only, up to the first that runs.
 */
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
    return [
      {
        id: form.id,
        type: form.type,
        noticeNumber: noticeNumber ?? 1,
        givenOn,
        correctedOn: fromColumnOrNull(form.correctedOn),
        get isRunning() {
          const standing = recordStanding(form, lease, on, ledgerBudget)?.standing;
          return standing !== undefined && RUNNING_STANDINGS.includes(standing);
        },
      },
    ];
  });
}

/** The day on which the first N5 was given: as the input says, else the latest one on record. */
export function firstNoticeGivenOn(input: FormInput, notices: readonly NoticeOnRecord[]): string | null {
  return input.firstNoticeGivenOn ?? firstNotices(notices)[0]?.givenOn ?? null;
}
