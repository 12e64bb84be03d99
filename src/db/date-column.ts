/** A calendar date as Prisma's value for a DATE column. */
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
