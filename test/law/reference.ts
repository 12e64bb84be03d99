import type { NoticeInput } from '../../src/law/index.ts';

const DAY = 86_400_000;
const NAMES = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

function later(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

function dayOf(date: string): number {
  return Number(date.slice(8));
}

/** Rent is due on the day after the last day of a period: asked day by day, with no arithmetic on months. */
function isRentDay(
  { rentalPeriod, rentDueDay, rentDueWeekday, termEnd }: NoticeInput,
  date: string,
): boolean {
  const end = termEnd ?? '';
  switch (rentalPeriod) {
    case 'DAILY':
      return true;
    case 'WEEKLY':
      return NAMES[new Date(date).getUTCDay()] === rentDueWeekday;
    case 'BIWEEKLY':
      return Math.abs(Date.parse(date) - Date.parse(later(end, 1))) % (14 * DAY) === 0;
    case 'YEARLY':
      return later(end, 1).slice(5) === date.slice(5);
    default:
      return dayOf(date) === rentDueDay;
  }
}

/**
 * The algorithm of the Board's counting rules, by trial: walks forward from the day of giving and stops at the first
 * day that holds. Leaves out what the module decides beyond it: terms ending on 28 or 29 February of a year, and
 * stated ends of doubtful months.
 */
export function referenceDate(input: NoticeInput, given: string): string {
  const { form, rentalPeriod, reason, termEnd } = input;
  const isShort = rentalPeriod === 'DAILY' || rentalPeriod === 'WEEKLY';
  const isAnyDay =
    ['N4', 'N5', 'N7'].includes(form) || reason === 'REPLY_TO_N12_N13' || reason === 'ASSIGNMENT_REFUSED';
  const isDemand = reason === 'STANDARD_LEASE_DEMAND';
  const days = {
    N4: given >= '2026-09-21' || isShort ? 7 : 14,
    N5: input.noticeNumber === 2 ? 14 : 20,
    N7: 10,
    N8: isShort ? 28 : 60,
    N9:
      reason === 'REPLY_TO_N12_N13'
        ? 10
        : reason === 'ASSIGNMENT_REFUSED'
          ? isShort
            ? 28
            : 30
          : isShort && !isDemand
            ? 28
            : 60,
    N12: Math.max(60, input.noticeDays ?? 60),
    N13: Math.max(120, input.noticeDays ?? 120),
  }[form];
  for (let date = given; ; date = later(date, 1)) {
    const year = date.slice(0, 4);
    const isFebruary = dayOf(later(date, 1)) === 1 && date.slice(5, 7) === '02' && given <= `${year}-01-01`;
    const isMarch = date.slice(5) === '03-31' && given <= `${year}-02-01`;
    const isExcused =
      form === 'N9' &&
      (isFebruary || isMarch) &&
      ['MONTHLY', 'YEARLY', 'FIXED'].includes(rentalPeriod) &&
      (rentalPeriod !== 'FIXED' || isDemand || date === termEnd);
    if (date < later(given, days) && !isExcused) continue;
    if (isAnyDay) return date;
    if (rentalPeriod === 'FIXED' && !isDemand && date === termEnd) return date;
    if (rentalPeriod === 'FIXED' && !isDemand && date < (termEnd ?? '')) continue;
    if (isRentDay(input, later(date, 1))) return date;
  }
}
