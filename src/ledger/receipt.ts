import { amountFaults, dateFaults } from '../faults/faults.ts';
import { isYearMonth } from '../calendar/month.ts';
import type { Fault } from '../errors.ts';

/** Status of a payment. Only `PAID` counts as money received. */
export type ReceiptStatus = 'PENDING' | 'PAID' | 'OVERDUE' | 'FAILED' | 'REFUNDED' | 'VOID';

/** The fields of a payment that the ledger needs. */
export interface Receipt {
  readonly id: string;
  /** At least one cent. */
  readonly amountCents: number;
  /** YYYY-MM-DD; null while the payment is not received. */
  readonly receivedOn: string | null;
  /** `YYYY-MM`, the month in which the paid rental periods begin; null pays the oldest rent owing. */
  readonly period: string | null;
  readonly status: ReceiptStatus;
}

/** A paid receipt with its day of receipt. */
export interface MoneyReceived extends Receipt {
  readonly receivedOn: string;
}

/** Whether the receipt is paid and has a day of receipt. */
export function isMoneyReceived(receipt: Receipt): receipt is MoneyReceived {
  return receipt.status === 'PAID' && receipt.receivedOn !== null;
}

/** Payments received up to and including a day. */
export function receivedBy(receipts: readonly Receipt[], asOf: string): MoneyReceived[] {
  return receipts.filter(isMoneyReceived).filter(({ receivedOn }) => receivedOn <= asOf);
}

function faultsOf(receipt: Receipt, row: number): Fault[] {
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
