import { dateFaults, refuse } from '../faults/faults.ts';
import { chargePlan, type Charge, type ChargeBasis } from './charge.ts';
import { receiptFaults, receivedBy, type MoneyReceived, type Receipt } from './receipt.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

interface RowBase {
  /** Due date or day of receipt, YYYY-MM-DD. */
  readonly on: string;
  /** Cents. A charge is positive or zero, a payment negative. */
  readonly amountCents: number;
  /** Balance after this row, in cents. Positive: the tenant owes. */
  readonly balanceCents: number;
}

/** Rent due for a period. */
export interface ChargeRow extends RowBase {
  readonly kind: 'charge';
  readonly from: string;
  readonly to: string;
  readonly basis: ChargeBasis;
}

/** A payment received, with the month (`YYYY-MM`) that it names, if any. */
export interface PaymentRow extends RowBase {
  readonly kind: 'payment';
  readonly receiptId: string;
  readonly period: string | null;
}

/** A row of the statement, without wording. */
export type StatementRow = ChargeRow | PaymentRow;

/** Charges and payments from one day to another, both included. Amounts in cents. */
export interface Statement {
  readonly from: string;
  readonly to: string;
  /** Balance before the first day. */
  readonly openingBalanceCents: number;
  readonly rows: readonly StatementRow[];
  /** Balance after the last day, equal to that of the ledger. */
  readonly closingBalanceCents: number;
}

type Entry = Omit<ChargeRow, 'balanceCents'> | Omit<PaymentRow, 'balanceCents'>;

function chargeEntry({ from, to, dueOn, chargedCents, basis }: Charge): Entry {
  return { kind: 'charge', on: dueOn, amountCents: chargedCents, from, to, basis };
}

function paymentEntry({ id, period, receivedOn, amountCents }: MoneyReceived): Entry {
  return { kind: 'payment', on: receivedOn, amountCents: -amountCents, receiptId: id, period };
}

/** Sorts by day, then charges before payments, then payments by id, so that the order of entry does not matter. */
function sortKey(entry: Entry): string {
  return entry.kind === 'charge' ? `${entry.on} 0` : `${entry.on} 1 ${entry.receiptId}`;
}

function inOrder(entries: readonly Entry[]): Entry[] {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ entry }) => entry);
}

function rejectBadInput(terms: LeaseTerms, receipts: readonly Receipt[], from: string, to: string): void {
  const days = [...dateFaults(['from'], from), ...dateFaults(['to'], to)];
  if (days.length === 0 && to < from) {
    const message = `The statement ends on ${to}, before it starts on ${from}. Give a later end.`;
    days.push({ path: ['to'], code: 'end_before_start', message });
  }
  refuse([...termsFaults(terms), ...receiptFaults(receipts), ...days]);
}

/**
 * Statement of account of a tenancy from one day to another, both included.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the dates.
 */
export function statement(
  terms: LeaseTerms,
  receipts: readonly Receipt[],
  from: string,
  to: string,
): Statement {
  rejectBadInput(terms, receipts, from, to);
  const charges = chargePlan(terms).through(to).map(chargeEntry);
  const payments = receivedBy(receipts, to).map(paymentEntry);
  const entries = inOrder([...charges, ...payments]);
  let balanceCents = 0;
  let openingBalanceCents = 0;
  const rows: StatementRow[] = [];
  for (const entry of entries) {
    balanceCents += entry.amountCents;
    if (entry.on < from) openingBalanceCents = balanceCents;
    else rows.push({ ...entry, balanceCents });
  }
  return { from, to, openingBalanceCents, rows, closingBalanceCents: balanceCents };
}
