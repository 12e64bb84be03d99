import { depositHistory } from '../accounts/deposit-history.ts';
import { interestCents, type HeldDeposit } from '../accounts/deposits.ts';
import { laterOf } from '../calendar/date.ts';
import { fromColumnOrNull } from '../db/date-column.ts';
import { depositInterestByYear, type InterestYear } from '../law/index.ts';

/** The day through which rent is charged: interest of a part of a year is due on it. Null while it is not known. */
function lastDayOf({ lease: { rentOwedUntil, endedOn, lastDayOn } }: HeldDeposit): string | null {
  return fromColumnOrNull(rentOwedUntil ?? endedOn ?? lastDayOn);
}

function interestThrough(deposit: HeldDeposit, through: string): InterestYear[] {
  if (deposit.kind !== 'LAST_MONTH') return [];
  return depositInterestByYear(depositHistory(deposit), through, lastDayOf(deposit));
}

/** Interest of a deposit by year: what fell due through a day, and what falls due until a known last day. */
export function interestByYear(deposit: HeldDeposit, today: string): InterestYear[] {
  const lastDay = lastDayOf(deposit);
  return interestThrough(deposit, lastDay === null ? today : laterOf(lastDay, today));
}

/** Interest that fell due through a day and was not given to the tenant yet, in cents. */
export function interestOwingCents(deposit: HeldDeposit, through: string): number {
  const due = interestThrough(deposit, through).reduce((sum, year) => sum + year.interestCents, 0);
  return Math.max(0, due - interestCents(deposit));
}
