import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { fault, requiredDateFault } from './fault.ts';
import { type N12Eligibility, n12EligibilityFaults, n12EligibilityWarnings } from './n12-eligibility.ts';
import { type N4Claim, n4ClaimFaults, n4ClaimWarnings } from './n4-claim.ts';
import type { NoticeForm, NoticeInput, NoticeTerms } from './notice.ts';
import type { Warning } from './warning.ts';
import { methodFaults, mustEndPeriod, reasonOf, serviceFaults, termsFaults } from './notice-faults.ts';
import { earliestDateGiven, firstFittingDay, noticePeriod } from './notice-period.ts';
import { givingWarnings, termsWarnings } from './notice-warnings.ts';
import { secondNoticeFaults } from './second-notice.ts';
import { deemedGiven } from './service.ts';
import type { ServiceMethod } from './service-method.ts';

/** A notice to check: its terms, termination date and any further known facts. */
export interface NoticeToValidate extends NoticeTerms, N4Claim, Omit<N12Eligibility, 'reason'> {
  readonly terminationDate: CalendarDate;
  readonly servedOn?: CalendarDate | null | undefined;
  readonly method?: ServiceMethod | null | undefined;
  readonly emailConsent?: boolean | null | undefined;
  /** N9 only: whether it was signed when the tenancy was agreed, or as a condition of it. */
  readonly signedAtStartOfTenancy?: boolean | null | undefined;
}

/** Defects and warnings of a notice. A notice without defects is valid. */
export interface NoticeValidation {
  readonly valid: boolean;
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** Day on which the notice counts as given; null if its service is unknown or invalid. */
  readonly deemedGiven: CalendarDate | null;
  /** Earliest lawful termination date; null if its terms or service are unknown or invalid. */
  readonly earliestDate: CalendarDate | null;
}

/** The notice with its service; null unless date and method are both known. */
function serviceOf(notice: NoticeToValidate): NoticeInput | null {
  const { servedOn, method } = notice;
  return servedOn && method ? { ...notice, servedOn, method } : null;
}

function servingFaults(notice: NoticeToValidate, service: NoticeInput | null): Fault[] {
  if (service) return serviceFaults(service);
  return notice.method ? methodFaults({ ...notice, method: notice.method }) : [];
}

function dateDefect(code: string, message: string, section: string, earliestDate?: CalendarDate): Fault {
  return fault('terminationDate', code, message, earliestDate ? { section, earliestDate } : { section });
}

function tooEarly(notice: NoticeToValidate, given: CalendarDate, earliest: CalendarDate): Fault[] {
  const { terminationDate: date, form } = notice;
  if (date >= earliest) return [];
  const { value, section } = noticePeriod(notice, given);
  const message = `An ${form} given on ${given} needs ${value} days of notice, so ${date} is too early. Give ${earliest} or later.`;
  return [dateDefect(date <= given ? 'date_before_giving' : 'date_too_early', message, section, earliest)];
}

/** Sections by which a landlord's notice must end a rental period. */
const END_SECTIONS: Partial<Record<NoticeForm, string>> = {
  N8: 'RTA ss.44, 58(2)',
  N12: 'RTA ss.48(2), 49(3)',
  N13: 'RTA s.50(2)',
};

function endSection({ form, rentalPeriod }: NoticeTerms): string {
  const section = END_SECTIONS[form];
  if (section) return section;
  if (rentalPeriod === 'FIXED') return 'RTA s.44(4)';
  if (rentalPeriod === 'YEARLY') return 'RTA s.44(3)';
  return rentalPeriod === 'WEEKLY' ? 'RTA s.44(1)' : 'RTA s.44(2)';
}

