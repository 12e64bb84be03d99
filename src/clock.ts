import { Temporal } from 'temporal-polyfill';

/** Where the present comes from. Injected, so that tests and the law can stand on any day. */
export interface Clock {
  now(): Date;
}

/** The calendar date, `YYYY-MM-DD`, that an instant falls on in a time zone. */
export function dateIn(timeZone: string, instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}
