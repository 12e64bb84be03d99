import type { CalendarDate } from '../calendar/date.ts';
import type { Weekday } from '../calendar/weekday.ts';
import type { AppliedRule } from './rules.ts';
import type { ServiceMethod } from './service-method.ts';
import type { Warning } from './warning.ts';

/** Notices of termination computed here, by the Board's form codes. */
export const NOTICE_FORMS = ['N4', 'N5', 'N9', 'N12'] as const;

export type NoticeForm = (typeof NOTICE_FORMS)[number];

/** Whether a document, by its code, is one of them. */
export function isNoticeForm(type: string): type is NoticeForm {
  return (NOTICE_FORMS as readonly string[]).includes(type);
}

/** How often rent is paid; `FIXED` is a tenancy for a fixed term, whatever its rent days. */
export const RENTAL_PERIODS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'YEARLY', 'FIXED'] as const;

export type RentalPeriod = (typeof RENTAL_PERIODS)[number];

/** Why a notice of termination is given. */
export const NOTICE_REASONS = [
  'NON_PAYMENT',
  'INTERFERENCE',
  'DAMAGE',
  'OVERCROWDING',
  'TENANT_LEAVING',
  'REPLY_TO_N12_N13',
  'STANDARD_LEASE_DEMAND',
  'ASSIGNMENT_REFUSED',
  'LANDLORD_OR_FAMILY',
  'PURCHASER',
] as const;

export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** The reasons each form can carry; the first one is meant where a form needs no reason stated. */
export const REASONS_OF_FORM: Readonly<Record<NoticeForm, readonly NoticeReason[]>> = {
  N4: ['NON_PAYMENT'],
  N5: ['INTERFERENCE', 'DAMAGE', 'OVERCROWDING'],
  N9: ['TENANT_LEAVING', 'REPLY_TO_N12_N13', 'STANDARD_LEASE_DEMAND', 'ASSIGNMENT_REFUSED'],
  N12: ['LANDLORD_OR_FAMILY', 'PURCHASER'],
};

type Maybe<Value> = Value | null | undefined;

/** What the termination date of a notice depends on, whenever and however it is given. */
export interface NoticeTerms {
  readonly form: NoticeForm;
  readonly rentalPeriod: RentalPeriod;
  /** Day of the month rent is due, 1–31; needed by N9 and N12 of a monthly tenancy. */
  readonly rentDueDay?: Maybe<number>;
  /** Needed by N9 and N12 of a weekly tenancy. */
  readonly rentDueWeekday?: Maybe<Weekday>;
  /**
   * The last day of a fixed term; of a rental year, if `YEARLY`; of any one rental period, if `BIWEEKLY`;
   * of the rental period in doubt, if `MONTHLY` with rent due on the 29th to 31st. Needed by N9 and N12
   * in the first three cases.
   */
  readonly termEnd?: Maybe<CalendarDate>;
  /** Needed by N12; an N9 without one is a plain `TENANT_LEAVING`. */
  readonly reason?: Maybe<NoticeReason>;
  /** N5 only: 1 for a first notice (also if left out), 2 for a second one after new conduct. */
  readonly noticeNumber?: Maybe<number>;
  /** N12 only: days of notice the landlord means to give, at least 60 (so if left out); 120 to owe nothing. */
  readonly noticeDays?: Maybe<number>;
  /** Second N5 only: the day the first one counts as given. */
  readonly firstNoticeGivenOn?: Maybe<CalendarDate>;
  /** Second N5 only: the day of the new conduct. */
  readonly newConductOn?: Maybe<CalendarDate>;
  /** N9 in answer to an N12 or N13 only: the termination date the landlord named. */
  readonly landlordTerminationDate?: Maybe<CalendarDate>;
}

/** How and when a document is sent. */
export interface ServiceFacts {
  /** The day it is handed over, left, mailed, handed to the courier, or sent. */
  readonly servedOn: CalendarDate;
  readonly method: ServiceMethod;
  /** Whether the person agreed in writing to service by e-mail; unknown if left out. */
  readonly emailConsent?: Maybe<boolean>;
}

/** A notice to be given: its terms and its service. */
export interface NoticeInput extends NoticeTerms, ServiceFacts {}

/** The earliest termination date of a notice, and how it was found. */
export interface EarliestTermination {
  readonly date: CalendarDate;
  /** The day the notice counts as given. */
  readonly deemedGiven: CalendarDate;
  /** First N5 only: the last of the tenant's days to correct. */
  readonly correctionEndsOn: CalendarDate | null;
  /**
   * First day the landlord may apply to the Board: on an N4 the day after the termination date, on an N5 after
   * the correction period or at once. Null for N9 and N12, for which the Act sets no waiting time.
   */
  readonly earliestBoardApplication: CalendarDate | null;
  /** N12 only: whether compensation is owed if the notice names `date`. */
  readonly compensationRequired: boolean | null;
  readonly rules: readonly AppliedRule[];
  readonly warnings: readonly Warning[];
  /** How the date follows, in plain sentences. */
  readonly explanation: string;
}
