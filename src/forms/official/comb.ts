import { DomainError } from '../../errors.ts';

/** Number of cells after the printed decimal point, and under it. */
const CENT_CELLS = 2;
const POINT_CELLS = 1;
const PHONE_DIGITS = 10;

/** `2026-12-14` for ten cells with printed slashes, with blanks under the slashes. */
export function dateCells(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day} ${month} ${year}`;
}

/**
 * An amount for a row of cells with a printed decimal point before the last two. Dollars are right-aligned, with a blank
 * under the point.
 * @throws DomainError BAD_INPUT `does_not_fit` if the form has too few cells.
 */
export function moneyCells(amountCents: number, cells: number): string {
  const dollarCells = cells - CENT_CELLS - POINT_CELLS;
  const whole = String(Math.floor(amountCents / 100));
  const rest = String(amountCents % 100).padStart(CENT_CELLS, '0');
  if (whole.length > dollarCells) {
    throw new DomainError(
      'BAD_INPUT',
      `The official form has room for ${dollarCells} digits of dollars only, and the amount has more.`,
      {
        reason: 'does_not_fit',
      },
    );
  }
  return `${whole.padStart(dollarCells)} ${rest}`;
}

/** A ten-digit phone number for cells with printed brackets and hyphen; undefined for other numbers. */
export function phoneCells(phone: string): string | undefined {
  const digits = phone.replace(/\D/gu, '').replace(/^1(?=\d{10}$)/u, '');
  if (digits.length !== PHONE_DIGITS) return undefined;
  return ` ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}
