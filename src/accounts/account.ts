import type { LedgerBudget } from '../request/ledger-budget.ts';
import { computeLedger, type Ageing } from '../ledger/index.ts';
import { takeTurn } from '../turns.ts';
import { otherBalance } from './other-account.ts';
import { rentReceipts } from './receipts.ts';
import { leaseTerms, scheduledRent, spend, type LedgerLease } from './tenancy-ledger.ts';

/** What a tenancy owes on a day: a ledger without its rows. */
export interface Account {
  readonly balanceCents: number;
  readonly arrearsCents: number;
  readonly arrearsSince: string | null;
  readonly ageing: Ageing;
  /** Rent of a full rental period on that day; before the tenancy, its first rent. */
  readonly rentCents: number;
  /** What is owing apart from rent; negative for a credit. */
  readonly otherCents: number;
}

/**
 * The account of a tenancy on a day, from its ledger, which is not kept.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` when the budget is exceeded.
 */
export async function accountInTurn(
  lease: LedgerLease,
  asOf: string,
  budget: LedgerBudget,
): Promise<Account> {
  await takeTurn();
  const terms = leaseTerms(lease);
  spend(budget, lease, terms, asOf);
  const ledger = computeLedger(terms, rentReceipts(lease), asOf);
  const { balanceCents, arrearsCents, arrearsSince, ageing } = ledger;
  return {
    balanceCents,
    arrearsCents,
    arrearsSince,
    ageing,
    rentCents: scheduledRent(terms.rentSchedule, asOf),
    otherCents: otherBalance(lease, asOf),
  };
}
