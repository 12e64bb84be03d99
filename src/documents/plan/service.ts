import type { Context } from '../../request/context.ts';
import { DomainError, type Fault } from '../../errors.ts';
import type { Form } from '../../generated/prisma/client.ts';
import type { ServiceMethod } from '../../generated/prisma/enums.ts';
import { isNoticeForm, validateNotice, type NoticeTerms } from '../../law/index.ts';
import { noticeTerms } from './notice.ts';
import type { FormInput } from './plan.ts';
import type { Tenancy } from './tenancy.ts';

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
  readonly emailConsent: boolean;
  readonly terminationDate: string;
}

/** What the notice was planned with, besides the tenancy's own terms. */
function factsOf(input: FormInput): Partial<NoticeTerms> {
  const { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate } = input;
  return { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate };
}

/** Words for a date that does not hold; `earliest` null: it can't be told which one would. */
function messageOf(
  { servedOn, terminationDate }: Service,
  earliest: string | null,
  defects: readonly Fault[],
) {
  const remedy = 'Void it and make a new one.';
  if (earliest === null) {
    const why = defects.map(({ message }) => message).join(' ');
    return `By the terms of the tenancy as they are now it can't be told whether the notice holds for ${terminationDate}. ${why} ${remedy}`;
  }
  return `Served on ${servedOn}, the notice could end the tenancy on ${earliest} at the earliest, not on ${terminationDate}. ${remedy}`;
}

/**
 * Makes sure that a notice still holds for its termination date, served as it was; what ends no tenancy always does.
 *
 * @throws DomainError CONFLICT `served_too_late` for a service after which the termination date no longer holds, with
 *   the date that would; or where the tenancy's terms have become such that no date can be told (RTA ss.44, 48, 49).
 */
export function serviceThatHolds(context: Context, tenancy: Tenancy, form: Form, service: Service): void {
  if (!isNoticeForm(form.type)) return;
  const { servedOn, method: serviceMethod, emailConsent, terminationDate } = service;
  const input = { ...(form.input as unknown as FormInput), servedOn, serviceMethod, emailConsent };
  const terms = noticeTerms(context, tenancy, form.type, input, factsOf(input));
  const { defects, earliestDate } = validateNotice({ ...terms, terminationDate });
  if (earliestDate !== null && earliestDate <= terminationDate) return;
  const earliest = earliestDate === null ? {} : { earliestDate };
  const details = defects.map((defect) => ({ ...defect, path: ['input', 'servedOn'], ...earliest }));
  const message = messageOf(service, earliestDate, defects);
  throw new DomainError('CONFLICT', message, { reason: 'served_too_late', details });
}
