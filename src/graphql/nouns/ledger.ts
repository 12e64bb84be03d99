import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { OtherAccount, OtherRow } from '../../accounts/other-account.ts';
import { describeOther, describeRow } from '../../accounts/statement-words.ts';
import type { AccountStatement, StatementDeposit } from '../../documents/account-statement.ts';
import type { Ageing, Ledger, LedgerRow, StatementRow } from '../../ledger/index.ts';
import { nounOf } from '../../ids.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { inTurns } from '../execution/rows-in-turns.ts';
import { AccountRowKind, ChargeBasis } from '../types/account-enums.ts';
import { DepositInterestType } from '../types/deposit-interest.ts';
import { DepositEventType } from '../types/deposit-event.ts';
import { DepositKind } from '../types/deposit-enums.ts';

/** Argument for the day of a ledger or a rent roll. */
export const AS_OF_ARGUMENT = {
  type: 'Date',
  description:
    'Day of the calculation, inclusive. Defaults to today. Fails with `BAD_INPUT` `date_too_late` if it is more than five years ahead.',
} as const;

/** Arguments for the days of a statement. */
export const STATEMENT_ARGUMENTS = {
  from: {
    type: 'Date',
    description:
      'First day of the statement. Defaults to the first day of the tenancy, or of the first money or charge before it.',
  },
  to: {
    type: 'Date',
    description:
      'Last day of the statement. Defaults to today. Fails with `BAD_INPUT` `date_too_late` if it is more than five years ahead.',
  },
} as const;

type Fragments = GraphQLResolveInfo['fragments'];

/** Number of selected fields; those of a fragment count at each use. */
function countFields({ selections }: SelectionSetNode, fragments: Fragments): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return sum + (inner ? countFields(inner.selectionSet, fragments) : 0);
  }, 0);
}

/**
 * The rows, after their selected fields are charged to the request's budget.
 */
function chargedRows<Row>(
  rows: readonly Row[],
  { ledgerBudget }: Context,
  { fieldNodes, fragments }: GraphQLResolveInfo,
): readonly Row[] {
  const fieldsPerRow = fieldNodes.reduce(
    (sum, { selectionSet }) => sum + (selectionSet ? countFields(selectionSet, fragments) : 0),
    0,
  );
  ledgerBudget.spendFields(rows.length, fieldsPerRow);
  return inTurns(rows);
}

const LedgerRowType = builder.objectRef<LedgerRow>('LedgerRow').implement({
  description: 'Rent of one rental period. `charged` minus `paid` is `owing`.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'First day of the rental period.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day of the rental period.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'Day on which the rent is due.' }),
    period: t.expose('month', {
      type: 'YearMonth',
      description: 'Month in which the rental period begins, as payments refer to it.',
    }),
    charged: t.expose('chargedCents', { type: 'Money', description: 'Rent charged, in Canadian dollars.' }),
    paid: t.expose('paidCents', {
      type: 'Money',
      description: 'Payments applied to the charge, in Canadian dollars.',
    }),
    owing: t.expose('owingCents', { type: 'Money', description: 'Rent still owing, in Canadian dollars.' }),
    basis: t.expose('basis', { type: ChargeBasis, description: 'Basis of the charge.' }),
  }),
});

export const AgeingType = builder.objectRef<Ageing>('Ageing').implement({
  description: 'Rent in arrears by days since its due day, in Canadian dollars.',
  fields: (t) => ({
    days0To30: t.expose('days0To30Cents', { type: 'Money', description: 'Due up to 30 days ago.' }),
    days31To60: t.expose('days31To60Cents', { type: 'Money', description: 'Due 31 to 60 days ago.' }),
    days61To90: t.expose('days61To90Cents', { type: 'Money', description: 'Due 61 to 90 days ago.' }),
    over90Days: t.expose('over90DaysCents', { type: 'Money', description: 'Due more than 90 days ago.' }),
  }),
});

const NextRentType = builder.objectRef<NonNullable<Ledger['nextRentDue']>>('NextRent').implement({
  description: 'Next rent that falls due.',
  fields: (t) => ({
    on: t.expose('on', { type: 'Date', description: 'Due day.' }),
    amount: t.expose('amountCents', { type: 'Money', description: 'Full charge, in Canadian dollars.' }),
    remaining: t.expose('remainingCents', {
      type: 'Money',
      description: 'Amount still to pay after credit, in Canadian dollars.',
    }),
  }),
});

/** A ledger of a lease, with what is owing on its day apart from rent. */
export type AccountLedger = Ledger & { readonly leaseId: string; readonly otherCents: number };

export const LedgerType = builder.objectRef<AccountLedger>('Ledger').implement({
  description:
    'Account of a tenancy as of a day. Counts the rent due and the payments received up to that day.',
  fields: (t) => ({
    asOf: t.expose('asOf', { type: 'Date', description: 'Day of the calculation, inclusive.' }),
    balance: t.expose('balanceCents', {
      type: 'Money',
      description: 'Balance in Canadian dollars. Positive if rent is owing, negative for a credit.',
    }),
    otherBalance: t.expose('otherCents', {
      type: 'Money',
      description: 'Balance apart from rent, in Canadian dollars. An N4 never claims it.',
    }),
    arrears: t.expose('arrearsCents', {
      type: 'Money',
      description: 'Rent due but not paid, in Canadian dollars.',
    }),
    credit: t.expose('creditCents', {
      type: 'Money',
      description: 'Payments not yet applied to rent, in Canadian dollars.',
    }),
    arrearsSince: t.expose('arrearsSince', {
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest rent in arrears. Null without arrears.',
    }),
    rows: t.field({
      type: [LedgerRowType],
      description:
        'All rental periods due so far, oldest first. Fails with `BAD_INPUT` `query_too_costly` if a request returns over 100,000 values in ledger and statement rows.',
      resolve: ({ rows }, _args, context, info) => chargedRows(rows, context, info),
    }),
    ageing: t.expose('ageing', { type: AgeingType, description: 'Arrears by age.' }),
    nextRentDue: t.expose('nextRentDue', {
      type: NextRentType,
      nullable: true,
      description: 'Next rent that falls due. Null if the tenancy has ended or no rent lies ahead.',
    }),
  }),
});

