/** Canada's provinces and territories, by the codes of Canada Post. */
export const PROVINCES = {
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
} as const;

export type Province = keyof typeof PROVINCES;

/** The province whose tenancies the Residential Tenancies Act, 2006 governs. */
export const ONTARIO: Province = 'ON';

/** Letters alone, without accents, so that `Québec` is `quebec`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The province of a code or a full name, in any case; null for any other text. */
export function provinceOf(text: string): Province | null {
  const wanted = plain(text);
  const codes = Object.keys(PROVINCES) as Province[];
  return codes.find((code) => plain(code) === wanted || plain(PROVINCES[code]) === wanted) ?? null;
}
