import { WEEKDAYS } from '../calendar/weekday.ts';
import type { Fault } from '../errors.ts';
import { choiceMessage } from '../faults/faults.ts';
import {
  choiceFault,
  dateFault,
  fault,
  missing,
  requiredChoiceFault,
  requiredDateFault,
  wholeNumberFault,
} from './fault.ts';
import {
  NOTICE_FORMS,
  type NoticeForm,
  type NoticeInput,
  type NoticeReason,
  type NoticeTerms,
  REASONS_OF_FORM,
  RENTAL_PERIODS,
} from './notice.ts';
import type { NoticePeriodRule } from './notice-period-rule.ts';
import { RULE_SET_VERSION, ruleInForce } from './rules.ts';
import { STANDARD_LEASE_FROM } from './rules/n9.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { methodFault, SERVICE_METHODS } from './service-method.ts';

/** Two years, longer than any real notice. */
const MOST_NOTICE_DAYS = 730;
const LAST_RENT_DAY = 31;

/** Landlord's notices whose date must end a rental period or the fixed term (RTA ss.48(2), 49(3), 50(2), 58(2)). */
const ENDS_PERIOD: readonly NoticeForm[] = ['N8', 'N12', 'N13'];

/** What to say of a notice without the reason on which its date or its compensation depends. */
const REASON_NEEDED: Partial<Record<NoticeForm, { readonly message: string; readonly section: string }>> = {
  N12: {
    message: "An N12 needs a reason. Choose the landlord's or family's own use, or the purchaser's.",
    section: 'RTA ss.48(1), 49(1)',
  },
  N13: {
    message: 'An N13 needs a reason. Choose demolition, conversion or repairs.',
    section: 'RTA s.50(1)',
  },
};

/** The fault of a notice that needs a reason and has none. */
export function missingReasonFaults({ form, reason }: Pick<NoticeTerms, 'form' | 'reason'>): Fault[] {
  const needed = REASON_NEEDED[form];
  if (needed === undefined || reason) return [];
  const { message, section } = needed;
  return [fault('reason', 'required', message, { section, allowed: REASONS_OF_FORM[form] })];
}

/** Reason of a notice. An N9 defaults to `TENANT_LEAVING`; null for an N12 or N13 without a reason. */
export function reasonOf({ form, reason }: NoticeTerms): NoticeReason | null {
  if (reason) return reason;
  return REASON_NEEDED[form] ? null : (REASONS_OF_FORM[form][0] ?? null);
}

/** Whether the termination date must end a rental period or the fixed term. */
export function mustEndPeriod(terms: NoticeTerms): boolean {
  if (ENDS_PERIOD.includes(terms.form)) return true;
  const reason = reasonOf(terms);
  return reason === 'TENANT_LEAVING' || reason === 'STANDARD_LEASE_DEMAND';
}

function periodFaults(terms: NoticeTerms): Fault[] {
  if (!mustEndPeriod(terms)) return [];
  const { rentalPeriod, rentDueDay, rentDueWeekday, termEnd } = terms;
  if (rentalPeriod === 'WEEKLY' && !rentDueWeekday)
    return [
      missing('rentDueWeekday', 'The notice must end a rental week. Give the weekday on which rent is due.'),
    ];
  if (rentalPeriod === 'BIWEEKLY' && !termEnd)
    return [
      missing(
        'termEnd',
        'The notice must end a two-week rental period. Give the last day of any such period.',
      ),
    ];
  if (rentalPeriod === 'MONTHLY' && (rentDueDay === null || rentDueDay === undefined))
    return [
      missing(
        'rentDueDay',
        'The notice must end a rental month. Give the day of the month on which rent is due.',
      ),
    ];
  if (rentalPeriod === 'YEARLY' && !termEnd)
    return [missing('termEnd', 'The notice must end a rental year. Give the last day of any rental year.')];
  if (rentalPeriod === 'FIXED' && !termEnd)
    return [
      missing('termEnd', 'The notice cannot end a fixed term early. Give the last day of the fixed term.'),
    ];
  return [];
}

