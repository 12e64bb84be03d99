import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Ageing, Ledger, LedgerRow, Statement, StatementRow } from '../../ledger/index.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';

/** Of accounts on a day. */
export const AS_OF = {
  type: 'Date',
  description:
    'The day, included; today when absent. BAD_INPUT `date_too_late` for more than five years ahead.',
} as const;

type Fragments = GraphQLResolveInfo['fragments'];

/** Fields asked for, those of fragments at each use. */
function countFields({ selections }: SelectionSetNode, fragments: Fragments): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return sum + (inner ? countFields(inner.selectionSet, fragments) : 0);
  }, 0);
}

/** Rows, once the request's budget has paid for all that is asked of them. */
function shown<Row>(
  rows: readonly Row[],
  { ledgerBudget }: Context,
  { fieldNodes, fragments }: GraphQLResolveInfo,
): readonly Row[] {
  const fieldsOfEach = fieldNodes.reduce(
    (sum, { selectionSet }) => sum + (selectionSet ? countFields(selectionSet, fragments) : 0),
    0,
  );
  ledgerBudget?.spendFields(rows.length, fieldsOfEach);
  return rows;
}

/** A row of the ledger: what one rental period costs and what has come in for it. */
const LedgerRowType = builder.objectRef<LedgerRow>('LedgerRow').implement({
  description: 'One rental period: charged − paid = owing.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'First day of the period.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day of the period.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The day its rent is due.' }),
    period: t.expose('month', {
      type: 'YearMonth',
      description: 'The month it begins in, as payments name it.',
    }),
    charged: t.expose('chargedCents', { type: 'Money', description: 'Rent charged for it.' }),
    paid: t.expose('paidCents', { type: 'Money', description: 'Money received for it.' }),
    owing: t.expose('owingCents', { type: 'Money', description: 'What is left to pay.' }),
    basis: t.exposeString('basis', {
      description: '`full` for a whole period; a part period goes `by_day`, or is `agreed`.',
    }),
  }),
});

export const AgeingType = builder.objectRef<Ageing>('Ageing').implement({
  description: 'Rent owing by days since it was due.',
  fields: (t) => ({
    days0To30: t.expose('days0To30Cents', { type: 'Money', description: 'Due at most 30 days ago.' }),
    days31To60: t.expose('days31To60Cents', { type: 'Money', description: 'Due 31 to 60 days ago.' }),
    days61To90: t.expose('days61To90Cents', { type: 'Money', description: 'Due 61 to 90 days ago.' }),
    over90Days: t.expose('over90DaysCents', { type: 'Money', description: 'Due more than 90 days ago.' }),
  }),
});

const NextRentType = builder.objectRef<NonNullable<Ledger['nextRentDue']>>('NextRent').implement({
  description: 'The next rent to fall due.',
  fields: (t) => ({
    on: t.expose('on', { type: 'Date', description: 'Its due day.' }),
    amount: t.expose('amountCents', { type: 'Money', description: 'The whole charge.' }),
    remaining: t.expose('remainingCents', { type: 'Money', description: 'What credit leaves to pay of it.' }),
  }),
});

export const LedgerType = builder.objectRef<Ledger>('Ledger').implement({
  description: 'What a tenancy owes on a day: rent due and money received by then count.',
  fields: (t) => ({
    asOf: t.expose('asOf', { type: 'Date', description: 'The day, included.' }),
    balance: t.expose('balanceCents', {
      type: 'Money',
      description: 'Positive: the tenant owes. Negative: in credit.',
    }),
    arrears: t.expose('arrearsCents', { type: 'Money', description: 'Rent due and not paid.' }),
    credit: t.expose('creditCents', {
      type: 'Money',
      description: 'Money received that no rent due has taken.',
    }),
    arrearsSince: t.expose('arrearsSince', {
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest period with rent owing; null when none is.',
    }),
    rows: t.field({
      type: [LedgerRowType],
      description: 'Every period due, oldest first. Their fields count towards 100,000 of a request.',
      resolve: ({ rows }, _args, context, info) => shown(rows, context, info),
    }),
    ageing: t.expose('ageing', { type: AgeingType, description: 'How old the arrears are.' }),
    nextRentDue: t.expose('nextRentDue', {
      type: NextRentType,
      nullable: true,
      description: 'Null when the tenancy is over, or no rent is in sight.',
    }),
  }),
});

const StatementRowType = builder.objectRef<StatementRow>('StatementRow').implement({
  description: 'A charge or a payment, and the balance after it.',
  fields: (t) => ({
    on: t.expose('on', { type: 'Date', description: 'The due day, or the day of receipt.' }),
    kind: t.exposeString('kind', { description: '`charge` or `payment`.' }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description: 'A charge is positive, a payment negative.',
    }),
    balance: t.expose('balanceCents', { type: 'Money', description: 'After this row.' }),
    paymentId: t.id({
      nullable: true,
      description: 'The payment; null for a charge.',
      resolve: (row) => (row.kind === 'payment' ? row.receiptId : null),
    }),
    periodFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of the period charged; null for a payment.',
      resolve: (row) => (row.kind === 'charge' ? row.from : null),
    }),
    periodTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the period charged; null for a payment.',
      resolve: (row) => (row.kind === 'charge' ? row.to : null),
    }),
  }),
});

export const StatementType = builder.objectRef<Statement>('Statement').implement({
  description: 'What fell due and came in between two days, both included, with a running balance.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'First day.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day.' }),
    openingBalance: t.expose('openingBalanceCents', { type: 'Money', description: 'Before the first day.' }),
    rows: t.field({
      type: [StatementRowType],
      description: 'By day; rent before money on one day. Their fields count as those of ledgers do.',
      resolve: ({ rows }, _args, context, info) => shown(rows, context, info),
    }),
    closingBalance: t.expose('closingBalanceCents', { type: 'Money', description: 'After the last day.' }),
  }),
});