const StatementRowType = builder.objectRef<StatementRow>('StatementRow').implement({
  description: 'Charge or payment, with the balance after it.',
  fields: (t) => ({
    on: t.expose('on', {
      type: 'Date',
      description: 'Due day of a charge, or day on which a payment was received.',
    }),
    kind: t.expose('kind', { type: AccountRowKind, description: 'Kind of the row.' }),
    description: t.string({
      description: 'Reason for the row, e.g. `Rent from 2026-11-01 to 2026-11-30`.',
      resolve: (row) => describeRow(row),
    }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description:
        'Amount in Canadian dollars. Positive for a charge and for money that went back, negative for a payment or a credit.',
    }),
    balance: t.expose('balanceCents', {
      type: 'Money',
      description: 'Balance after this row, in Canadian dollars.',
    }),
    paymentId: t.id({
      nullable: true,
      description: 'ID of the payment. Null for charges, credits and deposits.',
      resolve: (row) => (row.kind !== 'charge' && nounOf(row.receiptId) === 'Payment' ? row.receiptId : null),
    }),
    periodFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of the rental period charged. Null for a payment.',
      resolve: (row) => (row.kind === 'charge' ? row.from : null),
    }),
    periodTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the rental period charged. Null for a payment.',
      resolve: (row) => (row.kind === 'charge' ? row.to : null),
    }),
  }),
});

const OtherRowType = builder.objectRef<OtherRow>('OtherRow').implement({
  description: 'Charge apart from rent, or money that pays these charges, with the balance after it.',
  fields: (t) => ({
    on: t.expose('on', { type: 'Date', description: 'Day of the charge or the payment.' }),
    kind: t.expose('kind', { type: AccountRowKind, description: 'Kind of the row.' }),
    description: t.string({
      description: 'Reason for the row, e.g. `Charge: NSF Bank`.',
      resolve: describeOther,
    }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description:
        'Amount in Canadian dollars. Positive if the tenant owes more after it, negative if the tenant owes less.',
    }),
    balance: t.expose('balanceCents', {
      type: 'Money',
      description: 'Balance after this row, in Canadian dollars.',
    }),
  }),
});

const OtherAccountType = builder.objectRef<OtherAccount>('OtherAccount').implement({
  description: 'Charges apart from rent and the payments for them, between two days.',
  fields: (t) => ({
    openingBalance: t.expose('openingBalanceCents', {
      type: 'Money',
      description: 'Balance before the first day, in Canadian dollars.',
    }),
    rows: t.expose('rows', {
      type: [OtherRowType],
      description: 'Charges and payments by day; on the same day, charges come first.',
    }),
    closingBalance: t.expose('closingBalanceCents', {
      type: 'Money',
      description: 'Balance after the last day, in Canadian dollars.',
    }),
  }),
});

const StatementDepositType = builder.objectRef<StatementDeposit>('StatementDeposit').implement({
  description: 'Deposit on a statement, as of the last day of the statement.',
  fields: (t) => ({
    depositId: t.exposeID('id', { description: 'ID of the deposit. Begins with `dep_`.' }),
    kind: t.expose('kind', { type: DepositKind, description: 'Kind of the deposit.' }),
    held: t.expose('heldCents', { type: 'Money', description: 'Amount held, in Canadian dollars.' }),
    interestOwing: t.expose('interestOwingCents', {
      type: 'Money',
      description: 'Interest that fell due and was not given to the tenant yet, in Canadian dollars.',
    }),
    interest: t.expose('interest', {
      type: [DepositInterestType],
      description: 'Interest that fell due on the days of the statement, oldest first.',
    }),
    events: t.expose('events', {
      type: [DepositEventType],
      description: 'Events on the days of the statement, oldest first, with the amount held after each.',
    }),
  }),
});

export const StatementType = builder.objectRef<AccountStatement>('Statement').implement({
  description: 'Charges and payments of a tenancy between two days, inclusive, with a running balance.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'First day of the statement.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day of the statement.' }),
    openingBalance: t.expose('openingBalanceCents', {
      type: 'Money',
      description: 'Balance before the first day, in Canadian dollars.',
    }),
    rows: t.field({
      type: [StatementRowType],
      description:
        'Charges and payments by day; on the same day, charges come first. Counts towards the same limit as `Ledger.rows`.',
      resolve: ({ rows }, _args, context, info) => chargedRows(rows, context, info),
    }),
    closingBalance: t.expose('closingBalanceCents', {
      type: 'Money',
      description: 'Balance after the last day, in Canadian dollars.',
    }),
    other: t.expose('other', { type: OtherAccountType, description: 'Account apart from rent.' }),
    deposits: t.expose('deposits', {
      type: [StatementDepositType],
      description: 'Deposits received by the last day, oldest first.',
    }),
  }),
});
