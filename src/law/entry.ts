import { Temporal } from 'temporal-polyfill';
import { ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { ENTRY_REASONS, type EntryReason, entryReasonFault } from './entry-reason.ts';
import { entryWindowFaults, entryWindowWarnings } from './entry-window.ts';
import { fault, refuse, requiredChoiceFault } from './fault.ts';
import type { Warning } from './warning.ts';
import { applied, type AppliedRule, ruleInForce } from './rules.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { deemedGiven } from './service.ts';
import { methodFault, methodWarnings, SERVICE_METHODS, type ServiceMethod } from './service-method.ts';

const MINUTES_IN_HOUR = 60;

/** A notice of entry. Times are ISO 8601 instants with an offset or `Z`. */
export interface EntryInput {
  readonly servedAt: string;
  readonly method: ServiceMethod;
  readonly emailConsent?: boolean | null | undefined;
  readonly entryStartsAt: string;
  /** End of the entry window, if the notice states one. */
  readonly entryEndsAt?: string | null | undefined;
  readonly reason: EntryReason;
}

/** Whether a notice of entry gives the right to enter. */
export interface EntryCheck {
  readonly allowed: boolean;
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** Hours between giving the notice and entry; negative if entry comes first. */
  readonly hoursElapsed: number;
  /** Earliest lawful entry, Ontario time with offset; null if the method of service is not allowed. */
  readonly earliestEntryAt: string | null;
  readonly rules: readonly AppliedRule[];
}

interface Times {
  readonly servedAt: Temporal.ZonedDateTime;
  readonly startsAt: Temporal.ZonedDateTime;
  readonly endsAt: Temporal.ZonedDateTime;
}

function localTime(field: string, text: string, faults: Fault[]): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.from(text).toZonedDateTimeISO(ONTARIO_TIME_ZONE);
  } catch {
    const message = 'This is not a date and time with an offset. Write it like 2026-10-05T10:00:00-04:00.';
    faults.push(fault(field, 'invalid_instant', message));
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(ONTARIO_TIME_ZONE);
  }
}

function readTimes(input: EntryInput): Times {
  const faults: Fault[] = [];
  const servedAt = localTime('servedAt', input.servedAt, faults);
  const startsAt = localTime('entryStartsAt', input.entryStartsAt, faults);
  const endsAt = input.entryEndsAt ? localTime('entryEndsAt', input.entryEndsAt, faults) : startsAt;
  faults.push(
    ...requiredChoiceFault('method', input.method, SERVICE_METHODS),
    ...requiredChoiceFault('reason', input.reason, ENTRY_REASONS),
  );
  if (faults.length === 0 && servedAt.toPlainDate().toString() < ACT_IN_FORCE_FROM) {
    const message = `The notice predates the Residential Tenancies Act, 2006. Give ${ACT_IN_FORCE_FROM} or a later date.`;
    faults.push(fault('servedAt', 'before_the_act', message));
  }
  refuse(faults);
  return { servedAt, startsAt, endsAt };
}

/** A mailed or couriered notice counts from the end of its deemed day: the Act sets no hour, so this is safe. */
function givenAt(servedAt: Temporal.ZonedDateTime, method: ServiceMethod): Temporal.ZonedDateTime {
  const sentOn = servedAt.toPlainDate().toString();
  const given = deemedGiven(sentOn, method);
  if (given === sentOn) return servedAt;
  return Temporal.PlainDate.from(given).add({ days: 1 }).toZonedDateTime(ONTARIO_TIME_ZONE);
}

function localMinutes(time: Temporal.ZonedDateTime): string {
  return time.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}

/** First instant after the hours of notice that lies within the hours of entry. */
function earliestEntry(given: Temporal.ZonedDateTime, date: CalendarDate): Temporal.ZonedDateTime {
  const elapsed = given.add({ hours: ruleInForce('entry.notice_hours', date).value });
  const fromHour = ruleInForce('entry.from_hour', date).value;
  const opening = elapsed.with({
    hour: fromHour,
    minute: 0,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  if (Temporal.ZonedDateTime.compare(elapsed, opening) <= 0) return opening;
  const toHour = ruleInForce('entry.to_hour', date).value;
  const closing = opening.with({ hour: toHour });
  return Temporal.ZonedDateTime.compare(elapsed, closing) <= 0 ? elapsed : opening.add({ days: 1 });
}

function hoursFaults(
  given: Temporal.ZonedDateTime,
  startsAt: Temporal.ZonedDateTime,
  date: CalendarDate,
): Fault[] {
  const rule = ruleInForce('entry.notice_hours', date);
  if (Temporal.ZonedDateTime.compare(startsAt, given.add({ hours: rule.value })) >= 0) return [];
  const message = `Entry is less than ${rule.value} hours after the notice is given (${localMinutes(given)}). Enter at ${localMinutes(earliestEntry(given, date))} or later.`;
  const earliestDate = earliestEntry(given, date).toPlainDate().toString();
  return [fault('entryStartsAt', 'less_than_24_hours', message, { section: rule.section, earliestDate })];
}

/** Warns when 24 hours elapse but the clock shows less, which happens when the clocks go back. */
function clockWarnings(given: Temporal.ZonedDateTime, startsAt: Temporal.ZonedDateTime): Warning[] {
  const nextDay = given.add({ days: 1 });
  const isElapsed = startsAt.since(given).total('hour') >= 24;
  if (!isElapsed || Temporal.ZonedDateTime.compare(startsAt, nextDay) >= 0) return [];
  const message = `The clocks go back, so the clock shows less than 24 hours. Enter at ${localMinutes(nextDay)} or later to be safe.`;
  return [{ code: 'less_than_24_clock_hours', message, section: 'RTA s.27(1)' }];
}

/**
 * Checks a notice of entry: at least 24 elapsed hours ahead, entry from 8:00 to 20:00 Ontario time, a window that
 * states a time, a reason of RTA s.27(1) or (2), and an allowed method of service (posting on the door is allowed).
 * @throws DomainError `BAD_INPUT` for invalid times and unknown choices.
 */
export function checkEntry(input: EntryInput): EntryCheck {
  const { servedAt, startsAt, endsAt } = readTimes(input);
  const date = servedAt.toPlainDate().toString();
  const notAllowed = methodFault('ENTRY', input.method, input.emailConsent);
  const given = notAllowed ? null : givenAt(servedAt, input.method);
  const window = { startsAt: startsAt.toPlainDateTime(), endsAt: endsAt.toPlainDateTime() };
  const windowHours = endsAt.since(startsAt).total('minute') / MINUTES_IN_HOUR;
  const defects = [
    ...(notAllowed ? [notAllowed] : []),
    ...entryReasonFault(input.reason),
    ...(given ? hoursFaults(given, startsAt, date) : []),
    ...entryWindowFaults(window, windowHours, date),
  ];
  const warnings = [
    ...methodWarnings('ENTRY', input.method, date, input.emailConsent),
    ...(given ? clockWarnings(given, startsAt) : []),
    ...entryWindowWarnings(windowHours, date),
  ];
  const rules = [
    applied(ruleInForce('entry.notice_hours', date)),
    applied(ruleInForce('entry.from_hour', date)),
    applied(ruleInForce('entry.to_hour', date)),
  ];
  const hoursElapsed = startsAt.since(given ?? servedAt).total('minute') / MINUTES_IN_HOUR;
  const earliestEntryAt = given ? localMinutes(earliestEntry(given, date)) : null;
  return { allowed: defects.length === 0, defects, warnings, hoursElapsed, earliestEntryAt, rules };
}
