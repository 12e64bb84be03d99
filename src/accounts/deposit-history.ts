import { fromColumn } from '../db/date-column.ts';
import type { DEPOSIT_EVENT_WORDS } from '../vocabulary/deposit.ts';
import type { HeldDeposit } from './deposits.ts';

export type DepositEventKind = keyof typeof DEPOSIT_EVENT_WORDS;

/** What happened to a deposit on a day, `YYYY-MM-DD`, and the amount held after it. */
export interface DepositEvent {
  readonly on: string;
  readonly kind: DepositEventKind;
  readonly amountCents: number;
  readonly balanceCents: number;
}

/** What each kind of event does to the amount held. */
const SIGNS: Readonly<Record<DepositEventKind, number>> = {
  RECEIVED: 1,
  TOP_UP: 1,
  INTEREST_ADDED: 1,
  INTEREST_PAID: 0,
  APPLIED: -1,
  RELEASED: 1,
  REFUND: -1,
};

type Event = Omit<DepositEvent, 'balanceCents'>;

/** What rent a deposit paid, and what was taken back. One that was taken back before its day never counted. */
function applications({ charges }: HeldDeposit): Event[] {
  return charges.flatMap(({ amountCents, onDate, voidedOn }): Event[] => {
    const on = fromColumn(onDate);
    const applied: Event = { on, kind: 'APPLIED', amountCents };
    if (voidedOn === null) return [applied];
    const released = fromColumn(voidedOn);
    return released <= on ? [] : [applied, { on: released, kind: 'RELEASED', amountCents }];
  });
}

/** The history of a deposit, oldest first. Rent that it pays on a day ahead is listed with that day. */
export function depositHistory(deposit: HeldDeposit): DepositEvent[] {
  const { amountCents, receivedOn, entries } = deposit;
  const events: Event[] = [
    { on: fromColumn(receivedOn), kind: 'RECEIVED', amountCents },
    ...entries.map((entry): Event => ({
      on: fromColumn(entry.onDate),
      kind: entry.kind,
      amountCents: entry.amountCents,
    })),
    ...applications(deposit),
  ];
  // The sort is stable: events of one day stay in this order.
  const sorted = events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let balanceCents = 0;
  return sorted.map((event) => {
    balanceCents += SIGNS[event.kind] * event.amountCents;
    return { ...event, balanceCents };
  });
}

/** The amount held at the end of a day, in cents. */
export function heldOn(deposit: HeldDeposit, day: string): number {
  return depositHistory(deposit).findLast(({ on }) => on <= day)?.balanceCents ?? 0;
}
