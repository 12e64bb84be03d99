import type { CalendarDate } from '../calendar/date.ts';
import type { Weekday } from '../calendar/weekday.ts';
import type { AppliedRule } from './rules.ts';
import type { ServiceMethod } from './service-method.ts';
import type { Warning } from './warning.ts';

/** Supported notices of termination, by the Board's form codes. */
export const NOTICE_FORMS = ['N4', 'N5', 'N7', 'N8', 'N9', 'N12', 'N13'] as const;

export type NoticeForm = (typeof NOTICE_FORMS)[number];

/** Those of the landlord. */
export const LANDLORD_NOTICES = [
  'N4',
  'N5',
  'N7',
  'N8',
  'N12',
  'N13',
] as const satisfies readonly NoticeForm[];

/** Whether a document is a supported notice of termination. */
export function isNoticeForm(type: string): type is NoticeForm {
  return (NOTICE_FORMS as readonly string[]).includes(type);
}

/** Documents that end a tenancy on their date: the notices, and the agreement to end it. */
export const ENDING_FORMS = [...NOTICE_FORMS, 'N11'] as const;

export type EndingForm = (typeof ENDING_FORMS)[number];

/** Whether a document ends a tenancy on its date. */
export function isEndingForm(type: string): type is EndingForm {
  return (ENDING_FORMS as readonly string[]).includes(type);
}

/** How often rent is due. `FIXED` is a fixed-term tenancy, whatever its rent days. */
export const RENTAL_PERIODS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'YEARLY', 'FIXED'] as const;

export type RentalPeriod = (typeof RENTAL_PERIODS)[number];

/** Reasons for a notice of termination. */
export const NOTICE_REASONS = [
  'NON_PAYMENT',
  'INTERFERENCE',
  'DAMAGE',
  'OVERCROWDING',
  'SAFETY',
  'WILFUL_DAMAGE',
  'INCONSISTENT_USE',
  'SMALL_BUILDING_INTERFERENCE',
  'PERSISTENT_LATE_PAYMENT',
  'SOCIAL_HOUSING_ENDED',
  'EMPLOYMENT_ENDED',
  'CONDOMINIUM_PURCHASE_ENDED',
  'CARE_ENDED',
  'TENANT_LEAVING',
  'REPLY_TO_N12_N13',
  'STANDARD_LEASE_DEMAND',
  'ASSIGNMENT_REFUSED',
  'LANDLORD_OR_FAMILY',
  'PURCHASER',
  'DEMOLITION',
  'CONVERSION',
  'REPAIRS',
] as const;

export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** Reasons that each form can state; the first is the default, except on an N12 or N13. */
export const REASONS_OF_FORM: Readonly<Record<NoticeForm, readonly NoticeReason[]>> = {
  N4: ['NON_PAYMENT'],
  N5: ['INTERFERENCE', 'DAMAGE', 'OVERCROWDING'],
  N7: ['SAFETY', 'WILFUL_DAMAGE', 'INCONSISTENT_USE', 'SMALL_BUILDING_INTERFERENCE'],
  N8: [
    'PERSISTENT_LATE_PAYMENT',
    'SOCIAL_HOUSING_ENDED',
    'EMPLOYMENT_ENDED',
    'CONDOMINIUM_PURCHASE_ENDED',
    'CARE_ENDED',
  ],
  N9: ['TENANT_LEAVING', 'REPLY_TO_N12_N13', 'STANDARD_LEASE_DEMAND', 'ASSIGNMENT_REFUSED'],
  N12: ['LANDLORD_OR_FAMILY', 'PURCHASER'],
  N13: ['DEMOLITION', 'CONVERSION', 'REPAIRS'],
};

type Maybe<Value> = Value | null | undefined;

/** Facts that determine a notice's termination date, apart from its service. */
export interface NoticeTerms {
  readonly form: NoticeForm;
  readonly rentalPeriod: RentalPeriod;
  /** Day of the month on which rent is due, 1–31. Required for an N8, N9, N12 or N13 of a monthly tenancy. */
  readonly rentDueDay?: Maybe<number>;
  /** Required for an N8, N9, N12 or N13 of a weekly tenancy. */
  readonly rentDueWeekday?: Maybe<Weekday>;
  /**
   * Last day of the fixed term; of a rental year (`YEARLY`); of any rental period (`BIWEEKLY`); or of a rental period
   * in a month without the rent day (`MONTHLY`, rent due on the 29th to 31st). Required for an N8, N9, N12 or N13 in
   * the first three cases.
   */
  readonly termEnd?: Maybe<CalendarDate>;
  /** Required for an N12 or N13. An N9 defaults to `TENANT_LEAVING`. */
  readonly reason?: Maybe<NoticeReason>;
  /** N5 only: 1 (default) for a first notice, 2 for a second notice after new conduct. */
  readonly noticeNumber?: Maybe<number>;
  /** N4, N12, N13: planned days of notice, by default the fewest. On an N12, 120 days waive compensation. */
  readonly noticeDays?: Maybe<number>;
  /** Second N5 only: day on which the first N5 counts as given. */
  readonly firstNoticeGivenOn?: Maybe<CalendarDate>;
  /** Second N5 only: day of the new conduct. */
  readonly newConductOn?: Maybe<CalendarDate>;
  /** N9 in reply to an N12 or N13 only: the landlord's termination date. */
  readonly landlordTerminationDate?: Maybe<CalendarDate>;
}

/** Date and method of service. */
export interface ServiceFacts {
  /** Day on which the document is handed over, left, mailed, couriered or sent. */
  readonly servedOn: CalendarDate;
  readonly method: ServiceMethod;
  /** Whether the recipient agreed in writing to service by e-mail; unknown if absent. */
  readonly emailConsent?: Maybe<boolean>;
}

/** A notice with its terms and service. */
export interface NoticeInput extends NoticeTerms, ServiceFacts {}

/** The earliest termination date of a notice, with its rules and explanation. */
export interface EarliestTermination {
  readonly date: CalendarDate;
  /** Day on which the notice counts as given. */
  readonly deemedGiven: CalendarDate;
  /** First N5 only: last day for the tenant to correct the cause. */
  readonly correctionEndsOn: CalendarDate | null;
  /**
   * First day on which the landlord can apply to the Board: for an N4 the day after the termination date, for an N5
   * after the correction period or at once, for an N7 or N8 at once. Null for N9, N12 and N13, for which the Act sets no
   * waiting time.
   */
  readonly earliestBoardApplication: CalendarDate | null;
  /** N12, N13: whether the landlord owes compensation if the notice states `date`. Null for an N13 before 2020-07-21. */
  readonly compensationRequired: boolean | null;
  readonly rules: readonly AppliedRule[];
  readonly warnings: readonly Warning[];
  /** How the date was computed, in plain sentences. */
  readonly explanation: string;
}
