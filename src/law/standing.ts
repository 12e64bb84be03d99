import { addDays, type CalendarDate } from '../calendar/date.ts';
import { businessDayOnOrAfter } from './holidays.ts';
import type { NoticeForm } from './notice.ts';
import { applied, type AppliedRule, ruleInForce, type RuleOf } from './rules.ts';

/** What has been done with a notice, as recorded. */
export const NOTICE_STATUSES = ['DRAFT', 'GENERATED', 'SERVED', 'WITHDRAWN', 'VOID'] as const;

export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

/** What a notice amounts to on a day. */
export const STANDINGS = [
  'NOT_SERVED',
  'WITHDRAWN',
  'SUPERSEDED',
  'NOT_YET_GIVEN',
  'CORRECTION_RUNNING',
  'RUNNING',
  'APPLICATION_POSSIBLE',
  'APPLIED',
  'VOID_PAID',
  'VOID_CORRECTED',
  'TENANT_LEFT',
  'EXPIRED',
] as const;

export type Standing = (typeof STANDINGS)[number];

type Maybe<Value> = Value | null | undefined;

/** A notice and what happened after it; dates that are left out did not happen. */
export interface StandingInput {
  readonly form: NoticeForm;
  /** N5 only: 1 (also if left out) or 2. */
  readonly noticeNumber?: Maybe<number>;
  readonly terminationDate: CalendarDate;
  /** The day it counts as given; needed once it is served. */
  readonly deemedGiven?: Maybe<CalendarDate>;
  readonly status: NoticeStatus;
  /** Names the notice that took this one's place. */
  readonly supersededBy?: Maybe<string>;
  /** N4: the day everything claimed, and rent due since, was paid. */
  readonly paidInFullOn?: Maybe<CalendarDate>;
  /** First N5: the day the tenant had corrected the cause. */
  readonly correctedOn?: Maybe<CalendarDate>;
  /** The day the landlord applied to the Board. */
  readonly appliedOn?: Maybe<CalendarDate>;
  /** The day the tenant left. */
  readonly vacatedOn?: Maybe<CalendarDate>;
  /** The day asked about. */
  readonly asOf: CalendarDate;
}

/** A notice's standing, since and until when (null: not known or without end), and why. */
export interface NoticeStanding {
  readonly standing: Standing;
  readonly since: CalendarDate | null;
  readonly until: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
  readonly explanation: string;
}

type StandingRule = RuleOf<
  | 'n5.correction_days'
  | 'n4.application_after_termination'
  | 'application.within_days'
  | 'notice.void_after_days'
>;

function answer(
  standing: Standing,
  [since, until]: readonly [CalendarDate | null, CalendarDate | null],
  explanation: string,
  rules: readonly StandingRule[] = [],
): NoticeStanding {
  return { standing, since, until, rules: rules.map(applied), explanation };
}

function happened(on: Maybe<CalendarDate>, asOf: CalendarDate): on is CalendarDate {
  return typeof on === 'string' && on <= asOf;
}

/** Before the law has a say: not served, taken back, replaced, or still on its way. */
function recordedStanding(input: StandingInput): NoticeStanding | null {
  const { status, supersededBy, deemedGiven: given, asOf } = input;
  if (status === 'WITHDRAWN' || status === 'VOID')
    return answer('WITHDRAWN', [null, null], 'The notice was taken back; nothing can be founded on it.');
  if (supersededBy)
    return answer('SUPERSEDED', [null, null], `Notice ${supersededBy} took the place of this one.`);
  if (status !== 'SERVED' || !given)
    return answer('NOT_SERVED', [null, null], 'The notice has not been served.');
  if (asOf < given)
    return answer('NOT_YET_GIVEN', [null, addDays(given, -1)], `It counts as given on ${given}.`);
  return null;
}

/** The last day to correct, in the reading that leaves the tenant more: not a day the Board is closed. */
function correctionEnd(given: CalendarDate, rule: RuleOf<'n5.correction_days'>): CalendarDate {
  return businessDayOnOrAfter(addDays(given, rule.value));
}

function n4Void({ form, paidInFullOn, appliedOn, asOf }: StandingInput): NoticeStanding | null {
  if (form !== 'N4' || !happened(paidInFullOn, asOf)) return null;
  if (appliedOn && appliedOn < paidInFullOn) return null;
  const explanation = `Everything owed was paid on ${paidInFullOn}, before an application: the notice is void (RTA s.59(3)).`;
  return answer('VOID_PAID', [paidInFullOn, null], explanation);
}

