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

/** Why a window is too wide to state a time of entry, if it is: six hours was (Wrona v. TCHC). */
export function windowLengthFaults(hours: number, onDate: CalendarDate): Fault[] {
  const { value: refused } = ruleInForce('entry.window_refused_hours', onDate);
  if (hours < refused) return [];
  const message = `A window of ${hours} hours states no time of entry; ${refused} hours was found too wide.`;
  return [windowFault('window_too_wide', message)];
}

/** What is wrong with a window: outside the hours of the day, on two days, ending before it starts, too wide. */
export function entryWindowFaults(
  { startsAt, endsAt }: EntryWindow,
  hours: number,
  onDate: CalendarDate,
): Fault[] {
  const { value: from } = ruleInForce('entry.from_hour', onDate);
  const { value: to } = ruleInForce('entry.to_hour', onDate);
  const faults: Fault[] = [];
  const outside = `Entry is allowed from ${from}:00 to ${to}:00, Ontario time.`;
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
  if (hours < 0) faults.push(windowFault('ends_before_start', 'The window ends before it starts.'));
  return [...faults, ...windowLengthFaults(hours, onDate)];
}

/** A window long enough to be doubted, though no decision found refuses it (Guideline 19 gives no number). */
export function entryWindowWarnings(hours: number, onDate: CalendarDate): Warning[] {
  const { value: caution } = ruleInForce('entry.window_caution_hours', onDate);
  const { value: refused } = ruleInForce('entry.window_refused_hours', onDate);
  if (hours <= caution || hours >= refused) return [];
  const message = `A window of ${hours} hours may be too wide; up to ${caution} hours is safer.`;
  return [{ code: 'window_wide', message, section: 'RTA s.27(3)' }];
}
