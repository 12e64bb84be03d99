import { depositHistory } from '../accounts/deposit-history.ts';
import { interestCents, type HeldDeposit } from '../accounts/deposits.ts';
import { depositInterestByYear } from '../law/index.ts';

/** Interest that fell due through a day and was not given to the tenant yet, in cents. */
export function interestOwingCents(deposit: HeldDeposit, through: string): number {
  if (deposit.kind !== 'LAST_MONTH') return 0;
  const years = depositInterestByYear(depositHistory(deposit), through);
  const due = years.reduce((sum, year) => sum + year.interestCents, 0);
  return Math.max(0, due - interestCents(deposit));
}
