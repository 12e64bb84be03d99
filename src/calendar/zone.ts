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

/**
 * Calendar date of an instant in a time zone.
 *
 * @param timeZone an IANA name, e.g. `America/Toronto`
 */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  return formatOf(timeZone).format(instant);
}