function notPeriodEnd(notice: NoticeToValidate, earliest: CalendarDate | null): Fault[] {
  const date = notice.terminationDate;
  if (!mustEndPeriod(notice)) return [];
  const next = firstFittingDay(notice, date);
  if (next === date) return [];
  const fits = earliest && earliest > next ? earliest : next;
  const isCut = notice.rentalPeriod === 'FIXED' && date < (notice.termEnd ?? '');
  const message = isCut
    ? `${date} is before the fixed term ends on ${notice.termEnd ?? ''}. Give ${fits} or later.`
    : `${date} is not the last day of a rental period. Give ${fits}.`;
  return [dateDefect(isCut ? 'cuts_fixed_term' : 'not_period_end', message, endSection(notice), fits)];
}

function tenantNoticeDefects(notice: NoticeToValidate): Fault[] {
  if (notice.form !== 'N9') return [];
  const { signedAtStartOfTenancy, landlordTerminationDate, terminationDate } = notice;
  const defects: Fault[] = [];
  if (signedAtStartOfTenancy === true) {
    const message =
      'An N9 signed when the tenancy is agreed, or as a condition of it, is void. Some student housing is exempt.';
    defects.push(fault('signedAtStartOfTenancy', 'signed_at_start', message, { section: 'RTA s.37(4)' }));
  }
  const isReply = reasonOf(notice) === 'REPLY_TO_N12_N13';
  if (isReply && landlordTerminationDate && terminationDate >= landlordTerminationDate) {
    const message = `The date is not before the landlord's termination date ${landlordTerminationDate}. Give an earlier date.`;
    defects.push(dateDefect('not_before_landlord_date', message, 'RTA ss.48(3), 49(4), 50(4)'));
  }
  return defects;
}

function factDefects(notice: NoticeToValidate, given: CalendarDate | null): Fault[] {
  return [
    ...(notice.form === 'N4' ? n4ClaimFaults(notice, given) : []),
    ...(notice.form === 'N12' ? n12EligibilityFaults(notice, given ?? undefined) : []),
    ...tenantNoticeDefects(notice),
    ...(given ? secondNoticeFaults(notice, given) : []),
  ];
}

function serviceUnknown(): Warning {
  const message = 'The date or method of service is unknown, so KeyNest did not check the days of notice.';
  return { code: 'service_unknown', message, section: 'RTA s.191' };
}

function warningsOf(
  notice: NoticeToValidate,
  service: NoticeInput | null,
  given: CalendarDate | null,
): Warning[] {
  return [
    ...(service && given ? givingWarnings(service, given, notice.terminationDate) : []),
    ...(service ? [] : [serviceUnknown()]),
    ...termsWarnings(notice, notice.terminationDate),
    ...(notice.form === 'N4' ? n4ClaimWarnings(notice, notice.servedOn ?? null) : []),
    ...(notice.form === 'N12' ? n12EligibilityWarnings(notice, given ?? undefined) : []),
  ];
}

/**
 * Checks a notice: days of notice, end of the rental period, method of service, and known facts that void the notice
 * (RTA ss.37, 43, 44, 48, 49, 59, 68, 191). Absent facts draw warnings, not defects. It never throws: invalid input
 * gives defects as well.
 */
export function validateNotice(notice: NoticeToValidate): NoticeValidation {
  const service = serviceOf(notice);
  const terms = termsFaults(notice);
  const serving = servingFaults(notice, service);
  const dates = requiredDateFault('terminationDate', notice.terminationDate);
  const faults = [...terms, ...serving, ...dates];
  const given = service && serving.length === 0 ? deemedGiven(service.servedOn, service.method) : null;
  if (terms.length > 0 || dates.length > 0)
    return { valid: false, defects: faults, warnings: [], deemedGiven: given, earliestDate: null };
  const earliest = given ? earliestDateGiven(notice, given) : null;
  const defects = [
    ...faults,
    ...(given && earliest ? tooEarly(notice, given, earliest) : []),
    ...notPeriodEnd(notice, earliest),
    ...factDefects(notice, given),
  ];
  const warnings = warningsOf(notice, service, given);
  return { valid: defects.length === 0, defects, warnings, deemedGiven: given, earliestDate: earliest };
}
