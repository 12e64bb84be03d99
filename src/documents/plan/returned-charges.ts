import { otherAccount } from '../../accounts/other-account.ts';
import { fromColumn } from '../../db/date-column.ts';
import { isForReturnedPayment, type ReturnedPaymentKind } from '../../vocabulary/charge.ts';
import type { Tenancy } from './tenancy.ts';

/** What is owing of a charge for a returned payment. */
export interface ReturnedChargeOwing {
  readonly on: string;
  readonly kind: ReturnedPaymentKind;
  readonly amountCents: number;
}

/** Charges for returned payments that count on a day, oldest first. */
function chargesOf({ lease }: Tenancy, day: string): ReturnedChargeOwing[] {
  const found = lease.charges.flatMap(({ kind, onDate, voidedOn, amountCents }) => {
    const on = fromColumn(onDate);
    if (on > day || (voidedOn !== null && fromColumn(voidedOn) <= day)) return [];
    if (!isForReturnedPayment(kind)) return [];
    return [{ on, kind, amountCents }];
  });
  return found.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/**
 * Charges for returned payments on a day, as far as charges apart from rent are still owing (RTA s.87(5)). What was paid
 * counts against the oldest ones.
 */
export function returnedChargesOwing(tenancy: Tenancy, day: string): ReturnedChargeOwing[] {
  let leftCents = Math.max(0, otherAccount(tenancy.lease, day, day).closingBalanceCents);
  const owing = chargesOf(tenancy, day)
    .toReversed()
    .map((charge) => {
      const amountCents = Math.min(charge.amountCents, leftCents);
      leftCents -= amountCents;
      return { ...charge, amountCents };
    });
  return owing.filter(({ amountCents }) => amountCents > 0).toReversed();
}
