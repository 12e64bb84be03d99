import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import type { PaymentRow } from '../ledger/index.ts';
import type { ChargeKind } from '../generated/prisma/enums.ts';
import { chargeReceipts, entriesOf, isRentCredit, type MoneyOfLease } from './receipts.ts';

/** A charge apart from rent, or money that pays such charges; amounts in cents, positive where the tenant owes more. */
export interface OtherRow {
  readonly on: string;
  readonly kind: 'charge' | 'cancelled' | PaymentRow['kind'];
  /** Of a charge. */
  readonly chargeKind: ChargeKind | null;
  readonly amountCents: number;
  readonly balanceCents: number;
}

/** The account of charges apart from rent, between two days. */
export interface OtherAccount {
  readonly openingBalanceCents: number;
  readonly rows: readonly OtherRow[];
  readonly closingBalanceCents: number;
}

type Entry = Omit<OtherRow, 'balanceCents'>;

function chargeEntries({ charges }: MoneyOfLease): Entry[] {
  return charges
    .filter(({ kind }) => !isRentCredit(kind))
    .flatMap(({ kind: chargeKind, amountCents, onDate, voidedOn }): Entry[] => {
      const charge: Entry = { on: fromColumn(onDate), kind: 'charge', chargeKind, amountCents };
      const on = fromColumnOrNull(voidedOn);
      return on === null
        ? [charge]
        : [charge, { ...charge, on, kind: 'cancelled', amountCents: -amountCents }];
    });
}

function paymentEntries(money: MoneyOfLease, to?: string): Entry[] {
  const entries = entriesOf(chargeReceipts(money), to);
  return entries.map(({ on, kind, amountCents }) => ({ on, kind, chargeKind: null, amountCents }));
}

/** Charges apart from rent, whatever the day, and what paid them through a day; without one, all of it. */
export function otherEntries(money: MoneyOfLease, to?: string): Entry[] {
  return [...chargeEntries(money), ...paymentEntries(money, to)];
}

/** Charges apart from rent, and what paid them, in order of their days. Charges of a day come first. */
export function otherAccount(money: MoneyOfLease, from: string, to: string): OtherAccount {
  const entries = otherEntries(money, to)
    .filter(({ on }) => on <= to)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const before = entries.filter(({ on }) => on < from);
  const openingBalanceCents = before.reduce((sum, { amountCents }) => sum + amountCents, 0);
  let balanceCents = openingBalanceCents;
  const rows = entries.slice(before.length).map((entry): OtherRow => {
    balanceCents += entry.amountCents;
    return { ...entry, balanceCents };
  });
  return { openingBalanceCents, rows, closingBalanceCents: balanceCents };
}

/** What is owing on a day apart from rent, in cents; negative for a credit. */
export function otherBalance(money: MoneyOfLease, on: string): number {
  return otherAccount(money, on, on).closingBalanceCents;
}
