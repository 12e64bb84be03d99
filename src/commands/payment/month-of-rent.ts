import { OWNED_SELECTION } from '../../address/property-owner.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';
import { monthOf } from '../../calendar/month.ts';
import { fromColumnOrNull } from '../../db/date-column.ts';
import { badInput, type Fault } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/** What the months of a tenancy's payments and credits are found from. */
export const PERIOD_SELECTION = { ...LEDGER_SELECTION, ...OWNED_SELECTION, id: true, endsOn: true } as const;

export type PeriodLease = Prisma.LeaseGetPayload<{ select: typeof PERIOD_SELECTION }>;

/** The fault of a month before the tenancy, or after its end or that of its running term; null for a valid one. */
function periodFault(lease: PeriodLease, period: string, today: string): Fault | null {
  const path = ['input', 'period'];
  const { startsOn, endedOn } = leaseTerms(lease);
  if (period < monthOf(startsOn)) {
    const message = `The tenancy begins on ${startsOn}, so no rent is due for this month. Give ${monthOf(startsOn)} or a later month.`;
    return { path, code: 'period_before_start', message };
  }
  const termEnd = fromColumnOrNull(lease.endsOn);
  const end = endedOn ?? (termEnd !== null && termEnd >= today ? termEnd : null);
  if (end === null || period <= monthOf(end)) return null;
  const message = `The tenancy ends on ${end}, so no rent is due for this month. Give ${monthOf(end)} or an earlier month.`;
  return { path, code: 'period_after_end', message };
}

/** @throws DomainError BAD_INPUT for a month in which the tenancy charges no rent. */
export function assertMonthOfRent(lease: PeriodLease, period: string, today: string): void {
  const fault = periodFault(lease, period, today);
  if (fault) throw badInput([fault]);
}
