const CENTS_PER_DOLLAR = 100;

/** Integer cents as dollars with thousands apart, e.g. `2,400.00`; empty for no amount. */
export function dollars(cents: number | undefined): string {
  if (cents === undefined) return '';
  const whole = Math.floor(Math.abs(cents) / CENTS_PER_DOLLAR);
  const rest = String(Math.abs(cents) % CENTS_PER_DOLLAR).padStart(2, '0');
  const apart = String(whole).replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return `${cents < 0 ? '-' : ''}${apart}.${rest}`;
}

/** Integer cents with the dollar sign, e.g. `$2,400.00`; empty for no amount. */
export function money(cents: number | undefined): string {
  const amount = dollars(cents);
  if (amount === '') return '';
  return amount.startsWith('-') ? `-$${amount.slice(1)}` : `$${amount}`;
}
