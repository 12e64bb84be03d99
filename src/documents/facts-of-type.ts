import { fromColumnOrNull } from '../db/date-column.ts';
import type { Form } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import type { CaseFacts, NoticeOnRecord, RentClaim } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { firstNoticeGivenOn } from './notices-on-record.ts';
import { arrearsFor } from './plan/n4.ts';
import { latenessBefore } from './plan/n8.ts';
import { agreedMoney, type AgreedMoney, applicationOf } from './plan/payment-agreement.ts';
import type { FormInput } from './plan/plan.ts';
import { termsOf, type Tenancy } from './plan/tenancy.ts';

/** A document in question: its input, and the form if it is made already. */
export interface Asked {
  readonly input: FormInput;
  /** The form whose service is judged; null before it is made. */
  readonly stated: Form | null;
  /** Whether the input says nothing yet, as in `noticeOptions`. */
  readonly isBare?: boolean;
}

/** The facts of a case that belong to some types of documents only. */
export type FactsOfType = Pick<
  CaseFacts,
  'claim' | 'conduct' | 'tenantNotice' | 'complex' | 'lateness' | 'agreement' | 'paymentAgreement'
>;

const NONE: FactsOfType = {
  claim: null,
  conduct: null,
  tenantNotice: null,
  complex: null,
  lateness: null,
  agreement: null,
  paymentAgreement: null,
};

/** Whether the number of residential units decides about a notice, or about what it owes. */
function dependsOnUnits(type: FormType, { reason, reasons }: FormInput): boolean {
  if (type === 'N7') return reasons?.includes('SMALL_BUILDING_INTERFERENCE') === true;
  return type === 'N13' || (type === 'N12' && reason === 'PURCHASER');
}

function complexFacts(tenancy: Tenancy, input: FormInput): CaseFacts['complex'] {
  return {
    isCondominiumUnit: input.isCondominiumUnit === true,
    unitsStated: input.residentialUnitsInComplex ?? null,
    unitsOnRecord: tenancy.lease.unit.property._count.units,
  };
}

function latenessFacts(
  context: Context,
  tenancy: Tenancy,
  { input, stated, on }: AskedOn,
): CaseFacts['lateness'] {
  if (!input.reasons?.includes('PERSISTENT_LATE_PAYMENT')) return null;
  const { periods, late } = latenessBefore(context, tenancy, on);
  const { latePayments } = (stated?.facts ?? {}) as { latePayments?: { late?: { from: string }[] } | null };
  const lateFrom = new Set(late.map(({ from }) => from));
  const notLate = (latePayments?.late ?? []).map(({ from }) => from).filter((from) => !lateFrom.has(from));
  return { periods, latePeriods: late.length, notLate };
}

function conductFacts(input: FormInput, notices: readonly NoticeOnRecord[]): CaseFacts['conduct'] {
  return {
    noticeNumber: input.noticeNumber ?? 1,
    events: input.events ?? [],
    firstNoticeGivenOn: firstNoticeGivenOn(input, notices),
    firstNoticeServedBefore: input.firstNoticeServedBefore === true,
  };
}

function tenantNoticeFacts(tenancy: Tenancy, input: FormInput, on: string): CaseFacts['tenantNotice'] {
  return {
    reason: input.reason ?? ('TENANT_LEAVING' as const),
    rentalPeriod: termsOf(tenancy, on).rentalPeriod,
    leaseDemandedOn: input.leaseDemandedOn ?? null,
    leaseReceivedOn: input.leaseReceivedOn ?? null,
    assignmentRequestedOn: input.assignmentRequestedOn ?? null,
    assignmentRefusedOn: input.assignmentRefusedOn ?? null,
  };
}

function agreementFacts({ terminationDate, signedAtStartOfTenancy }: FormInput): CaseFacts['agreement'] {
  return {
    terminationDate: terminationDate ?? null,
    signedAtStartOfTenancy: signedAtStartOfTenancy === true,
  };
}

function paymentAgreementFacts(
  context: Context,
  tenancy: Tenancy,
  { input, stated, on }: AskedOn,
): CaseFacts['paymentAgreement'] {
  const planned = stated ? null : agreedMoney(context, tenancy, input, on);
  const { totalCents, instalments } = planned ?? (stated?.facts as unknown as AgreedMoney);
  const { hearingOn, isOnRecord } = applicationOf(tenancy, input);
  return {
    application: input.application ?? null,
    totalCents,
    instalments,
    hearingOn,
    hasBreachClause: input.breachClause === true,
    isApplicationOnRecord: isOnRecord,
  };
}

/** The signed payment agreement that runs on a day, other than the document in question and the one that it corrects. */
function agreementOn({ lease }: Tenancy, { input, stated, on }: AskedOn): RentClaim['agreement'] {
  for (const { id, type, servedOn, facts } of lease.forms) {
    if (type !== 'PAYMENT_AGREEMENT' || id === (stated?.id ?? input.supersedesId)) continue;
    const signedOn = fromColumnOrNull(servedOn);
    const { instalments = [] } = facts as Partial<AgreedMoney>;
    const lastDueOn = instalments.at(-1)?.dueOn;
    if (signedOn !== null && signedOn <= on && lastDueOn && lastDueOn >= on)
      return { id, signedOn, lastDueOn };
  }
  return null;
}

function claimOf(context: Context, tenancy: Tenancy, asked: AskedOn): RentClaim {
  const { stated, on } = asked;
  const owingCents = arrearsFor(context, tenancy, on).totalCents;
  const facts = (stated?.facts ?? {}) as { rentOwedCents?: number; arrearsCents?: number };
  const claimedCents = facts.rentOwedCents ?? facts.arrearsCents ?? owingCents;
  return { claimedCents, owingCents, agreement: agreementOn(tenancy, asked) };
}

/** A document in question, on its day of service, with the notices on record. */
export interface AskedOn extends Asked {
  readonly on: string;
  readonly notices: readonly NoticeOnRecord[];
}

/** Facts that decide about one type of document only. `isBare`: without the facts that only the signer knows. */
export function factsOfType(context: Context, tenancy: Tenancy, type: FormType, asked: AskedOn): FactsOfType {
  const { input, on, notices, isBare } = asked;
  if (type === 'N4' || type === 'L1_SCHEDULE') return { ...NONE, claim: claimOf(context, tenancy, asked) };
  if (type === 'PAYMENT_AGREEMENT') {
    const paymentAgreement = isBare ? null : paymentAgreementFacts(context, tenancy, asked);
    return { ...NONE, claim: claimOf(context, tenancy, asked), paymentAgreement };
  }
  if (isBare) return NONE;
  const complex = dependsOnUnits(type, input) ? complexFacts(tenancy, input) : null;
  switch (type) {
    case 'N5':
    case 'N7':
      return { ...NONE, conduct: conductFacts(input, notices), complex };
    case 'N8':
      return { ...NONE, lateness: latenessFacts(context, tenancy, asked) };
    case 'N9':
      return { ...NONE, tenantNotice: tenantNoticeFacts(tenancy, input, on) };
    case 'N11':
      return { ...NONE, agreement: agreementFacts(input) };
    default:
      return { ...NONE, complex };
  }
}
