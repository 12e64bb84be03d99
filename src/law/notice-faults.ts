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
  type NoticeInput,
  type NoticeReason,
  type NoticeTerms,
  REASONS_OF_FORM,
  RENTAL_PERIODS,
} from './notice.ts';
import { RULE_SET_VERSION, ruleInForce } from './rules.ts';
import { STANDARD_LEASE_FROM } from './rules/n9.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { methodFault, SERVICE_METHODS } from './service-method.ts';

/** Far beyond any real notice; keeps every count finite. */
const MOST_NOTICE_DAYS = 730;
const LAST_RENT_DAY = 31;

/** The reason a notice is given for; an N9 that states none is a plain one. Null for an N12 that states none. */
export function reasonOf({ form, reason }: NoticeTerms): NoticeReason | null {
  if (reason) return reason;
  return form === 'N12' ? null : (REASONS_OF_FORM[form][0] ?? null);
}

/** Whether the notice must end the tenancy with a rental period or term; else any day will do. */
export function mustEndPeriod(terms: NoticeTerms): boolean {
  if (terms.form === 'N12') return true;
  const reason = reasonOf(terms);
  return reason === 'TENANT_LEAVING' || reason === 'STANDARD_LEASE_DEMAND';
}

function periodFaults(terms: NoticeTerms): Fault[] {
  if (!mustEndPeriod(terms)) return [];
  const { rentalPeriod, rentDueDay, rentDueWeekday, termEnd } = terms;
  if (rentalPeriod === 'WEEKLY' && !rentDueWeekday)
    return [
      missing('rentDueWeekday', 'Give the weekday that rent is due: the notice must end with a rental week.'),
    ];
  if (rentalPeriod === 'BIWEEKLY' && !termEnd)
    return [
      missing('termEnd', 'Give the last day of any two-week rental period: the notice must end with one.'),
    ];
  if (rentalPeriod === 'MONTHLY' && (rentDueDay === null || rentDueDay === undefined))
    return [
      missing(
        'rentDueDay',
        'Give the day of the month that rent is due: the notice must end with a rental month.',
      ),
    ];
  if (rentalPeriod === 'YEARLY' && !termEnd)
    return [missing('termEnd', 'Give the last day of a rental year: the notice must end with one.')];
  if (rentalPeriod === 'FIXED' && !termEnd)
    return [missing('termEnd', 'Give the last day of the fixed term: the notice cannot end it earlier.')];
  return [];
}

function reasonFaults({ form, reason }: NoticeTerms): Fault[] {
  const allowed = REASONS_OF_FORM[form];
  if (form === 'N12' && !reason)
    return [fault('reason', 'required', 'An N12 needs a reason: whose own use it is.', { allowed })];
  if (!reason || allowed.includes(reason)) return [];
  const message = `An ${form} cannot state this reason. ${choiceMessage(allowed)}`;
  return [fault('reason', 'reason_not_for_form', message, { allowed })];
}

function noticeDaysFaults({ form, noticeDays }: NoticeTerms): Fault[] {
  if (form !== 'N12') return [];
  const { value: least, section } = ruleInForce('n12.notice_days', RULE_SET_VERSION);
  return wholeNumberFault('noticeDays', noticeDays, least, MOST_NOTICE_DAYS).map((found) => ({
    ...found,
    section,
  }));
}

/** Every fault of a notice's terms, all at once: impossible dates, unknown choices, numbers out of range, gaps. */
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
  const what = isDemand ? 'The standard lease can be demanded' : 'The Act is in force';
  const message = `${what} since ${first}; earlier notices are not judged here.`;
  return [fault('servedOn', 'before_the_act', message, { earliestDate: first })];
}

/** Every fault of how and when a notice is served, with `method_not_allowed` for a method its form cannot take. */
export function serviceFaults(input: NoticeInput): Fault[] {
  return [...servedOnFaults(input), ...methodFaults(input)];
}

/** The faults of the method alone. */
export function methodFaults({ form, method, emailConsent }: Omit<NoticeInput, 'servedOn'>): Fault[] {
  const unknown = requiredChoiceFault('method', method, SERVICE_METHODS);
  if (unknown.length > 0 || !NOTICE_FORMS.includes(form)) return unknown;
  const notAllowed = methodFault(form, method, emailConsent);
  return notAllowed ? [notAllowed] : [];
}
