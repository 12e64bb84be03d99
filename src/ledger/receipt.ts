import { amountFaults, dateFaults } from '../faults/faults.ts';
import { isYearMonth } from '../calendar/month.ts';
import type { Fault } from '../errors.ts';

/** Where a payment stands; only `PAID` is money received and kept. */
export type ReceiptStatus = 'PENDING' | 'PAID' | 'OVERDUE' | 'FAILED' | 'REFUNDED' | 'VOID';

/** A payment, as far as the ledger cares. */
export interface Receipt {
  readonly id: string;
  /** At least one cent. */
  readonly amountCents: number;
  /** YYYY-MM-DD; null only while nothing was received. */
  readonly receivedOn: string | null;
  /** `YYYY-MM`, the month in which the rental periods paid for begin; null: the oldest rent owing. */
  readonly period: string | null;
  readonly status: ReceiptStatus;
}

/** A receipt that counts: paid, on a known day. */
export interface MoneyReceived extends Receipt {
  readonly receivedOn: string;
}

/** Whether the receipt is money the landlord has. */
export function isMoneyReceived(receipt: Receipt): receipt is MoneyReceived {
  return receipt.status === 'PAID' && receipt.receivedOn !== null;
}

/** The money received up to and including a day. */
export function receivedBy(receipts: readonly Receipt[], asOf: string): MoneyReceived[] {
  return receipts.filter(isMoneyReceived).filter(({ receivedOn }) => receivedOn <= asOf);
}

function faultsOf(receipt: Receipt, row: number): Fault[] {
  const path = ['receipts', row];
  const { amountCents, receivedOn, period } = receipt;
  const faults = amountFaults([...path, 'amountCents'], amountCents, 1);
  if (receivedOn === null) {
    // Leaving such money out would show rent as owing that was paid.
    const message = 'A paid receipt needs the day the money came.';
    faults.push({ path: [...path, 'receivedOn'], code: 'received_on_missing', message });
  } else {
    faults.push(...dateFaults([...path, 'receivedOn'], receivedOn));
  }
  if (period !== null && !isYearMonth(period)) {
    const message = 'A period is the month its rent falls due in, written YYYY-MM.';
    faults.push({ path: [...path, 'period'], code: 'invalid_period', message });
  }
  return faults;
}

/** Every fault of the paid receipts; the others count for nothing and are not looked at. */
export function receiptFaults(receipts: readonly Receipt[]): Fault[] {
  const seen = new Set<string>();
  return receipts.flatMap((receipt, row) => {
    if (receipt.status !== 'PAID') return [];
    const faults = faultsOf(receipt, row);
    if (seen.has(receipt.id)) {
      const message = `Receipt ${receipt.id} is listed twice; its money came once.`;
      faults.push({ path: ['receipts', row, 'id'], code: 'duplicate_receipt', message });
    }
    seen.add(receipt.id);
    return faults;
  });
}
