import { depositHistory, heldOn, type DepositEvent } from '../accounts/deposit-history.ts';
import { DEPOSIT_SELECTION, type HeldDeposit } from '../accounts/deposits.ts';
import { otherAccount, type OtherAccount } from '../accounts/other-account.ts';
import { LEDGER_SELECTION, statementOf, type LedgerLease } from '../accounts/tenancy-ledger.ts';
import { fromColumn } from '../db/date-column.ts';
import type { DepositKind } from '../generated/prisma/enums.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { InterestYear } from '../law/index.ts';
import type { Statement } from '../ledger/index.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import { interestByYear, interestOwingCents } from './interest-owing.ts';

/** A deposit on a statement; amounts in cents, as of its last day. */
export interface StatementDeposit {
  readonly id: string;
  readonly kind: DepositKind;
  readonly heldCents: number;
  readonly interestOwingCents: number;
  /** Interest that fell due on the days of the statement, oldest first. */
  readonly interest: readonly InterestYear[];
  /** What happened to it on the days of the statement, oldest first. */
  readonly events: readonly DepositEvent[];
}

/** The statement of a tenancy: rent, charges apart from rent, and deposits. */
export interface AccountStatement extends Statement {
  readonly other: OtherAccount;
  readonly deposits: readonly StatementDeposit[];
}

/** The columns of a lease that its statement is made from. */
export const STATEMENT_SELECTION = {
  ...LEDGER_SELECTION,
  deposits: { orderBy: { id: 'asc' }, select: DEPOSIT_SELECTION },
} as const satisfies Prisma.LeaseSelect;

type StatementLease = LedgerLease & { readonly deposits: readonly HeldDeposit[] };

interface Days {
  readonly from: string;
  readonly to: string;
}

/** A deposit with what happened to it through a day. */
function asOf(deposit: HeldDeposit, day: string): HeldDeposit {
  return { ...deposit, entries: deposit.entries.filter(({ onDate }) => fromColumn(onDate) <= day) };
}

function depositOn(deposit: HeldDeposit, { from, to }: Days): StatementDeposit {
  return {
    id: deposit.id,
    kind: deposit.kind,
    heldCents: heldOn(deposit, to),
    interestOwingCents: interestOwingCents(asOf(deposit, to), to),
    interest: interestByYear(deposit, to).filter(({ dueOn }) => from <= dueOn && dueOn <= to),
    events: depositHistory(deposit).filter(({ on }) => from <= on && on <= to),
  };
}

/** The statement of a tenancy from one day to another, both included. @throws the errors of `statementOf`. */
export async function accountStatement(
  lease: StatementLease,
  days: Days,
  budget: LedgerBudget,
): Promise<AccountStatement> {
  const statement = await statementOf(lease, days, budget);
  const received = lease.deposits.filter(({ receivedOn }) => fromColumn(receivedOn) <= days.to);
  return {
    ...statement,
    other: otherAccount(lease, days.from, days.to),
    deposits: received.map((deposit) => depositOn(deposit, days)),
  };
}
