const BASIS_POINTS_IN_WHOLE = 10_000;

/** A share of an amount, whole cents, anything below a cent dropped. */
export function shareRoundedDown(amountCents: number, basisPoints: number): number {
  return Math.floor((amountCents * basisPoints) / BASIS_POINTS_IN_WHOLE);
}

/** A share of an amount to the nearest cent, half a cent up. */
export function shareRounded(amountCents: number, basisPoints: number): number {
  return Math.floor((amountCents * basisPoints + BASIS_POINTS_IN_WHOLE / 2) / BASIS_POINTS_IN_WHOLE);
}
