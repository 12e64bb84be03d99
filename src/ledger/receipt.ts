import { amountFaults, dateFaults } from '../faults/faults.ts';
import { isCalendarDate } from '../calendar/date.ts';
import { isYearMonth } from '../calendar/month.ts';
import type { Fault } from '../errors.ts';
import { isAmount } from '../money/cents.ts';

/** Status of a payment. Only `PAID` counts as money received. */
export type ReceiptStatus = 'PENDING' | 'PAID' | 'OVERDUE' | 'FAILED' | 'REFUNDED' | 'VOID';

/** Money that came in, or what counts like it: a credit, or a deposit applied to rent. */
export type ReceiptKind = 'payment' | 'credit' | 'deposit';

/** Money given back on a day. */
export interface Refund {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** At least one cent. */
  readonly amountCents: number;
}

/** The fields of a payment or a credit that the ledger needs. It counts from `receivedOn` until `returnedOn`. */
export interface Receipt {
  /** Unique among the receipts of a ledger. */
  readonly id: string;
  /** At least one cent. */
  readonly amountCents: number;
  /** YYYY-MM-DD; null while the payment is not received. */
  readonly receivedOn: string | null;
  /** `YYYY-MM`, the month in which the paid rental periods begin; null pays the oldest rent owing. */
  readonly period: string | null;
  readonly status: ReceiptStatus;
  /** YYYY-MM-DD, the due day of the rental period that it pays before any other. */
  readonly dueOn?: string | null | undefined;
  /** `payment` if absent. */
  readonly kind?: ReceiptKind | undefined;
  /** The row that it comes from; `id` if absent. */
  readonly rowId?: string | undefined;
  /** YYYY-MM-DD, the first day on which it no longer counts. */
  readonly returnedOn?: string | null | undefined;
  readonly refunds?: readonly Refund[] | undefined;
}

/** A paid receipt with its day of receipt. */
export interface MoneyReceived extends Receipt {
  readonly receivedOn: string;
}

/** Whether the receipt is paid and has a day of receipt. */
export function isMoneyReceived(receipt: Receipt): receipt is MoneyReceived {
  return receipt.status === 'PAID' && receipt.receivedOn !== null;
}

function refundedBy(refunds: readonly Refund[], asOf: string): number {
  return refunds.reduce((sum, { on, amountCents }) => (on <= asOf ? sum + amountCents : sum), 0);
}

/** The receipt less what was given back of it by a day; the same object if nothing was. */
function netOn(receipt: MoneyReceived, asOf: string): MoneyReceived {
  if (!receipt.refunds || receipt.refunds.length === 0) return receipt;
  return { ...receipt, amountCents: receipt.amountCents - refundedBy(receipt.refunds, asOf) };
}

/** Money held at the end of a day: received by then, not returned, less refunds. */
export function receivedBy(receipts: readonly Receipt[], asOf: string): MoneyReceived[] {
  return receipts
    .filter(isMoneyReceived)
    .filter(({ receivedOn, returnedOn }) => receivedOn <= asOf && !(returnedOn && returnedOn <= asOf))
    .map((receipt) => netOn(receipt, asOf));
}

/** Faults of what happened to a receipt after it came in. */
function laterFaults(
  { amountCents, receivedOn, returnedOn, refunds }: Receipt,
  path: Fault['path'],
): Fault[] {
  const faults = [
    ...(returnedOn ? dateFaults([...path, 'returnedOn'], returnedOn) : []),
    ...(refunds ?? []).flatMap((refund, index) => [
      ...dateFaults([...path, 'refunds', index, 'on'], refund.on),
      ...amountFaults([...path, 'refunds', index, 'amountCents'], refund.amountCents, 1),
    ]),
  ];
  if (faults.length > 0) return faults;
  const days = [...(returnedOn ? [returnedOn] : []), ...(refunds ?? []).map(({ on }) => on)];
  if (receivedOn !== null && days.some((on) => on < receivedOn)) {
    const message = `Money received on ${receivedOn} cannot go back before that day. Give a later date.`;
    faults.push({ path, code: 'date_order', message });
  }
  if (refundedBy(refunds ?? [], '9999-12-31') > amountCents) {
    const message = 'More was given back than was received. Lower the refunds.';
    faults.push({ path: [...path, 'refunds'], code: 'refund_too_large', message });
  }
  return faults;
}

/**
 * Whether a receipt is sound that nothing happened to after it came in. Most are: to look for each fault of each of them
 * takes longer than the ledger.
 */
function isPlainlySound({ amountCents, receivedOn, returnedOn, refunds, dueOn, period }: Receipt): boolean {
  if (returnedOn || (refunds && refunds.length > 0) || amountCents < 1 || !isAmount(amountCents))
    return false;
  const hasDays = isCalendarDate(receivedOn) && (!dueOn || isCalendarDate(dueOn));
  return hasDays && (period === null || isYearMonth(period));
}

function faultsOf(receipt: Receipt, row: number): Fault[] {
  if (isPlainlySound(receipt)) return [];
  const path = ['receipts', row];
  const { amountCents, receivedOn, period } = receipt;
  const faults = amountFaults([...path, 'amountCents'], amountCents, 1);
  if (receivedOn === null) {
    // Without this fault, the ledger would show paid rent as owing.
    const message = 'A paid receipt needs the day of receipt. Give it.';
    faults.push({ path: [...path, 'receivedOn'], code: 'received_on_missing', message });
  } else {
    faults.push(...dateFaults([...path, 'receivedOn'], receivedOn));
  }
  faults.push(...laterFaults(receipt, path));
  if (receipt.dueOn) faults.push(...dateFaults([...path, 'dueOn'], receipt.dueOn));
  if (period !== null && !isYearMonth(period)) {
    const message = 'This is not a month. Write the month in which the period begins as YYYY-MM.';
    faults.push({ path: [...path, 'period'], code: 'invalid_period', message });
  }
  return faults;
}

/** Every fault of the paid receipts. Other receipts are ignored. */
export function receiptFaults(receipts: readonly Receipt[]): Fault[] {
  const seen = new Set<string>();
  return receipts.flatMap((receipt, row) => {
    if (receipt.status !== 'PAID') return [];
    const faults = faultsOf(receipt, row);
    if (seen.has(receipt.id)) {
      const message = `Receipt ${receipt.id} is listed twice. Remove one of the two.`;
      faults.push({ path: ['receipts', row, 'id'], code: 'duplicate_receipt', message });
    }
    seen.add(receipt.id);
    return faults;
  });
}
