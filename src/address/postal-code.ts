/** Letter, digit, letter, digit, letter, digit; Canada Post uses neither D, F, I, O, Q nor U, nor W or Z at the start. */
const POSTAL_CODE = /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(\d[ABCEGHJ-NPRSTV-Z]\d)$/;

/** A postal code as Canada Post writes it, e.g. `n1g1a1` as `N1G 1A1`; null for any other text. */
export function postalCodeOf(text: string): string | null {
  const [, area, unit] = POSTAL_CODE.exec(text.replace(/[\s-]/g, '').toUpperCase()) ?? [];
  return area !== undefined && unit !== undefined ? `${area} ${unit}` : null;
}
