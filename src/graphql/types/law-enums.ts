import { WEEKDAYS } from '../../calendar/weekday.ts';
import {
  DEADLINES,
  ENTRY_REASONS,
  NOTICE_FORMS,
  NOTICE_REASONS,
  RENTAL_PERIODS,
  STANDINGS,
} from '../../law/index.ts';
import { builder } from '../builder.ts';

/** Enum values with their descriptions; the type requires a description for each member. */
function describedValues<Member extends string>(
  members: readonly Member[],
  descriptions: Record<Member, string>,
) {
  return Object.fromEntries(
    members.map((member) => [member, { description: descriptions[member] }]),
  ) as Record<Member, { description: string }>;
}

export const NoticeForm = builder.enumType('NoticeForm', {
  description: 'Notice of termination, by its Landlord and Tenant Board form.',
  values: describedValues(NOTICE_FORMS, {
    N4: "Landlord's notice for non-payment of rent.",
    N5: "Landlord's notice for interference, damage or overcrowding.",
    N7: "Landlord's notice for serious problems in the unit or building.",
    N8: "Landlord's notice at the end of the term, e.g. for persistent late payment.",
    N9: "Tenant's notice to end the tenancy.",
    N12: "Landlord's notice for own use by the landlord, a purchaser or family.",
    N13: "Landlord's notice for demolition, conversion or repairs.",
  }),
});

export const RentalPeriod = builder.enumType('RentalPeriod', {
  description: 'Type of tenancy that decides the notice period: a rental period or a fixed term.',
  values: describedValues(RENTAL_PERIODS, {
    DAILY: 'Periodic, from day to day.',
    WEEKLY: 'Periodic, from week to week.',
    BIWEEKLY: 'Periodic, from one two-week period to the next.',
    MONTHLY: 'Periodic, from month to month.',
    YEARLY: 'Periodic, from year to year.',
    FIXED: 'Fixed term that has not ended.',
  }),
});

export const NoticeReason = builder.enumType('NoticeReason', {
  description: 'Reason for a notice of termination.',
  values: describedValues(NOTICE_REASONS, {
    NON_PAYMENT: 'N4: rent is in arrears (RTA s.59).',
    INTERFERENCE: 'N5: interference with others (RTA s.64).',
    DAMAGE: 'N5: undue damage (RTA s.62).',
    OVERCROWDING: 'N5: too many people in the unit (RTA s.67).',
    SAFETY: 'N7: the safety of a person was seriously impaired (RTA s.66).',
    WILFUL_DAMAGE: 'N7: undue damage on purpose (RTA s.63(1)(a)).',
    INCONSISTENT_USE: 'N7: use that does not suit a home, with much greater damage (RTA s.63(1)(b)).',
    SMALL_BUILDING_INTERFERENCE:
      'N7: interference with a landlord who lives in the building of at most three units (RTA s.65).',
    PERSISTENT_LATE_PAYMENT: 'N8: rent was persistently paid late (RTA s.58(1) par.1).',
    SOCIAL_HOUSING_ENDED: 'N8: the tenant no longer qualifies for social housing (RTA s.58(1)).',
    EMPLOYMENT_ENDED: 'N8: the employment that gave the unit has ended (RTA s.58(1)).',
    CONDOMINIUM_PURCHASE_ENDED:
      'N8: the agreement to buy the proposed condominium unit has ended (RTA s.58(1)).',
    CARE_ENDED: 'N8: the stay in a care home for rehabilitation or therapy is over (form N8, reason 5).',
    TENANT_LEAVING: 'N9: the tenant leaves; no reason is required (RTA s.44).',
    REPLY_TO_N12_N13: 'N9: the tenant leaves earlier after an N12 or N13 (RTA ss.48(3), 49(4), 50(4)).',
    STANDARD_LEASE_DEMAND: 'N9: the landlord gave no standard lease after a demand (RTA s.47.0.1).',
    ASSIGNMENT_REFUSED: 'N9: the landlord refused consent to an assignment (RTA s.96).',
    LANDLORD_OR_FAMILY: 'N12: own use by the landlord or family (RTA s.48).',
    PURCHASER: 'N12: own use by a purchaser or family (RTA s.49).',
    DEMOLITION: 'N13: the unit or building will be demolished (RTA s.50(1)).',
    CONVERSION: 'N13: the unit or building will be used for something other than homes (RTA s.50(1)).',
    REPAIRS: 'N13: repairs that need a building permit and a vacant unit (RTA s.50(1)).',
  }),
});