function reasonFaults({ form, reason }: NoticeTerms): Fault[] {
  const allowed = REASONS_OF_FORM[form];
  const missingReason = missingReasonFaults({ form, reason });
  if (missingReason.length > 0) return missingReason;
  if (!reason || allowed.includes(reason)) return [];
  const message = `An ${form} cannot state this reason. ${choiceMessage(allowed)}`;
  return [fault('reason', 'reason_not_for_form', message, { allowed })];
}

/** Notices that can give more days than the least, and the rule of the least. */
const LEAST_DAYS: Partial<Record<NoticeForm, NoticePeriodRule['id']>> = {
  N4: 'n4.notice_days',
  N12: 'n12.notice_days',
  N13: 'n13.notice_days',
};

/** Whether the landlord can choose how many days of notice to give. */
export function takesNoticeDays(form: NoticeForm): boolean {
  return LEAST_DAYS[form] !== undefined;
}

function noticeDaysFaults({ form, noticeDays }: NoticeTerms): Fault[] {
  const id = LEAST_DAYS[form];
  if (id === undefined) return [];
  const { value: least, section } = ruleInForce(id, RULE_SET_VERSION);
  return wholeNumberFault('noticeDays', noticeDays, least, MOST_NOTICE_DAYS).map((found) => ({
    ...found,
    section,
  }));
}

/** Every fault of a notice's terms: invalid dates, unknown choices, numbers out of range, missing fields. */
export function termsFaults(terms: NoticeTerms): Fault[] {
  const formFaults = requiredChoiceFault('form', terms.form, NOTICE_FORMS);
  const isFormKnown = formFaults.length === 0;
  return [
    ...formFaults,
    ...requiredChoiceFault('rentalPeriod', terms.rentalPeriod, RENTAL_PERIODS),
    ...wholeNumberFault('rentDueDay', terms.rentDueDay, 1, LAST_RENT_DAY),
    ...choiceFault('rentDueWeekday', terms.rentDueWeekday, WEEKDAYS),
    ...dateFault('termEnd', terms.termEnd),
    ...(terms.form === 'N5' ? wholeNumberFault('noticeNumber', terms.noticeNumber, 1, 2) : []),
    ...dateFault('firstNoticeGivenOn', terms.firstNoticeGivenOn),
    ...dateFault('newConductOn', terms.newConductOn),
    ...dateFault('landlordTerminationDate', terms.landlordTerminationDate),
    ...noticeDaysFaults(terms),
    ...(isFormKnown ? [...reasonFaults(terms), ...periodFaults(terms)] : []),
  ];
}

function servedOnFaults(input: NoticeInput): Fault[] {
  const { servedOn } = input;
  const found = requiredDateFault('servedOn', servedOn);
  if (found.length > 0) return found;
  const isDemand = input.form === 'N9' && input.reason === 'STANDARD_LEASE_DEMAND';
  const first = isDemand ? STANDARD_LEASE_FROM : ACT_IN_FORCE_FROM;
  if (servedOn >= first) return [];
  const cause = isDemand
    ? `Tenants can demand the standard lease since ${first}.`
    : 'The notice predates the Residential Tenancies Act, 2006.';
  const message = `${cause} Give ${first} or a later date.`;
  return [fault('servedOn', 'before_the_act', message, { earliestDate: first })];
}

/** Every fault of the date and method of service, e.g. `method_not_allowed`. */
export function serviceFaults(input: NoticeInput): Fault[] {
  return [...servedOnFaults(input), ...methodFaults(input)];
}

/** Faults of the method of service. */
export function methodFaults({ form, method, emailConsent }: Omit<NoticeInput, 'servedOn'>): Fault[] {
  const unknown = requiredChoiceFault('method', method, SERVICE_METHODS);
  if (unknown.length > 0 || !NOTICE_FORMS.includes(form)) return unknown;
  const notAllowed = methodFault(form, method, emailConsent);
  return notAllowed ? [notAllowed] : [];
}
