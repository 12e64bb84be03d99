import { depositHistory } from '../accounts/deposit-history.ts';
import { interestCents, type HeldDeposit } from '../accounts/deposits.ts';
import { owedUntil } from '../accounts/tenancy-status.ts';
import { laterOf } from '../calendar/date.ts';
import { depositInterestByYear, type InterestYear } from '../law/index.ts';

function interestThrough(deposit: HeldDeposit, through: string): InterestYear[] {
  if (deposit.kind !== 'LAST_MONTH') return [];
  // Interest of a part of a year is due on the last day for which rent is owed.
  return depositInterestByYear(depositHistory(deposit), through, owedUntil(deposit.lease));
}

/** Interest of a deposit by year: what fell due through a day, and what falls due until a known last day. */
export function interestByYear(deposit: HeldDeposit, today: string): InterestYear[] {
  const lastDay = owedUntil(deposit.lease);
  return interestThrough(deposit, lastDay === null ? today : laterOf(lastDay, today));
}

/** Interest that fell due through a day and was not given to the tenant yet, in cents. */
export function interestOwingCents(deposit: HeldDeposit, through: string): number {
  const due = interestThrough(deposit, through).reduce((sum, year) => sum + year.interestCents, 0);
  return Math.max(0, due - interestCents(deposit));
}
