import { earlierOf } from '../../calendar/date.ts';
import type { Context } from '../../request/context.ts';
import { DomainError, type Fault } from '../../errors.ts';
import {
  earliestTermination,
  validateNotice,
  type EarliestTermination,
  type NoticeForm,
  type NoticeToValidate,
} from '../../law/index.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { termsOf, type TenancyTerms, type Tenancy } from './tenancy.ts';

/** The parts of a form's plan that the legal check decides. */
export type NoticeCheck = Pick<FormPlan, 'terminationDate' | 'rules' | 'defects' | 'warnings'>;

/** Facts of a particular notice that the legal check needs, besides the terms of the tenancy and the service. */
type NoticeFacts = Partial<Omit<NoticeToValidate, 'form' | 'terminationDate' | 'servedOn' | 'method'>>;

/** End of the fixed term, or of a rental period: from the input, else from the lease. */
function endOf({ rentalPeriod, termEnd }: TenancyTerms, { periodEnd }: FormInput): string | null {
  return (rentalPeriod === 'FIXED' ? null : periodEnd) ?? termEnd ?? null;
}

/**
 * Input of the legal check: the terms of the tenancy, the service and the facts of the notice. The terms are those of
 * the day of service, or of today if the service is in the future.
 */
export function noticeTerms(
  context: Context,
  tenancy: Tenancy,
  form: NoticeForm,
  input: FormInput,
  facts: NoticeFacts,
) {
  const servedOn = input.servedOn ?? context.today;
  const terms = termsOf(tenancy, earlierOf(servedOn, context.today));
  return {
    form,
    ...terms,
    termEnd: endOf(terms, input),
    emailConsent: input.emailConsent ?? tenancy.lease.emailConsent,
    ...facts,
    servedOn,
    method: input.serviceMethod ?? ('HAND' as const),
  };
}

/**
 * Runs a computation and returns its result, or the faults of its DomainError.
 *
 * @throws any other error of `find`, since it is a bug.
 */
export function earliestOrFaults(find: () => EarliestTermination): {
  earliest: EarliestTermination | null;
  faults: readonly Fault[];
} {
  try {
    return { earliest: find(), faults: [] };
  } catch (error) {
    if (error instanceof DomainError) return { earliest: null, faults: error.details };
    throw error;
  }
}

/**
 * Checks a notice of termination: its date (by default the earliest lawful date), every defect, and the rules applied.
 */
export function checkNotice(
  context: Context,
  tenancy: Tenancy,
  form: NoticeForm,
  input: FormInput,
  facts: NoticeFacts = {},
): NoticeCheck {
  const terms = noticeTerms(context, tenancy, form, input, facts);
  const { earliest, faults } = earliestOrFaults(() => earliestTermination(terms));
  const rules = earliest?.rules ?? [];
  const terminationDate = input.terminationDate ?? earliest?.date ?? null;
  if (terminationDate === null)
    return { terminationDate, rules, defects: faults.map(atInputField), warnings: [] };
  const { defects, warnings } = validateNotice({ ...terms, terminationDate });
  return { terminationDate, rules, defects: defects.map(atInputField), warnings };
}

/** Fields of the input whose names differ from those of the law module. */
const INPUT_FIELDS: Readonly<Record<string, string>> = {
  method: 'serviceMethod',
  occupiers: 'movingIn',
  termEnd: 'periodEnd',
  rentDueDay: 'tenantId',
  amountClaimedCents: 'tenantId',
};

function atInputField(fault: Fault): Fault {
  return { ...fault, path: fault.path.map((step) => INPUT_FIELDS[step] ?? step) };
}
