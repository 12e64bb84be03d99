/** A calendar date as Prisma's value for a DATE column. */
export function toColumn(date: string): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** Texts of days, by their milliseconds: rows of a list share few days, and to write a day anew takes longer. */
const texts = new Map<number, string>();
/** The days of a century and a half. */
const MAX_TEXTS = 55_000;

/** A DATE column's value as a calendar date, `YYYY-MM-DD`. */
export function fromColumn(column: Date): string {
  const milliseconds = column.getTime();
  const known = texts.get(milliseconds);
  if (known !== undefined) return known;
  const text = column.toISOString().slice(0, 10);
  if (texts.size < MAX_TEXTS) texts.set(milliseconds, text);
  return text;
}

export function toColumnOrNull(date: string | null | undefined): Date | null {
  return date ? toColumn(date) : null;
}

export function fromColumnOrNull(column: Date | null): string | null {
  return column && fromColumn(column);
}
