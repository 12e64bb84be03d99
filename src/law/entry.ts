import { Temporal } from 'temporal-polyfill';
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

const ZONE = 'America/Toronto';
const MINUTES_IN_HOUR = 60;

/** A notice of entry; times are instants, ISO 8601 with an offset or `Z`. */
export interface EntryInput {
  readonly servedAt: string;
  readonly method: ServiceMethod;
  readonly emailConsent?: boolean | null | undefined;
  readonly entryStartsAt: string;
  /** The end of the window in which entry is announced, if it is one. */
  readonly entryEndsAt?: string | null | undefined;
  readonly reason: EntryReason;
}

/** Whether a notice of entry gives the right to enter. */
export interface EntryAnswer {
  readonly allowed: boolean;
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** Hours that pass between giving and entry; negative if entry comes first. */
  readonly hoursElapsed: number;
  /** The first instant of entry the notice allows, local time with offset; null where its method is no service. */
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
    return Temporal.Instant.from(text).toZonedDateTimeISO(ZONE);
  } catch {
    const message = 'Give an instant with an offset, such as 2026-10-05T10:00:00-04:00.';
    faults.push(fault(field, 'invalid_instant', message));
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(ZONE);
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
    const message = `The Act is in force since ${ACT_IN_FORCE_FROM}; earlier notices are not judged here.`;
    faults.push(fault('servedAt', 'before_the_act', message));
  }
  refuse(faults);
  return { servedAt, startsAt, endsAt };
}

/** A document given by lapse of days has no hour: its day must be over, the reading that cannot fall short. */
function givenAt(servedAt: Temporal.ZonedDateTime, method: ServiceMethod): Temporal.ZonedDateTime {
  const sentOn = servedAt.toPlainDate().toString();
  const given = deemedGiven(sentOn, method);
  if (given === sentOn) return servedAt;
  return Temporal.PlainDate.from(given).add({ days: 1 }).toZonedDateTime(ZONE);
}

function localMinutes(time: Temporal.ZonedDateTime): string {
  return time.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}

/** The first instant with the hours elapsed that also lies in the hours of entry. */
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
  const message = `Entry needs ${rule.value} hours after the notice is given (${localMinutes(given)}): from ${localMinutes(earliestEntry(given, date))}.`;
  const earliestDate = earliestEntry(given, date).toPlainDate().toString();
  return [fault('entryStartsAt', 'less_than_24_hours', message, { section: rule.section, earliestDate })];
}

/** Twenty-four hours by the clock as well as elapsed: they differ on the day the clocks go back. */
function clockWarnings(given: Temporal.ZonedDateTime, startsAt: Temporal.ZonedDateTime): Warning[] {
  const nextDay = given.add({ days: 1 });
  const isElapsed = startsAt.since(given).total('hour') >= 24;
  if (!isElapsed || Temporal.ZonedDateTime.compare(startsAt, nextDay) >= 0) return [];
  const message = `24 hours elapse, but the clocks go back: by the clock it is less. ${localMinutes(nextDay)} is clear of doubt.`;
  return [{ code: 'less_than_24_clock_hours', message, section: 'RTA s.27(1)' }];
}

/**
 * Judges a notice of entry: written, 24 hours ahead by elapsed time, entry from 8 to 20 o'clock in Ontario, a window
 * short enough to state a time, a reason of RTA s.27(1), (2), and a method that is service (posting on the door is).
 * @throws DomainError `BAD_INPUT` for times that are no instants and unknown choices.
 */
export function judgeEntry(input: EntryInput): EntryAnswer {
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
