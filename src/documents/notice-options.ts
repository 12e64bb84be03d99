import type { Context } from '../request/context.ts';
import type { Fault } from '../errors.ts';
import { FormType, type ServiceMethod } from '../generated/prisma/enums.ts';
import {
  allowedMethods,
  earliestTermination,
  isNoticeForm,
  type NoticeForm,
  type NoticeReason,
} from '../law/index.ts';
import { arrearsFor } from './plan/n4.ts';
import { noticeTerms, tryEarliest } from './plan/notice.ts';
import { outsideOntario } from './outside-ontario.ts';
import { findTenancy, type Tenancy } from './plan/tenancy.ts';

/** What a notice could be, if it were given today by a method. */
export interface DateByMethod {
  readonly method: ServiceMethod;
  readonly date: string;
  readonly deemedGiven: string;
}

export interface NoticeOption {
  readonly type: FormType;
  readonly available: boolean;
  /** Why not. */
  readonly obstacles: readonly Fault[];
  readonly earliestDates: readonly DateByMethod[];
  /** N4: what it would claim, in cents; null for others. */
  readonly claimCents: number | null;
}

const ORDER = [FormType.N4, FormType.N5, FormType.N9, FormType.N12, FormType.ENTRY, FormType.LEASE];

const NOTICE_REASON: Readonly<Record<NoticeForm, NoticeReason>> = {
  N4: 'NON_PAYMENT',
  N5: 'INTERFERENCE',
  N9: 'TENANT_LEAVING',
  N12: 'LANDLORD_OR_FAMILY',
};

function obstacle(code: string, message: string, section: string): Fault {
  return { path: ['tenantId'], code, message, section };
}

/** Dates by every method that the document may be served by, and the faults where the law has no date. */
function datesOf(context: Context, tenancy: Tenancy, form: NoticeForm) {
  const dates: DateByMethod[] = [];
  const faults: Fault[] = [];
  for (const method of allowedMethods(form)) {
    if (method === 'SMS' || (method === 'EMAIL_WITH_CONSENT' && !tenancy.lease.emailConsent)) continue;
    const input = { tenantId: tenancy.id, serviceMethod: method };
    const terms = noticeTerms(context, tenancy, form, input, { reason: NOTICE_REASON[form] });
    const found = tryEarliest(() => earliestTermination(terms));
    faults.push(...found.faults);
    if (!found.earliest) continue;
    const { date, deemedGiven } = found.earliest;
    dates.push({ method, date, deemedGiven });
  }
  return { dates, faults: dates.length > 0 ? [] : faults.slice(0, 1) };
}

function obstaclesOf(context: Context, tenancy: Tenancy, type: FormType, claimCents: number): Fault[] {
  const elsewhere = outsideOntario(tenancy);
  if (elsewhere) return [{ ...elsewhere, path: ['tenantId'] }];
  const { status } = tenancy.lease;
  const section = 'RTA s.37';
  if (status === 'PAST') return [obstacle('tenancy_over', 'The tenancy is over.', section)];
  if (type === 'LEASE') return [];
  if (status === 'PENDING') {
    return [obstacle('tenancy_not_begun', 'The tenancy has not begun.', section)];
  }
  if (type === 'N4' && claimCents === 0) {
    const message = 'No rent that was due before today is owing.';
    return [obstacle('nothing_owing', message, 'RTA s.59(1)')];
  }
  return context.viewer.role === 'TENANT' && type !== 'N9'
    ? [obstacle('landlords_document', 'This document is the landlord’s to give.', 'RTA s.43')]
    : [];
}

function optionOf(context: Context, tenancy: Tenancy, type: FormType, claimCents: number): NoticeOption {
  const obstacles = obstaclesOf(context, tenancy, type, claimCents);
  const found =
    isNoticeForm(type) && obstacles.length === 0
      ? datesOf(context, tenancy, type)
      : { dates: [], faults: [] };
  const reasons = [...obstacles, ...found.faults];
  return {
    type,
    available: reasons.length === 0,
    obstacles: reasons,
    earliestDates: found.dates,
    claimCents: type === 'N4' ? claimCents : null,
  };
}

/** For each document: whether it may be given today, why not, and from when it would hold by each method. */
export async function noticeOptions(context: Context, tenantId: string): Promise<NoticeOption[]> {
  const tenancy = await findTenancy(context, tenantId);
  const { totalCents } = arrearsFor(tenancy, context.today, context.today);
  return ORDER.map((type) => optionOf(context, tenancy, type, totalCents));
}
