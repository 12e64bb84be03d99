import { dateFaults, refuse } from '../faults/faults.ts';
import { chargePlan, type Charge, type ChargeBasis } from './charge.ts';
import {
  isMoneyReceived,
  receiptFaults,
  type MoneyReceived,
  type Receipt,
  type ReceiptKind,
} from './receipt.ts';
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

/** Money received or given back, or a credit, with the month (`YYYY-MM`) that it names, if any. */
export interface PaymentRow extends RowBase {
  readonly kind: ReceiptKind | 'return' | 'refund';
  /** The row that it comes from. */
  readonly receiptId: string;
  readonly period: string | null;
}

/** A row of the statement, without wording. */
export type StatementRow = ChargeRow | PaymentRow;

/** Charges, receipts and what was given back from one day to another, both included. Amounts in cents. */
export interface Statement {
  readonly from: string;
  readonly to: string;
  /** Balance before the first day. */
  readonly openingBalanceCents: number;
  readonly rows: readonly StatementRow[];
  /** Balance after the last day, equal to that of the ledger. */
  readonly closingBalanceCents: number;
}

type ChargeEntry = Omit<ChargeRow, 'balanceCents'>;
export type PaymentEntry = Omit<PaymentRow, 'balanceCents'>;
type Entry = ChargeEntry | PaymentEntry;

function chargeEntry({ from, to, dueOn, chargedCents, basis }: Charge): ChargeEntry {
  return { kind: 'charge', on: dueOn, amountCents: chargedCents, from, to, basis };
}

/** The receipt, and what happened to it later. A return takes back what refunds left. */
export function moneyEntries(receipt: MoneyReceived, to: string): PaymentEntry[] {
  const {
    id,
    rowId = id,
    period,
    receivedOn,
    returnedOn,
    amountCents,
    kind = 'payment',
    refunds = [],
  } = receipt;
  const named = { receiptId: rowId, period };
  const entries: PaymentEntry[] = [{ ...named, kind, on: receivedOn, amountCents: -amountCents }];
  const earlier = refunds.filter(({ on }) => !returnedOn || on < returnedOn);
  for (const { on, amountCents: backCents } of earlier) {
    entries.push({ ...named, kind: 'refund', on, amountCents: backCents });
  }
  if (returnedOn) {
    const leftCents = earlier.reduce((left, refund) => left - refund.amountCents, amountCents);
    entries.push({ ...named, kind: 'return', on: returnedOn, amountCents: leftCents });
  }
  return entries.filter(({ on }) => on <= to);
}

const RANKS: Readonly<Record<PaymentEntry['kind'], number>> = {
  payment: 1,
  credit: 1,
  deposit: 1,
  refund: 2,
  return: 3,
};

/** Sorts by day, then receipts, refunds and returns, then by id, so that the order of entry does not matter. */
function sortKey({ on, kind, receiptId }: PaymentEntry): string {
  return `${on} ${RANKS[kind]} ${receiptId}`;
}

/** Charges are in order already. Those of a day stand before its payments. */
function inOrder(charges: readonly ChargeEntry[], payments: readonly PaymentEntry[]): Entry[] {
  const keyed = payments.map((entry) => ({ entry, key: sortKey(entry) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  const entries: Entry[] = [];
  let next = 0;
  for (const { entry } of keyed) {
    for (let charge = charges[next]; charge && charge.on <= entry.on; charge = charges[next]) {
      entries.push(charge);
      next += 1;
    }
    entries.push(entry);
  }
  return entries.concat(charges.slice(next));
}

function sum(amountsCents: readonly number[]): number {
  return amountsCents.reduce((totalCents, amountCents) => totalCents + amountCents, 0);
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
  const charges = chargePlan(terms).through(to);
  const payments = receipts.filter(isMoneyReceived).flatMap((receipt) => moneyEntries(receipt, to));
  const openingBalanceCents =
    sum(charges.filter(({ dueOn }) => dueOn < from).map(({ chargedCents }) => chargedCents)) +
    sum(payments.filter(({ on }) => on < from).map(({ amountCents }) => amountCents));
  const entries = inOrder(
    charges.filter(({ dueOn }) => dueOn >= from).map(chargeEntry),
    payments.filter(({ on }) => on >= from),
  );
  let balanceCents = openingBalanceCents;
  const rows = entries.map((entry): StatementRow => {
    balanceCents += entry.amountCents;
    return { ...entry, balanceCents };
  });
  return { from, to, openingBalanceCents, rows, closingBalanceCents: balanceCents };
}
