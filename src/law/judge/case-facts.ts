import type { CalendarDate } from '../../calendar/date.ts';
import type { ArrearsApplication } from '../../vocabulary/arrears-application.ts';
import type { Province } from '../../vocabulary/province.ts';
import type { NoticeReason, RentalPeriod } from '../notice.ts';

/** Documents that are judged. */
export type JudgedDocument =
  | 'N1'
  | 'N2'
  | 'N4'
  | 'N5'
  | 'N7'
  | 'N8'
  | 'N9'
  | 'N10'
  | 'N11'
  | 'N12'
  | 'N13'
  | 'L1_SCHEDULE'
  | 'PAYMENT_AGREEMENT'
  | 'ENTRY'
  | 'LEASE';

/** A notice of the tenancy that was served. */
export interface NoticeOnRecord {
  readonly id: string;
  readonly type: JudgedDocument;
  /** N5: 1 or 2. */
  readonly noticeNumber: number;
  readonly givenOn: CalendarDate;
  /** N5: the day on which the tenant corrected the cause, if recorded. */
  readonly correctedOn: CalendarDate | null;
  /** Whether it still has effect on the day of service. */
  readonly isRunning: boolean;
}

/** A signed agreement to pay arrears whose instalments are not all due yet. */
export interface RunningAgreement {
  readonly id: string;
  readonly signedOn: CalendarDate;
  /** Day of the last instalment. */
  readonly lastDueOn: CalendarDate;
}

/** N4: the claim that the notice states, and the rent that is owing on the day of service. Amounts in cents. */
export interface RentClaim {
  readonly claimedCents: number;
  readonly owingCents: number;
  /** The agreement by which arrears of the tenancy are paid on that day. */
  readonly agreement: RunningAgreement | null;
}

/** N5, N7: its events, and the first notice that a second one refers to. */
export interface ConductFacts {
  readonly noticeNumber: number;
  readonly events: readonly { readonly on: CalendarDate }[];
  readonly firstNoticeGivenOn: CalendarDate | null;
  /** Whether the landlord records a first notice that was served before KeyNest was used. */
  readonly firstNoticeServedBefore: boolean;
}

/** N9: the facts of a demand for the standard lease, or of a request to assign the unit. */
export interface TenantNoticeFacts {
  readonly reason: NoticeReason;
  readonly rentalPeriod: RentalPeriod;
  readonly leaseDemandedOn: CalendarDate | null;
  readonly leaseReceivedOn: CalendarDate | null;
  readonly assignmentRequestedOn: CalendarDate | null;
  readonly assignmentRefusedOn: CalendarDate | null;
}

/** N7, N12 for a purchaser, N13: residential units as the input states them, and those of the property on record. */
export interface ComplexFacts {
  readonly isCondominiumUnit: boolean;
  readonly unitsStated: number | null;
  readonly unitsOnRecord: number;
}

/** N8 for persistent late payment: rental periods whose rent was paid late, as recorded on the day of service. */
export interface LatenessFacts {
  readonly periods: number;
  readonly latePeriods: number;
  /** First days of periods that the notice states as late, and that are not late by the record. */
  readonly notLate: readonly CalendarDate[];
}

/** N11: what the parties agree. */
export interface EndingAgreementFacts {
  /** Null if it is not stated yet. */
  readonly terminationDate: CalendarDate | null;
  readonly signedAtStartOfTenancy: boolean;
}

/** Payment agreement: what it is about, and how it is paid. Amounts in cents. */
export interface PaymentAgreementFacts {
  readonly application: ArrearsApplication | null;
  readonly totalCents: number;
  readonly instalments: readonly { readonly dueOn: CalendarDate; readonly amountCents: number }[];
  readonly hearingOn: CalendarDate | null;
  readonly hasBreachClause: boolean;
  readonly isApplicationOnRecord: boolean;
}

/** What a document states already, compared with the day of its service. */
export interface StatedFacts {
  readonly unit: string;
  readonly unitNow: string;
  /** The landlord of the day of service, if the document names another one; null if not. */
  readonly landlordNow: string | null;
  /** Tenants who joined since, and are not named. */
  readonly joined: readonly string[];
  /** Tenants who are named, but left since. */
  readonly left: readonly string[];
}

/** Everything that decides whether a document can be given for a tenancy on a day. */
export interface CaseFacts {
  readonly document: JudgedDocument;
  /** Day of service. */
  readonly on: CalendarDate;
  readonly today: CalendarDate;
  /** Day on which the document counts as given; null if its service is unknown or unlawful. */
  readonly givenOn: CalendarDate | null;
  readonly province: Province | null;
  readonly startsOn: CalendarDate;
  /** Last day of the tenancy, if known. */
  readonly lastDay: CalendarDate | null;
  /** The same, unless the document in question or one that it corrects made it known. */
  readonly otherLastDay: CalendarDate | null;
  /** Whether the tenancy was cancelled before it began. */
  readonly isCancelled: boolean;
  /** End of a fixed term that was removed while it ran. */
  readonly removedTermEnd: CalendarDate | null;
  /** Names of tenants who were taken off the tenancy. */
  readonly removedTenants: readonly string[];
  /** Names of people who sign, and whose first and last name are a guess. */
  readonly guessedNames: readonly string[];
  readonly notices: readonly NoticeOnRecord[];
  readonly claim: RentClaim | null;
  readonly conduct: ConductFacts | null;
  readonly tenantNotice: TenantNoticeFacts | null;
  readonly complex: ComplexFacts | null;
  readonly lateness: LatenessFacts | null;
  readonly agreement: EndingAgreementFacts | null;
  readonly paymentAgreement: PaymentAgreementFacts | null;
  readonly stated: StatedFacts | null;
}
