import { type Cents, toDollars } from './cents.ts';

const format = new Intl.NumberFormat('en-CA', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount in dollars without the sign, e.g. `2,400.00`; empty for no amount. */
export function dollars(cents: Cents | undefined): string {
  return cents === undefined ? '' : format.format(toDollars(cents));
}

/** An amount with the dollar sign, e.g. `$2,400.00`; empty for no amount. */
export function money(cents: Cents | undefined): string {
  if (cents === undefined) return '';
  return cents < 0 ? `-$${dollars(-cents)}` : `$${dollars(cents)}`;
}