export const Weekday = builder.enumType('Weekday', {
  description: 'Day of the week.',
  values: describedValues(WEEKDAYS, {
    MONDAY: 'Monday.',
    TUESDAY: 'Tuesday.',
    WEDNESDAY: 'Wednesday.',
    THURSDAY: 'Thursday.',
    FRIDAY: 'Friday.',
    SATURDAY: 'Saturday.',
    SUNDAY: 'Sunday.',
  }),
});

export const EntryReason = builder.enumType('EntryReason', {
  description:
    'Reason for a landlord to enter a unit. A notice of entry cannot state the reasons of RTA s.26.',
  values: describedValues(ENTRY_REASONS, {
    REPAIR_OR_WORK: 'Repair, replacement or other work in the unit (RTA s.27(1) par.1).',
    MORTGAGEE_OR_INSURER: 'A potential mortgagee or insurer views the unit (RTA s.27(1) par.2).',
    CONDOMINIUM_INSPECTION: 'Inspection for a condominium conversion (RTA s.27(1) par.3).',
    INSPECTION: 'Inspection of the state of repair (RTA s.27(1) par.4).',
    AIR_CONDITIONER_INSPECTION: "Inspection of the tenant's air conditioner (RTA s.36.1(4)).",
    AGREEMENT_REASON: 'Any other reason specified in the tenancy agreement (RTA s.27(1) par.5).',
    SHOW_TO_PURCHASER: 'A potential purchaser views the unit (RTA s.27(2)).',
    SHOW_TO_PROSPECTIVE_TENANT:
      'A prospective tenant views the unit (RTA s.26(3)). No written notice is required.',
    EMERGENCY: 'Emergency (RTA s.26(1)(a)). No written notice is required.',
    CONSENT: 'The tenant consents at the time of entry (RTA s.26(1)(b)). No written notice is required.',
    AGREED_CLEANING: 'Cleaning at agreed times (RTA s.26(2)). No written notice is required.',
  }),
});

export const Standing = builder.enumType('Standing', {
  description:
    'Legal standing of a notice of termination, or of an agreement to end the tenancy, on a given day. The Board is the Landlord and Tenant Board.',
  values: describedValues(STANDINGS, {
    NOT_SERVED: 'Generated, but not served.',
    WITHDRAWN: 'Withdrawn by marking the form `VOID`.',
    SUPERSEDED: 'Replaced by a newer form.',
    NOT_YET_GIVEN: 'Sent, but not deemed given yet.',
    CORRECTION_RUNNING: 'First N5: the tenant can still correct the problem.',
    RUNNING: 'N4: given, and the landlord cannot apply to the Board yet.',
    APPLICATION_POSSIBLE: 'The landlord can apply to the Board.',
    APPLIED: 'The landlord has applied to the Board.',
    CLAIM_NOT_OWED:
      'N4: claims rent that was not owed when it was served, as money recorded later shows (RTA s.59(1)).',
    VOID_PAID: 'N4: void, because the tenant paid all arrears (RTA s.59(3)).',
    VOID_CORRECTED: 'First N5: void, because the tenant corrected the problem (RTA ss.62(3), 64(3), 67(3)).',
    TENANT_LEFT: 'The tenant has left the unit.',
    EXPIRED:
      'Notice: void, because 30 days have passed since its date (RTA s.46). N11: the days to apply have passed (RTA s.77(2)).',
  }),
});

export const DeadlineKind = builder.enumType('DeadlineKind', {
  description:
    'Kind of a deadline that follows from a notice of termination or an agreement to end the tenancy.',
  values: describedValues(DEADLINES, {
    PAY_BY: 'N4: last day to pay all rent owing.',
    CORRECT_BY: 'First N5: last day for the tenant to correct the cause.',
    COMPENSATION_BY: "N12, N13: last day to pay the tenant's compensation.",
    TERMINATION: 'Termination date of the notice or agreement.',
    APPLY_FROM: 'First day on which the landlord can apply to the Board.',
    APPLY_BY:
      'Last safe day to apply to the Board, the 29th after the termination date. N11: the 30th (RTA s.77(2)).',
    EVIDENCE_BY: 'Last day to send evidence, seven days before the hearing.',
    UPDATE_BY: 'N4: last day to send the information update, five days before the hearing.',
    HEARING: 'Day of the hearing.',
  }),
});
