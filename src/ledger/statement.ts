import { dateFaults, refuse } from '../faults/faults.ts';
import { chargePlan, type Charge, type ChargeBasis } from './charge.ts';
import { receiptFaults, receivedBy, type MoneyReceived, type Receipt } from './receipt.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

interface RowBase {
  /** The due day or the day of receipt, YYYY-MM-DD. */
  readonly on: string;
  /** Cents; a charge is positive (or 0), a payment negative. */
  readonly amountCents: number;
  /** Cents, after this row; positive: the tenant owes. */
  readonly balanceCents: number;
}

/** Rent falling due, and for which period. */
export interface ChargeRow extends RowBase {
  readonly kind: 'charge';
  readonly from: string;
  readonly to: string;
  readonly basis: ChargeBasis;
}

/** Money received, and the month (`YYYY-MM`) it names, if any. */
export interface PaymentRow extends RowBase {
  readonly kind: 'payment';
  readonly receiptId: string;
  readonly period: string | null;
}

/** A line of the statement, in parts: whoever shows it chooses the words. */
export type StatementRow = ChargeRow | PaymentRow;

/** What fell due and came in from one day to another, both included. Amounts in cents. */
export interface Statement {
  readonly from: string;
  readonly to: string;
  /** Before the first day. */
  readonly openingBalanceCents: number;
  readonly rows: readonly StatementRow[];
  /** After the last day: the balance of the ledger on it. */
  readonly closingBalanceCents: number;
}

type Entry = Omit<ChargeRow, 'balanceCents'> | Omit<PaymentRow, 'balanceCents'>;

function chargeEntry({ from, to, dueOn, chargedCents, basis }: Charge): Entry {
  return { kind: 'charge', on: dueOn, amountCents: chargedCents, from, to, basis };
}

function paymentEntry({ id, period, receivedOn, amountCents }: MoneyReceived): Entry {
  return { kind: 'payment', on: receivedOn, amountCents: -amountCents, receiptId: id, period };
}

/** By day; on one day the rent before the money, and payments by id, so that the order of entry never shows. */
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
    const message = `The statement would end on ${to}, before it starts on ${from}.`;
    days.push({ path: ['to'], code: 'end_before_start', message });
  }
  refuse([...termsFaults(terms), ...receiptFaults(receipts), ...days]);
}

/**
 * The account of a tenancy from one day to another, both included.
 * @throws DomainError `BAD_INPUT` naming every fault of the terms, the paid receipts and the dates
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
