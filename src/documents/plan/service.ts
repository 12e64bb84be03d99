import type { Context } from '../../request/context.ts';
import { DomainError, type Fault } from '../../errors.ts';
import type { Form } from '../../generated/prisma/client.ts';
import type { ServiceMethod } from '../../generated/prisma/enums.ts';
import { daysBetween } from '../../calendar/date.ts';
import {
  deemedGiven,
  earliestTermination,
  isNoticeForm,
  n12Compensation,
  validateNotice,
  type NoticeInput,
  type NoticeTerms,
} from '../../law/index.ts';
import { noticeTerms } from './notice.ts';
import type { FormInput } from './plan.ts';
import type { Tenancy } from './tenancy.ts';

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
  readonly emailConsent: boolean;
  readonly terminationDate: string;
}

/** Facts of the notice from its input, besides the terms of the tenancy. */
function factsOf(input: FormInput): Partial<NoticeTerms> {
  const { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate } = input;
  return { reason, noticeNumber, firstNoticeGivenOn, newConductOn, landlordTerminationDate };
}

/** Message for a termination date that is too early. `earliest` is null if no date can be computed. */
function messageOf(
  { servedOn, terminationDate }: Service,
  earliest: string | null,
  defects: readonly Fault[],
) {
  const remedy = 'Void it and generate a new notice.';
  if (earliest === null) {
    const causes = defects.map(({ message }) => message).join(' ');
    return `The current terms of the tenancy do not allow KeyNest to check the termination date ${terminationDate}. ${causes} ${remedy}`;
  }
  return `A notice served on ${servedOn} cannot end the tenancy before ${earliest}, but it states ${terminationDate}. ${remedy}`;
}

/** An N12 that states no compensation needs the days of notice that waive it, from its actual giving (RTA s.48.1(2)). */
function assertStillWaived(form: Form, terms: NoticeInput, { terminationDate }: Service): void {
  const { compensation } = form.facts as { compensation?: unknown };
  if (form.type !== 'N12' || compensation !== 'NOT_OWED') return;
  const given = deemedGiven(terms.servedOn, terms.method);
  const found = n12Compensation({ reason: 'LANDLORD_OR_FAMILY', deemedGiven: given, terminationDate });
  if (!found.required || found.waivedFrom === null) return;
  const noticeDays = daysBetween(given, found.waivedFrom);
  const { date: earliestDate } = earliestTermination({ ...terms, noticeDays });
  const message = `The notice states that no compensation is owed. Given on ${given}, that needs ${noticeDays} days of notice and a termination date from ${earliestDate}. Void it and generate a new notice.`;
  const detail = { path: ['input', 'servedOn'], code: 'date_too_early', message, section: 'RTA s.48.1(2)' };
  const details = [{ ...detail, earliestDate }];
  throw new DomainError('CONFLICT', message, { reason: 'served_too_late', details });
}

/**
 * Checks that the termination date of a notice is lawful for its actual service. Other documents always pass.
 *
 * @throws DomainError CONFLICT `served_too_late` if the date is too early for the service, with the earliest lawful
 *   date; or if the current terms of the tenancy do not allow a date to be computed (RTA ss.44, 48, 49); or if
 *   an N12 states that no compensation is owed, and its days of notice no longer waive it.
 */
export function assertServedInTime(context: Context, tenancy: Tenancy, form: Form, service: Service): void {
  if (!isNoticeForm(form.type)) return;
  const { servedOn, method: serviceMethod, emailConsent, terminationDate } = service;
  const input = { ...(form.input as unknown as FormInput), servedOn, serviceMethod, emailConsent };
  const terms = noticeTerms(context, tenancy, form.type, input, factsOf(input));
  const { defects, earliestDate } = validateNotice({ ...terms, terminationDate });
  if (earliestDate !== null && earliestDate <= terminationDate) {
    assertStillWaived(form, terms, service);
    return;
  }
  const earliest = earliestDate === null ? {} : { earliestDate };
  const details = defects.map((defect) => ({ ...defect, path: ['input', 'servedOn'], ...earliest }));
  const message = messageOf(service, earliestDate, defects);
  throw new DomainError('CONFLICT', message, { reason: 'served_too_late', details });
}
