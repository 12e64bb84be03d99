/** Alternates letters and digits. Canada Post uses no D, F, I, O, Q or U, and no W or Z as the first letter. */
const POSTAL_CODE = /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(\d[ABCEGHJ-NPRSTV-Z]\d)$/;

/** A postal code as Canada Post writes it, e.g. `n1g1a1` as `N1G 1A1`; null for any other text. */
export function postalCodeOf(text: string): string | null {
  const [, area, unit] = POSTAL_CODE.exec(text.replace(/[\s-]/g, '').toUpperCase()) ?? [];
  return area !== undefined && unit !== undefined ? `${area} ${unit}` : null;
}
