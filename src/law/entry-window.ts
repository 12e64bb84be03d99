import type { Temporal } from 'temporal-polyfill';
import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import type { Warning } from './warning.ts';
import { ruleInForce } from './rules.ts';

/** A window of entry in Ontario's clock time. */
export interface EntryWindow {
  readonly startsAt: Temporal.PlainDateTime;
  readonly endsAt: Temporal.PlainDateTime;
}

function windowFault(code: string, message: string, field = 'entryEndsAt'): Fault {
  return { path: ['input', field], code, message, section: 'RTA s.27(3)' };
}

/** `window_too_wide`: a window too long to state a time of entry, as in Wrona v. TCHC (six hours). */
export function windowLengthFaults(hours: number, onDate: CalendarDate): Fault[] {
  const { value: refused } = ruleInForce('entry.window_refused_hours', onDate);
  if (hours < refused) return [];
  const message = `A window of ${hours} hours is too wide to state a time of entry. Give one shorter than ${refused} hours.`;
  return [windowFault('window_too_wide', message)];
}

/** Faults of an entry window: outside the hours of entry, ending before it starts, or too wide. */
export function entryWindowFaults(
  { startsAt, endsAt }: EntryWindow,
  hours: number,
  onDate: CalendarDate,
): Fault[] {
  const { value: from } = ruleInForce('entry.from_hour', onDate);
  const { value: to } = ruleInForce('entry.to_hour', onDate);
  const faults: Fault[] = [];
  const outside = `Entry is outside the hours allowed. Give a time from ${from}:00 to ${to}:00, Ontario time.`;
  const closing = startsAt.with({
    hour: to,
    minute: 0,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  const isAfter = (time: Temporal.PlainDateTime): boolean => time.since(closing).sign > 0;
  if (startsAt.hour < from || isAfter(startsAt))
    faults.push(windowFault('outside_hours', outside, 'entryStartsAt'));
  else if (isAfter(endsAt)) faults.push(windowFault('outside_hours', outside));
  if (hours < 0)
    faults.push(
      windowFault('ends_before_start', 'The entry window ends before it starts. Give a later end.'),
    );
  return [...faults, ...windowLengthFaults(hours, onDate)];
}

/** `window_wide`: a window that the Board may find too wide. LTB Guideline 19 sets no limit. */
export function entryWindowWarnings(hours: number, onDate: CalendarDate): Warning[] {
  const { value: caution } = ruleInForce('entry.window_caution_hours', onDate);
  const { value: refused } = ruleInForce('entry.window_refused_hours', onDate);
  if (hours <= caution || hours >= refused) return [];
  const message = `The Board may find a window of ${hours} hours too wide. Use at most ${caution} hours to be safe.`;
  return [{ code: 'window_wide', message, section: 'RTA s.27(3)' }];
}
