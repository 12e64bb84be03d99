import { Temporal } from 'temporal-polyfill';
import { dateIn, ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import { DomainError, type Fault } from '../errors.ts';
import type { Form } from '../generated/prisma/client.ts';
import type { ServiceMethod } from '../generated/prisma/enums.ts';
import { judge, type Warning } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { caseFactsOf } from './case-facts.ts';
import { planEntry } from './plan/entry.ts';
import type { FormInput } from './plan/plan.ts';
import type { Tenancy } from './plan/tenancy.ts';
import { assertServedInTime } from './plan/service.ts';

/** How a form was served. */
export interface ActualService {
  readonly servedOn: string;
  readonly method: ServiceMethod;
  readonly emailConsent: boolean;
  readonly terminationDate: string | null;
  /** Time of day, `HH:MM`, if it is known. */
  readonly servedAt: string | null;
}

function conflict(defects: readonly Fault[], message?: string): DomainError {
  const [first] = defects;
  const details = defects.map((defect) => ({ ...defect, path: ['input', 'servedOn'] }));
  return new DomainError('CONFLICT', message ?? first?.message ?? '', {
    reason: first?.code ?? 'void_notice',
    details,
  });
}

const END_OF_DAY = '23:59';

/** Instant of the giving of an entry notice: as told, as planned, now, or else the end of its day. */
function givenAt(
  { clock }: Context,
  form: Form,
  { givenAt: planned }: FormInput,
  { servedOn, servedAt }: ActualService,
): string {
  const at = (time: string) =>
    Temporal.PlainDate.from(servedOn)
      .toZonedDateTime({ timeZone: ONTARIO_TIME_ZONE, plainTime: time })
      .toInstant()
      .toString();
  if (servedAt !== null) return at(servedAt);
  const instants = [new Date(planned ?? form.createdAt), clock.now()];
  const found = instants.find((instant) => dateIn(ONTARIO_TIME_ZONE, instant) === servedOn);
  return found ? found.toISOString() : at(END_OF_DAY);
}

/** An entry notice keeps its 24 hours by the method by which it is really served (RTA s.27(1)). */
function assertEntryInTime(context: Context, tenancy: Tenancy, form: Form, service: ActualService): void {
  const stored = form.input as unknown as FormInput;
  const input = {
    ...stored,
    serviceMethod: service.method,
    emailConsent: service.emailConsent,
    givenAt: givenAt(context, form, stored, service),
  };
  const defects = planEntry(context, tenancy, input).defects.filter(({ code }) => code !== 'required');
  if (defects.length === 0) return;
  throw conflict(defects, `${defects[0]?.message ?? ''} Void it and generate a new notice.`);
}

/**
 * Judges a form on the day of its real service: by payments, tenants, unit and notices of that day.
 *
 * @throws DomainError CONFLICT with the code of the judgement, e.g. `tenancy_over` or `claims_more_than_rent`;
 *   `served_too_late` with the date that would hold; `less_than_24_hours` for an entry, with the earliest window.
 * @returns the warnings of that day.
 */
export function judgeService(
  context: Context,
  tenancy: Tenancy,
  form: Form,
  service: ActualService,
): readonly Warning[] {
  const { servedOn, method: serviceMethod, emailConsent, terminationDate } = service;
  const stored = form.input as unknown as FormInput;
  const input = { ...stored, servedOn, serviceMethod, emailConsent };
  const { defects, warnings } = judge(caseFactsOf(context, tenancy, form.type, { input, stated: form }));
  if (defects.length > 0) throw conflict(defects);
  if (terminationDate !== null) assertServedInTime(context, tenancy, form, { ...service, terminationDate });
  if (form.type === 'ENTRY') assertEntryInTime(context, tenancy, form, service);
  return warnings;
}
