import { dayFirst, monthInWords } from '../calendar/words.ts';
import { nounOf } from '../ids.ts';
import { CHARGE_KIND_WORDS } from '../vocabulary/charge.ts';
import type { OtherRow } from './other-account.ts';
import type { StatementRow } from '../ledger/index.ts';

/** What money, or what counts like it, did to the account. */
const WORDS = {
  payment: 'Payment received',
  credit: 'Credit',
  deposit: 'Deposit applied to rent',
  refund: 'Refund',
  return: 'Payment returned unpaid',
} as const;

/** How a row names days and months. */
export interface DateWords {
  readonly day: (day: string) => string;
  readonly month: (month: string) => string;
}

/** In data, days and months are written as in other fields. */
const IN_DATA: DateWords = { day: (day) => day, month: (month) => month };
/** On paper, days are written as in the other columns. */
export const ON_PAPER: DateWords = { day: dayFirst, month: monthInWords };

/** What a row of a statement is for, in words. */
export function describeRow(row: StatementRow, { day, month }: DateWords = IN_DATA): string {
  if (row.kind !== 'charge') {
    const isCancelled = row.kind === 'return' && nounOf(row.receiptId) !== 'Payment';
    const words = isCancelled ? 'Credit cancelled' : WORDS[row.kind];
    return row.period === null ? words : `${words}, rent of ${month(row.period)}`;
  }
  const { from, to } = row;
  const days = from === to ? `of ${day(from)}` : `from ${day(from)} to ${day(to)}`;
  return row.basis === 'full' ? `Rent ${days}` : `Rent ${days}, part of a period`;
}

/** What a row apart from rent is for, in words. */
export function describeOther({ kind, chargeKind }: OtherRow): string {
  const words = chargeKind === null ? '' : `: ${CHARGE_KIND_WORDS[chargeKind]}`;
  if (kind === 'charge') return `Charge${words}`;
  return kind === 'cancelled' ? `Charge cancelled${words}` : WORDS[kind];
}