function n5Void(input: StandingInput, given: CalendarDate): NoticeStanding | null {
  const { form, noticeNumber, correctedOn, asOf } = input;
  if (form !== 'N5' || noticeNumber === 2 || !happened(correctedOn, asOf)) return null;
  const rule = ruleInForce('n5.correction_days', given);
  const last = correctionEnd(given, rule);
  if (correctedOn > last) return null;
  const explanation = `The cause was corrected on ${correctedOn}, within the time that ended on ${last}: the notice is void.`;
  return answer('VOID_CORRECTED', [correctedOn, null], explanation, [rule]);
}

function ended({ appliedOn, vacatedOn, asOf }: StandingInput): NoticeStanding | null {
  if (happened(appliedOn, asOf))
    return answer('APPLIED', [appliedOn, null], `The landlord applied to the Board on ${appliedOn}.`);
  if (happened(vacatedOn, asOf))
    return answer('TENANT_LEFT', [vacatedOn, null], `The tenant left on ${vacatedOn}.`);
  return null;
}

/** Before an application is possible: an N4 runs to its date, a first N5 until the time to correct is over. */
function waiting(input: StandingInput, given: CalendarDate): NoticeStanding | null {
  const { form, noticeNumber, terminationDate, asOf } = input;
  if (form === 'N4' && asOf <= terminationDate) {
    const rule = ruleInForce('n4.application_after_termination', given);
    const explanation = `Paying all rent owing until ${terminationDate} ends the matter; the landlord can apply from the day after.`;
    return answer('RUNNING', [given, terminationDate], explanation, [rule]);
  }
  if (form !== 'N5' || noticeNumber === 2) return null;
  const rule = ruleInForce('n5.correction_days', given);
  const last = correctionEnd(given, rule);
  if (asOf > last) return null;
  const explanation = `The tenant can make the notice void by correcting its cause until ${last}.`;
  return answer('CORRECTION_RUNNING', [given, last], explanation, [rule]);
}

function applicationFrom(
  { form, noticeNumber, terminationDate }: StandingInput,
  given: CalendarDate,
): CalendarDate {
  if (form === 'N4')
    return addDays(terminationDate, ruleInForce('n4.application_after_termination', given).value);
  if (form !== 'N5' || noticeNumber === 2) return given;
  return addDays(correctionEnd(given, ruleInForce('n5.correction_days', given)), 1);
}

function application(input: StandingInput, given: CalendarDate): NoticeStanding {
  const { form, terminationDate, asOf } = input;
  const since = applicationFrom(input, given);
  if (form === 'N4') {
    const rule = ruleInForce('n4.application_after_termination', given);
    return answer('APPLICATION_POSSIBLE', [since, null], `The landlord can apply since ${since}.`, [rule]);
  }
  const limit = ruleInForce('application.within_days', given);
  const expiry = ruleInForce('notice.void_after_days', given);
  const until = addDays(terminationDate, limit.value);
  if (asOf <= until) {
    const explanation = `The landlord can apply since ${since}, until ${until}.`;
    return answer('APPLICATION_POSSIBLE', [since, until], explanation, [limit]);
  }
  const lapsed = addDays(terminationDate, expiry.value + 1);
  const explanation = `Nobody applied and the tenant stayed: ${expiry.value} days after ${terminationDate} the notice became void.`;
  return answer('EXPIRED', [lapsed, null], explanation, [expiry]);
}

/**
 * What a notice of termination amounts to on a day, from what is recorded and the Act: void when paid (s.59(3)) or
 * corrected in time (ss.62(3), 64(3), 67(3)), an application possible (ss.69–71, 74, 77) or not yet, void 30 days
 * after its date if nothing came of it (s.46; not an N4). Dates are taken to exist.
 */
export function noticeStanding(input: StandingInput): NoticeStanding {
  const recorded = recordedStanding(input);
  if (recorded) return recorded;
  const given = input.deemedGiven ?? input.terminationDate;
  return (
    n4Void(input) ??
    n5Void(input, given) ??
    ended(input) ??
    waiting(input, given) ??
    application(input, given)
  );
}
