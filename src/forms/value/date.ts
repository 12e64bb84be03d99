const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const PLAIN_DATE = /^(\d{4})-(\d{2})-(\d{2})$/u;
const PLAIN_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/u;

/** Whether a text is a real calendar date, `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  if (!PLAIN_DATE.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Whether a text is a time of day, `HH:MM`. */
export function isPlainTime(text: string): boolean {
  return PLAIN_TIME.test(text);
}

/** `2026-11-29` as `29/11/2026`, the order of the Board's forms; empty for no date. */
export function dayFirst(date: string | undefined): string {
  const [, year, month, day] = PLAIN_DATE.exec(date ?? '') ?? [];
  return year !== undefined && month !== undefined && day !== undefined ? `${day}/${month}/${year}` : '';
}

/** `2026-11-29` as `2026/11/29`, the order of the standard lease; empty for no date. */
export function yearFirst(date: string | undefined): string {
  return PLAIN_DATE.test(date ?? '') ? (date ?? '').replaceAll('-', '/') : '';
}

/** `2026-11-29` as `29 November 2026`; empty for no date. */
export function inWords(date: string | undefined): string {
  const [, year, month, day] = PLAIN_DATE.exec(date ?? '') ?? [];
  if (year === undefined) return '';
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** `13:05` as `1:05 p.m.`; empty for no time. */
export function clockTime(time: string | undefined): string {
  const [, hours, minutes] = PLAIN_TIME.exec(time ?? '') ?? [];
  if (hours === undefined || minutes === undefined) return '';
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}
