import type { Fault } from '../../errors.ts';
import type { RentPeriod } from '../../generated/prisma/enums.ts';
import { countPeriods, MAX_PERIODS_AT_ENTRY } from '../../ledger/index.ts';

/** The fault of a lease that would end before it starts; null for a valid end. */
export function leaseEndFault(leaseStart: string, leaseEnd: string): Omit<Fault, 'path'> | null {
  if (leaseEnd >= leaseStart) return null;
  const message = `The lease starts on ${leaseStart} and cannot end earlier. Give ${leaseStart} or a later date.`;
  return { code: 'date_order', message };
}

/** Rental periods of a tenancy that have begun until a day. */
export function periodsBehind(leaseStart: string, rentalPeriod: RentPeriod, today: string): number {
  return countPeriods({ startsOn: leaseStart, endedOn: null, rentalPeriod, rentDueDay: null }, today);
}

/** The fault of a tenancy with too many periods: every read of it computes its ledger from the first one on. */
export function tooManyPeriodsFault(
  leaseStart: string,
  rentalPeriod: RentPeriod,
  today: string,
): Omit<Fault, 'path'> | null {
  const count = periodsBehind(leaseStart, rentalPeriod, today);
  if (count <= MAX_PERIODS_AT_ENTRY) return null;
  const message = `The lease has ${count} rental periods from ${leaseStart} to today, more than the maximum of ${MAX_PERIODS_AT_ENTRY}. Give a later start, or check the rental period.`;
  return { code: 'too_many_periods', message };
}
