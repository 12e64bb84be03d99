import { receivedBy, type Receipt } from './receipt.ts';

/** A charge apart from rent. It counts from `on` until `voidedOn`. */
export interface OtherCharge {
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly voidedOn: string | null;
  /** At least one cent. */
  readonly amountCents: number;
}

/**
 * Balance of the charges apart from rent on a day, in cents, less the payments for them. Positive: the tenant owes.
 * An N4 cannot claim it (RTA s.59).
 */
export function otherBalance(
  charges: readonly OtherCharge[],
  receipts: readonly Receipt[],
  asOf: string,
): number {
  const chargedCents = charges
    .filter(({ on, voidedOn }) => on <= asOf && !(voidedOn !== null && voidedOn <= asOf))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return receivedBy(receipts, asOf).reduce((left, { amountCents }) => left - amountCents, chargedCents);
}
