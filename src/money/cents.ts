/** An amount of Canadian dollars in whole cents. KeyNest computes in cents only. */
export type Cents = number;

const CENTS_PER_DOLLAR = 100;
const BASIS_POINTS_IN_WHOLE = 10_000;

/** Largest single amount: $10,000,000.00. Sums of such amounts are exact integers. */
export const MAX_CENTS: Cents = 1_000_000_000;

/** Amount in dollars for JSON and GraphQL, e.g. 187550 as 1875.5. */
export function toDollars(cents: Cents): number {
  return cents / CENTS_PER_DOLLAR;
}

/**
 * Amount in cents of a number of dollars with at most two decimals; null for any other number. It reads the decimal
 * digits, so no binary fraction is rounded.
 */
export function toCents(dollars: number): Cents | null {
  const [match, sign, whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(dollars)) ?? [];
  if (match === undefined) return null;
  const cents = Number(whole) * CENTS_PER_DOLLAR + Number(decimals.padEnd(2, '0'));
  return sign === '-' ? -cents : cents;
}

/** Whether a number is an amount from 0 to a limit, in whole cents. */
export function isAmount(cents: number, limit: Cents = MAX_CENTS): boolean {
  return Number.isInteger(cents) && cents >= 0 && cents <= limit;
}

/** Share of an amount in basis points, rounded down to the cent. */
export function shareRoundedDown(amount: Cents, basisPoints: number): Cents {
  return Math.floor((amount * basisPoints) / BASIS_POINTS_IN_WHOLE);
}

/** Share of an amount in basis points to the nearest cent, with half a cent rounded up. */
export function shareRounded(amount: Cents, basisPoints: number): Cents {
  return Math.floor((amount * basisPoints + BASIS_POINTS_IN_WHOLE / 2) / BASIS_POINTS_IN_WHOLE);
}
