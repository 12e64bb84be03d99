/**
 * An increase as a share of the rent before it, in per cent with two decimals; empty if unknown. Limits have fewer decimals,
 * so rounding to the nearest one never states more than a limit that was kept.
 */
export function percentOf(beforeCents: number | undefined, afterCents: number | undefined): string {
  if (!beforeCents || afterCents === undefined) return '';
  const hundredths = Math.round(((afterCents - beforeCents) * 10_000) / beforeCents);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
