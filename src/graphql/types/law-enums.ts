import { WEEKDAYS } from '../../calendar/weekday.ts';
import { ENTRY_REASONS, NOTICE_FORMS, NOTICE_REASONS, RENTAL_PERIODS, STANDINGS } from '../../law/index.ts';
import { builder } from '../builder.ts';

/** Enum values with a description each; the law's list makes sure none is missing. */
function valuesOf<Member extends string>(members: readonly Member[], descriptions: Record<Member, string>) {
  return Object.fromEntries(
    members.map((member) => [member, { description: descriptions[member] }]),
  ) as Record<Member, { description: string }>;
}

export const NoticeForm = builder.enumType('NoticeForm', {
  description: 'A notice of termination, by the Board’s form.',
  values: valuesOf(NOTICE_FORMS, {
    N4: 'Non-payment of rent.',
    N5: 'Interference, damage or overcrowding.',
    N9: 'The tenant leaves.',
    N12: 'Own use by the landlord, a purchaser or family.',
  }),
});

export const RentalPeriod = builder.enumType('RentalPeriod', {
  description: 'How the law sees a tenancy’s time.',
  values: valuesOf(RENTAL_PERIODS, {
    DAILY: 'From day to day.',
    WEEKLY: 'From week to week.',
    BIWEEKLY: 'From two weeks to two weeks.',
    MONTHLY: 'From month to month.',
    YEARLY: 'From year to year.',
    FIXED: 'For a fixed term that has not run out.',
  }),
});

export const NoticeReason = builder.enumType('NoticeReason', {
  description: 'Why a notice of termination is given.',
  values: valuesOf(NOTICE_REASONS, {
    NON_PAYMENT: 'N4: rent is owing.',
    INTERFERENCE: 'N5: interference with others (RTA s.64).',
    DAMAGE: 'N5: undue damage (RTA s.62).',
    OVERCROWDING: 'N5: too many people (RTA s.67).',
    TENANT_LEAVING: 'N9: no reason needed (RTA s.44).',
    REPLY_TO_N12_N13: 'N9: leaving earlier after an N12 or N13 (RTA ss.48(3), 49(4), 50(4)).',
    STANDARD_LEASE_DEMAND: 'N9: no standard lease after a demand (RTA s.47.0.1).',
    ASSIGNMENT_REFUSED: 'N9: consent to an assignment refused (RTA s.96).',
    LANDLORD_OR_FAMILY: 'N12: own use by the landlord or family (RTA s.48).',
    PURCHASER: 'N12: own use by a purchaser or family (RTA s.49).',
  }),
});

export const Weekday = builder.enumType('Weekday', {
  description: 'A day of the week.',
  values: valuesOf(WEEKDAYS, {
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
    'Why a landlord enters. The last four need no written notice, so a notice of entry can not state them.',
  values: valuesOf(ENTRY_REASONS, {
    REPAIR_OR_WORK: 'Repair, replacement or work in the unit (RTA s.27(1) par.1).',
    MORTGAGEE_OR_INSURER: 'A possible mortgagee or insurer views the unit (RTA s.27(1) par.2).',
    CONDOMINIUM_INSPECTION: 'An inspection for a condominium conversion (RTA s.27(1) par.3).',
    INSPECTION: 'An inspection of the state of repair (RTA s.27(1) par.4).',
    AGREEMENT_REASON: 'A reason that the tenancy agreement names (RTA s.27(1) par.5).',
    SHOW_TO_PURCHASER: 'A possible purchaser views the unit (RTA s.27(2)).',
    SHOW_TO_PROSPECTIVE_TENANT: 'A possible tenant views the unit (RTA s.26(3)).',
    EMERGENCY: 'An emergency (RTA s.26(1)(a)).',
    CONSENT: 'The tenant consents at the time (RTA s.26(1)(b)).',
    AGREED_CLEANING: 'Cleaning that was agreed on (RTA s.26(2)).',
  }),
});

export const Standing = builder.enumType('Standing', {
  description: 'What a notice of termination amounts to on a day.',
  values: valuesOf(STANDINGS, {
    NOT_SERVED: 'Made, not given to anybody.',
    WITHDRAWN: 'Taken back.',
    SUPERSEDED: 'Another notice took its place.',
    NOT_YET_GIVEN: 'Sent, and not counted as given yet.',
    CORRECTION_RUNNING: 'First N5: the tenant’s days to correct are running.',
    RUNNING: 'Given; the landlord may not apply yet.',
    APPLICATION_POSSIBLE: 'The landlord may apply to the Board.',
    APPLIED: 'The landlord has applied.',
    VOID_PAID: 'N4: void, since everything owing was paid (RTA s.59(3)).',
    VOID_CORRECTED: 'First N5: void, since the tenant corrected (RTA ss.62(3), 64(3), 67(3)).',
    TENANT_LEFT: 'The tenant has left.',
    EXPIRED: 'Void, 30 days after the termination date (RTA s.46).',
  }),
});
