import type { Context } from '../request/context.ts';
import type { Fault } from '../errors.ts';
import { FormType, type ServiceMethod } from '../generated/prisma/enums.ts';
import {
  allowedMethods,
  earliestTermination,
  isNoticeForm,
  judge,
  type NoticeForm,
  type NoticeReason,
  type Warning,
} from '../law/index.ts';
import { arrearsFor } from './plan/n4.ts';
import { earliestOrFaults, noticeTerms } from './plan/notice.ts';
import { caseFactsOf } from './case-facts.ts';
import { exemptFaults } from './plan/n10.ts';
import { increaseTermsOf, planTenancyIncrease, wrongNotice } from './plan/rent-increase.ts';
import { findTenancy, type Tenancy } from './plan/tenancy.ts';
import { takeTurn } from '../turns.ts';

/** Earliest termination date of a notice served today by a method. */
export interface DateByMethod {
  readonly method: ServiceMethod;
  readonly date: string;
  readonly deemedGiven: string;
}

export interface NoticeOption {
  readonly type: FormType;
  readonly available: boolean;
  /** Reasons why the document is not available. */
  readonly obstacles: readonly Fault[];
  /** What is doubtful about giving it today. */
  readonly warnings: readonly Warning[];
  readonly earliestDates: readonly DateByMethod[];
  /** N4: its claim in cents; null for other documents. */
  readonly claimCents: number | null;
}

const ORDER = [
  FormType.N4,
  FormType.N5,
  FormType.N7,
  FormType.N8,
  FormType.N9,
  FormType.N11,
  FormType.N12,
  FormType.N13,
  FormType.N1,
  FormType.N2,
  FormType.N10,
  FormType.L1_SCHEDULE,
  FormType.PAYMENT_AGREEMENT,
  FormType.ENTRY,
  FormType.LEASE,
];

const NOTICE_REASON: Readonly<Record<NoticeForm, NoticeReason>> = {
  N4: 'NON_PAYMENT',
  N5: 'INTERFERENCE',
  N7: 'SAFETY',
  N8: 'PERSISTENT_LATE_PAYMENT',
  N9: 'TENANT_LEAVING',
  N12: 'LANDLORD_OR_FAMILY',
  N13: 'DEMOLITION',
};

/** Earliest dates by allowed method of service, and the fault if no method has a date. */
function datesOf(context: Context, tenancy: Tenancy, form: NoticeForm) {
  const dates: DateByMethod[] = [];
  const faults: Fault[] = [];
  for (const method of allowedMethods(form)) {
    if (method === 'SMS' || (method === 'EMAIL_WITH_CONSENT' && !tenancy.lease.emailConsent)) continue;
    const input = { tenantId: tenancy.id, serviceMethod: method };
    const terms = noticeTerms(context, tenancy, form, input, { reason: NOTICE_REASON[form] });
    const found = earliestOrFaults(() => earliestTermination(terms));
    faults.push(...found.faults);
    if (!found.earliest) continue;
    const { date, deemedGiven } = found.earliest;
    dates.push({ method, date, deemedGiven });
  }
  return { dates, faults: dates.length > 0 ? [] : faults.slice(0, 1) };
}

/** `landlords_document`: a tenant can give an N9 only. */
function viewerFaults({ viewer }: Context, type: FormType): Fault[] {
  if (viewer.role !== 'TENANT' || type === 'N9' || type === 'LEASE') return [];
  const message = 'Only the landlord can give this document.';
  return [{ path: ['tenantId'], code: 'landlords_document', message, section: 'RTA s.43' }];
}

/** Obstacles to another rent: the wrong notice for the unit, an increase that awaits service, the limits of the Act. */
function rentFaults(context: Context, tenancy: Tenancy, type: FormType): readonly Fault[] {
  if (type === 'N10') return exemptFaults(increaseTermsOf(tenancy));
  if (type !== 'N1' && type !== 'N2') return [];
  const { obstacles } = planTenancyIncrease(context, tenancy, {});
  return [...wrongNotice(type, increaseTermsOf(tenancy)), ...obstacles];
}

/** The judgement of a document that says nothing yet, given today. */
function judgeBare(context: Context, tenancy: Tenancy, type: FormType) {
  const asked = { input: { tenantId: tenancy.id }, stated: null, isBare: true };
  const { defects, warnings } = judge(caseFactsOf(context, tenancy, type, asked));
  const found = defects.length > 0 ? defects : rentFaults(context, tenancy, type);
  const obstacles = found.map((defect): Fault => ({ ...defect, path: ['tenantId'] }));
  return { obstacles: obstacles.length > 0 ? obstacles : viewerFaults(context, type), warnings };
}

function optionOf(context: Context, tenancy: Tenancy, type: FormType, claimCents: number): NoticeOption {
  const { obstacles, warnings } = judgeBare(context, tenancy, type);
  const found =
    isNoticeForm(type) && obstacles.length === 0
      ? datesOf(context, tenancy, type)
      : { dates: [], faults: [] };
  const reasons = [...obstacles, ...found.faults];
  return {
    type,
    available: reasons.length === 0,
    obstacles: reasons,
    warnings,
    earliestDates: found.dates,
    claimCents: type === 'N4' ? claimCents : null,
  };
}

async function findOptions(context: Context, tenantId: string): Promise<NoticeOption[]> {
  const tenancy = await findTenancy(context, tenantId);
  await takeTurn();
  const { totalCents } = arrearsFor(context, tenancy, context.today);
  const options: NoticeOption[] = [];
  for (const type of ORDER) {
    await takeTurn();
    options.push(optionOf(context, tenancy, type, totalCents));
  }
  return options;
}

/** The options that operations have found, by tenant. */
const known = new WeakMap<Context, Map<string, Promise<NoticeOption[]>>>();

/**
 * For each document: whether it can be given today, its obstacles, and its earliest dates by method of service. Found once
 * for all aliases of a query.
 */
export function noticeOptions(context: Context, tenantId: string): Promise<NoticeOption[]> {
  const byTenant = known.get(context) ?? new Map<string, Promise<NoticeOption[]>>();
  known.set(context, byTenant);
  const options = byTenant.get(tenantId) ?? findOptions(context, tenantId);
  byTenant.set(tenantId, options);
  return options;
}
