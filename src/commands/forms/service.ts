import type { Context } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Form } from '../../generated/prisma/client.ts';
import {
  NOTICE_FORMS,
  validateNotice,
  type NoticeForm,
  type NoticeTerms,
  type ServiceMethod,
} from '../../law/index.ts';
import { termsOf, type Tenancy } from './tenancy.ts';

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
  readonly emailConsent: boolean;
  readonly terminationDate: string;
}

function isNotice(type: string): type is NoticeForm {
  return (NOTICE_FORMS as readonly string[]).includes(type);
}

/** What the notice was planned with, besides the tenancy's own terms. */
function noticeTerms(form: Form): Partial<NoticeTerms> {
  const { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate } =
    form.input as Partial<NoticeTerms>;
  return { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate };
}

/** @throws DomainError CONFLICT `served_too_late` for a service after which the termination date no longer holds. */
export function serviceThatHolds(context: Context, tenancy: Tenancy, form: Form, service: Service): void {
  if (!isNotice(form.type)) return;
  const { defects, earliestDate } = validateNotice({
    ...termsOf(tenancy, context.today),
    ...noticeTerms(form),
    ...service,
    form: form.type,
  });
  if (earliestDate === null || earliestDate <= service.terminationDate) return;
  const message = `Served on ${service.servedOn}, the notice could end the tenancy on ${earliestDate} at the earliest, not on ${service.terminationDate}. Void it and make a new one.`;
  const details = defects.map((defect) => ({ ...defect, path: ['input', 'servedOn'], earliestDate }));
  throw new DomainError('CONFLICT', message, { reason: 'served_too_late', details });
}
