import { type CalendarDate } from './date.ts';

/** Time zone of the law's days and hours. */
export const ONTARIO_TIME_ZONE = 'America/Toronto';

/** Formatters by time zone: creating a formatter takes longer than formatting thousands of dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does, so no part has to be picked out.
  const options = {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const;
  const format = new Intl.DateTimeFormat('sv-SE', options);
  formats.set(timeZone, format);
  return format;
}

/** Since this instant, days of every time zone begin at a multiple of five minutes. */
const SLOTS_SINCE = Date.UTC(1973, 0, 1);
const SLOT_MILLISECONDS = 5 * 60_000;

/** Dates by time zone and slot of five minutes: rows of a list share few, and to format one takes longer. */
const dates = new Map<string, Map<number, CalendarDate>>();
const MAX_DATES = 10_000;

function datesOf(timeZone: string): Map<number, CalendarDate> {
  const known = dates.get(timeZone) ?? new Map<number, CalendarDate>();
  dates.set(timeZone, known);
  if (known.size >= MAX_DATES) known.clear();
  return known;
}

/**
 * Calendar date of an instant in a time zone.
 *
 * @param timeZone an IANA name, e.g. `America/Toronto`
 */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  const milliseconds = instant.getTime();
  if (!(milliseconds >= SLOTS_SINCE)) return formatOf(timeZone).format(instant);
  const slot = Math.floor(milliseconds / SLOT_MILLISECONDS);
  const known = datesOf(timeZone);
  const date = known.get(slot) ?? formatOf(timeZone).format(instant);
  known.set(slot, date);
  return date;
}
