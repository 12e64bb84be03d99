import type { Fault } from '../errors.ts';

/** What is wrong with the day of something that has happened, if it is yet to come. `words`: what can't have been. */
export function dayToCome(words: string, day: string, today: string): Omit<Fault, 'path'> | null {
  if (day <= today) return null;
  return { code: 'date_in_future', message: `${words} after today, ${today}.` };
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
