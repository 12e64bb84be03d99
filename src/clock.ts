import { Temporal } from 'temporal-polyfill';

/** The source of the current time. Injected, so that tests can set any day. */
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
