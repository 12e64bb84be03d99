import { STANDINGS, type Standing } from '../vocabulary/standing.ts';
import { addDays, type CalendarDate } from '../calendar/date.ts';
import { money } from '../money/words.ts';
import { correctionPeriod } from './correction.ts';
import type { EndingForm } from './notice.ts';
import { applied, type AppliedRule, ruleInForce, type RuleOf } from './rules.ts';

/** Recorded status of a notice. */
export const NOTICE_STATUSES = ['DRAFT', 'GENERATED', 'SERVED', 'WITHDRAWN', 'VOID'] as const;

export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

export { STANDINGS, type Standing };

type Maybe<Value> = Value | null | undefined;

/** A notice, or an agreement to end the tenancy, and the events after it. An absent date means that the event did not happen. */
export interface StandingInput {
  readonly form: EndingForm;
  /** N5 only: 1 (default) or 2. */
  readonly noticeNumber?: Maybe<number>;
  readonly terminationDate: CalendarDate;
  /** Day on which it counts as given; required once it is served. */
  readonly deemedGiven?: Maybe<CalendarDate>;
  readonly status: NoticeStatus;
  /** Id of the notice that replaced this notice. */
  readonly supersededBy?: Maybe<string>;
  /** N4: its claim, and the rent that was owing on the day of service as recorded now. Amounts in cents. */
  readonly claim?: Maybe<{ readonly claimedCents: number; readonly owingCents: number }>;
  /** N4: day on which the claim and all rent due since were paid. */
  readonly paidInFullOn?: Maybe<CalendarDate>;
  /** First N5: day on which the tenant corrected the cause. */
  readonly correctedOn?: Maybe<CalendarDate>;
  /** Day on which the landlord applied to the Board. */
  readonly appliedOn?: Maybe<CalendarDate>;
  /** Day on which the tenant left. */
  readonly vacatedOn?: Maybe<CalendarDate>;
  /** Day for which the standing is computed. */
  readonly asOf: CalendarDate;
}

/** Standing of a notice with its first and last day (null: unknown or open-ended) and an explanation. */
export interface NoticeStanding {
  readonly standing: Standing;
  readonly since: CalendarDate | null;
  readonly until: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
  readonly explanation: string;
}

type StandingRule = RuleOf<
  | 'n5.correction_days'
  | 'n5.correction_ends_on_business_day'
  | 'n4.application_after_termination'
  | 'application.within_days'
  | 'agreement.application_days'
  | 'notice.void_after_days'
>;

