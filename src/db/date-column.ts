import { badInput, type Fault } from '../errors.ts';

/** What is wrong with the day of something that has happened, if it is yet to come. `words`: what can't have been. */
export function dayToCome(words: string, day: string, today: string): Omit<Fault, 'path'> | null {
  if (day <= today) return null;
  return { code: 'date_in_future', message: `${words} after today, ${today}.` };
}

/** How many years ahead accounts are worked out. */
const YEARS_AHEAD = 5;

/**
 * Refuses a day so far ahead that nobody needs an account of it.
 * @throws DomainError BAD_INPUT `date_too_late`, naming the latest day
 */
export function assertInSight(argument: string, day: string, today: string): void {
  const latest = `${Number(today.slice(0, 4)) + YEARS_AHEAD}${today.slice(4).replace('-02-29', '-02-28')}`;
  if (day <= latest) return;
  const message = `Accounts are worked out ${YEARS_AHEAD} years ahead. Give ${latest} or an earlier day.`;
  throw badInput([{ path: [argument], code: 'date_too_late', message }]);
}

/** A calendar date as Prisma takes it for a DATE column. */
export function toColumn(date: string): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** A DATE column's value as a calendar date, `YYYY-MM-DD`. */
export function fromColumn(column: Date): string {
  return column.toISOString().slice(0, 10);
}

export function toColumnOrNull(date: string | null | undefined): Date | null {
  return date ? toColumn(date) : null;
}

export function fromColumnOrNull(column: Date | null): string | null {
  return column && fromColumn(column);
}
