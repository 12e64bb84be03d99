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
import { termsOf, type LeaseTime, type Tenancy } from './tenancy.ts';

/** What of a notice the law decides. */
export type NoticeCheck = Pick<FormPlan, 'terminationDate' | 'rules' | 'defects' | 'warnings'>;

/** Facts of one form that the law looks at, besides the tenancy's terms and the service. */
type NoticeFacts = Partial<Omit<NoticeToValidate, 'form' | 'terminationDate' | 'servedOn' | 'method'>>;

/** The end that the notice must meet: a fixed term's own, or that of a rental period, as stated or as it is known. */
function endOf({ rentalPeriod, termEnd }: LeaseTime, { periodEnd }: FormInput): string | null {
  return (rentalPeriod === 'FIXED' ? null : periodEnd) ?? termEnd ?? null;
}

/**
 * A notice as the law judges it: the tenancy's terms, the service and the notice's own facts. The terms are those of
 * the day of service, or of today while that is yet to come.
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
 * The law's answer, or what it finds wrong with the question.
 *
 * @throws whatever `find` throws that is no DomainError: a mistake of ours is no answer.
 */
export function tryEarliest(find: () => EarliestTermination): {
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
 * Judges a notice of termination: the date it is given, or else the earliest that the law allows; every defect; the
 * rules that decided.
 */
export function checkNotice(
  context: Context,
  tenancy: Tenancy,
  form: NoticeForm,
  input: FormInput,
  facts: NoticeFacts = {},
): NoticeCheck {
  const terms = noticeTerms(context, tenancy, form, input, facts);
  const { earliest, faults } = tryEarliest(() => earliestTermination(terms));
  const rules = earliest?.rules ?? [];
  const terminationDate = input.terminationDate ?? earliest?.date ?? null;
  if (terminationDate === null) return { terminationDate, rules, defects: faults.map(inForm), warnings: [] };
  const { defects, warnings } = validateNotice({ ...terms, terminationDate });
  return { terminationDate, rules, defects: defects.map(inForm), warnings };
}

/** The law's names for facts, where the forms' input has others. */
const INPUT_FIELDS: Readonly<Record<string, string>> = {
  method: 'serviceMethod',
  occupiers: 'movingIn',
  termEnd: 'periodEnd',
  rentDueDay: 'tenantId',
  amountClaimedCents: 'tenantId',
};

function inForm(fault: Fault): Fault {
  return { ...fault, path: fault.path.map((step) => INPUT_FIELDS[step] ?? step) };
}