function standingOf(
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

/** Standing that follows from the record alone: withdrawn, superseded or not served. */
function recordedStanding(input: StandingInput): NoticeStanding | null {
  const { status, supersededBy, deemedGiven: given } = input;
  if (status === 'WITHDRAWN' || status === 'VOID')
    return standingOf('WITHDRAWN', [null, null], 'The notice was withdrawn and has no effect.');
  if (supersededBy)
    return standingOf('SUPERSEDED', [null, null], `Notice ${supersededBy} replaced this notice.`);
  if (status !== 'SERVED' || !given)
    return standingOf('NOT_SERVED', [null, null], 'The notice has not been served.');
  return null;
}

/** A notice that was sent, and does not count as given yet. */
function sentStanding({ asOf }: StandingInput, given: CalendarDate): NoticeStanding | null {
  if (asOf >= given) return null;
  return standingOf('NOT_YET_GIVEN', [null, addDays(given, -1)], `The notice counts as given on ${given}.`);
}

/** A claim of rent that was not owing, as money recorded later shows. */
function claimStanding({ claim }: StandingInput, given: CalendarDate): NoticeStanding | null {
  if (!claim || claim.claimedCents <= claim.owingCents) return null;
  const explanation = `The notice claims ${money(claim.claimedCents)}, but ${money(claim.owingCents)} was owing when it was given. It claims rent that was not owed (RTA s.59(1)). Void it and give a new N4 if rent is owing.`;
  return standingOf('CLAIM_NOT_OWED', [given, null], explanation);
}

/** An N4 whose claim was paid. Payment while it is in the mail voids it too: no rent is owing when it counts as given. */
function paidStanding(
  { form, paidInFullOn, appliedOn, asOf }: StandingInput,
  given: CalendarDate,
): NoticeStanding | null {
  if (form !== 'N4' || !happened(paidInFullOn, asOf)) return null;
  // Only payment before the day of the application voids the notice.
  if (appliedOn && appliedOn <= paidInFullOn) return null;
  const explanation =
    paidInFullOn < given
      ? `The tenant paid all rent owing on ${paidInFullOn}, before the notice counts as given on ${given}. It is void (RTA s.59(3)).`
      : `The tenant paid all rent owing on ${paidInFullOn}. No application on or before that day is on record, so the notice is void (RTA s.59(3)).`;
  return standingOf('VOID_PAID', [paidInFullOn, null], explanation);
}

function correctedStanding(input: StandingInput, given: CalendarDate): NoticeStanding | null {
  const { form, noticeNumber, correctedOn, asOf } = input;
  if (form !== 'N5' || noticeNumber === 2 || !happened(correctedOn, asOf)) return null;
  const { lastDay: last, rules } = correctionPeriod(given);
  if (correctedOn > last) return null;
  const explanation = `The tenant corrected the cause on ${correctedOn}, by the deadline ${last}, so the notice is void.`;
  return standingOf('VOID_CORRECTED', [correctedOn, null], explanation, rules);
}

function endedStanding({ appliedOn, vacatedOn, asOf }: StandingInput): NoticeStanding | null {
  if (happened(appliedOn, asOf))
    return standingOf(
      'APPLIED',
      [appliedOn, null],
      `The record says that the landlord applied to the Board on ${appliedOn}.`,
    );
  if (happened(vacatedOn, asOf))
    return standingOf(
      'TENANT_LEFT',
      [vacatedOn, null],
      `The record says that the tenant left on ${vacatedOn}.`,
    );
  return null;
}

/** Standing before an application is possible: an N4 until its date, a first N5 until its correction period ends. */
function waitingStanding(input: StandingInput, given: CalendarDate): NoticeStanding | null {
  const { form, noticeNumber, terminationDate, asOf } = input;
  if (form === 'N4' && asOf <= terminationDate) {
    const rule = ruleInForce('n4.application_after_termination', given);
    const explanation = `The tenant can void the notice by paying all rent owing by ${terminationDate}. The landlord can apply from the next day.`;
    return standingOf('RUNNING', [given, terminationDate], explanation, [rule]);
  }
  if (form !== 'N5' || noticeNumber === 2) return null;
  const { lastDay: last, rules } = correctionPeriod(given);
  if (asOf > last) return null;
  const explanation = `The tenant can void the notice by correcting its cause by ${last}.`;
  return standingOf('CORRECTION_RUNNING', [given, last], explanation, rules);
}

function applicationFrom(
  { form, noticeNumber, terminationDate }: StandingInput,
  given: CalendarDate,
): CalendarDate {
  if (form === 'N4')
    return addDays(terminationDate, ruleInForce('n4.application_after_termination', given).value);
  if (form !== 'N5' || noticeNumber === 2) return given;
  return addDays(correctionPeriod(given).lastDay, 1);
}

function applicationStanding(input: StandingInput, given: CalendarDate): NoticeStanding {
  const { form, terminationDate, asOf } = input;
  const since = applicationFrom(input, given);
  if (form === 'N4') {
    const rule = ruleInForce('n4.application_after_termination', given);
    return standingOf(
      'APPLICATION_POSSIBLE',
      [since, null],
      `No application is on record. The landlord can apply to the Board from ${since}.`,
      [rule],
    );
  }
  const limit = ruleInForce('application.within_days', given);
  const expiry = ruleInForce('notice.void_after_days', given);
  const until = addDays(terminationDate, limit.value);
  if (asOf <= until) {
    const explanation = `No application is on record. The landlord can apply to the Board from ${since} to ${until}, and to be safe by ${addDays(until, -1)}.`;
    return standingOf('APPLICATION_POSSIBLE', [since, until], explanation, [limit]);
  }
  const lapsed = addDays(terminationDate, expiry.value + 1);
  const explanation = `No application is on record, and no day on which the tenant left. Without either, the notice became void ${expiry.value} days after ${terminationDate} (RTA s.46(1)).`;
  return standingOf('EXPIRED', [lapsed, null], explanation, [expiry]);
}

/** An agreement to end the tenancy: the landlord can apply from its signing until 30 days after its date (s.77). */
function agreementStanding({ terminationDate, asOf }: StandingInput, signedOn: CalendarDate): NoticeStanding {
  const limit = ruleInForce('agreement.application_days', signedOn);
  const until = addDays(terminationDate, limit.value);
  if (asOf <= until) {
    const explanation = `The agreement ends the tenancy on ${terminationDate}. No application is on record. The landlord can apply to the Board until ${until} if the tenant stays.`;
    return standingOf('APPLICATION_POSSIBLE', [signedOn, until], explanation, [limit]);
  }
  const explanation = `No application is on record, and no day on which the tenant left. The landlord could apply until ${until} (RTA s.77(2)).`;
  return standingOf('EXPIRED', [addDays(until, 1), null], explanation, [limit]);
}

/**
 * Computes the standing of a notice of termination on a day from the record and the Act: void if paid (s.59(3)) or
 * corrected in time (ss.62(3), 64(3), 67(3)); application possible (ss.69–71, 74, 77) or not yet; void 30 days after
 * its date without an application (s.46; not an N4). The caller validates the dates.
 */
export function noticeStanding(input: StandingInput): NoticeStanding {
  const recorded = recordedStanding(input);
  if (recorded) return recorded;
  const given = input.deemedGiven ?? input.terminationDate;
  return (
    paidStanding(input, given) ??
    sentStanding(input, given) ??
    correctedStanding(input, given) ??
    endedStanding(input) ??
    claimStanding(input, given) ??
    waitingStanding(input, given) ??
    (input.form === 'N11' ? agreementStanding(input, given) : applicationStanding(input, given))
  );
}
