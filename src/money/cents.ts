/** Canadian dollars in whole cents. Every sum of money inside KeyNest is one. */
export type Cents = number;

const CENTS_PER_DOLLAR = 100;
const BASIS_POINTS_IN_WHOLE = 10_000;

/** The largest single amount, 10,000,000 dollars: it keeps every sum an exact integer. */
export const MAX_CENTS: Cents = 1_000_000_000;

/** The amount in dollars, as JSON and GraphQL show it: 187550 as 1875.5. */
export function toDollars(cents: Cents): number {
  return cents / CENTS_PER_DOLLAR;
}

/**
 * An amount in cents from dollars with at most two decimals; null for any other number. The decimal digits are read,
 * never the binary fraction.
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

/** A share of an amount in basis points, anything below a cent dropped. */
export function shareRoundedDown(amount: Cents, basisPoints: number): Cents {
  return Math.floor((amount * basisPoints) / BASIS_POINTS_IN_WHOLE);
}

/** A share of an amount in basis points to the nearest cent, half a cent up. */
export function shareRounded(amount: Cents, basisPoints: number): Cents {
  return Math.floor((amount * basisPoints + BASIS_POINTS_IN_WHOLE / 2) / BASIS_POINTS_IN_WHOLE);
}
