import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { ChargeKind } from '../generated/prisma/enums.ts';
import { moneyEntries, type PaymentEntry, type Receipt, type Refund } from '../ledger/index.ts';

/** Beyond every day that money can name. */
const LAST_DAY = '9999-12-31';

/** The columns of the payments and charges that the books of a tenancy are computed from. */
export const MONEY_SELECTION = {
  payments: {
    // An expected row that was money once keeps its returns.
    where: { OR: [{ source: 'RECEIVED' }, { returnedOn: { not: null } }] },
    select: {
      id: true,
      amountCents: true,
      receivedOn: true,
      period: true,
      dueOn: true,
      status: true,
      purpose: true,
      returns: true,
      refunds: true,
    },
  },
  charges: {
    select: {
      id: true,
      kind: true,
      amountCents: true,
      onDate: true,
      voidedOn: true,
      period: true,
      dueOn: true,
    },
  },
} as const satisfies Prisma.LeaseSelect;

export type MoneyOfLease = Prisma.LeaseGetPayload<{ select: typeof MONEY_SELECTION }>;

type PaymentMoney = MoneyOfLease['payments'][number];
type ChargeMoney = MoneyOfLease['charges'][number];

/** A receipt that was returned, as `Payment.returns` keeps it. */
export interface ReturnedReceipt {
  readonly receivedOn: string;
  readonly returnedOn: string;
  readonly amountCents: number;
  readonly refunds: readonly Refund[];
}

export function returnsOf({ returns }: Pick<PaymentMoney, 'returns'>): readonly ReturnedReceipt[] {
  return returns as unknown as ReturnedReceipt[];
}

export function refundsOf({ refunds }: Pick<PaymentMoney, 'refunds'>): readonly Refund[] {
  return refunds as unknown as Refund[];
}

/** The kinds of charges that pay rent; all others are owed apart from rent. */
export const RENT_CREDITS: ChargeKind[] = ['CREDIT', 'DISCOUNT', 'DEPOSIT'];

/** Whether a charge of this kind lowers the rent owing. */
export function isRentCredit(kind: ChargeKind): boolean {
  return RENT_CREDITS.includes(kind);
}

/** The receipts of a payment: those returned earlier, and the present one. */
function paymentReceipts(payment: PaymentMoney): Receipt[] {
  const { id, period, status, amountCents } = payment;
  const named = { rowId: id, period, dueOn: fromColumnOrNull(payment.dueOn), status: 'PAID' as const };
  const receipts: Receipt[] = returnsOf(payment).map((returned, index) => ({
    ...returned,
    ...named,
    id: `${id} ${index}`,
  }));
  const isRefunded = status === 'REFUNDED' && refundsOf(payment).length > 0;
  const isHeld = (status === 'PAID' || isRefunded) && payment.receivedOn !== null;
  if (isHeld) {
    const receivedOn = fromColumnOrNull(payment.receivedOn);
    receipts.push({ ...named, id, amountCents, receivedOn, refunds: refundsOf(payment) });
  }
  return receipts;
}

function creditReceipt({ id, kind, amountCents, onDate, voidedOn, period, dueOn }: ChargeMoney): Receipt {
  return {
    id,
    kind: kind === 'DEPOSIT' ? 'deposit' : 'credit',
    amountCents,
    receivedOn: fromColumn(onDate),
    returnedOn: fromColumnOrNull(voidedOn),
    period,
    dueOn: fromColumnOrNull(dueOn),
    status: 'PAID',
  };
}

/** What pays the rent of a tenancy: payments, credits and deposits applied. */
export function rentReceipts({ payments, charges }: MoneyOfLease): Receipt[] {
  return [
    ...payments.filter(({ purpose }) => purpose === 'RENT').flatMap(paymentReceipts),
    ...charges.filter(({ kind }) => isRentCredit(kind)).map(creditReceipt),
  ];
}

/** What came in by receipts and went back, whatever the day: money that came in is negative. */
export function entriesOf(receipts: readonly Receipt[], to = LAST_DAY): PaymentEntry[] {
  return receipts
    .flatMap(({ receivedOn, ...receipt }) => (receivedOn ? [{ ...receipt, receivedOn }] : []))
    .flatMap((receipt) => moneyEntries(receipt, to));
}

/** What came in for rent and went back. */
export function rentEntries(money: MoneyOfLease): PaymentEntry[] {
  return entriesOf(rentReceipts(money));
}

/** What pays charges apart from rent. */
export function chargeReceipts({ payments }: MoneyOfLease): Receipt[] {
  return payments.filter(({ purpose }) => purpose === 'CHARGES').flatMap(paymentReceipts);
}
