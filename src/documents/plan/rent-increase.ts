import { landlordAddressOf } from '../../address/address.ts';
import { rentDayOf } from '../../accounts/lawful-rents.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import type { Address } from '../../forms/index.ts';
import {
  deemedGiven,
  isFreeOfGuideline,
  methodFault,
  planIncrease,
  type IncreasePlan,
  type IncreaseTerms,
  type Warning,
} from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** The parts of a form's input that decide an increase. */
export type IncreaseInput = Pick<
  FormInput,
  'rent' | 'effectiveOn' | 'servedOn' | 'serviceMethod' | 'emailConsent' | 'supersedesId'
>;

/** What the terms of a rent increase are read from. */
interface IncreaseTenancy {
  readonly lease: Parameters<typeof rentDayOf>[0] & {
    readonly rents: readonly {
      readonly effectiveOn: Date;
      readonly amountCents: number;
      readonly formId?: string | null;
    }[];
    readonly unit: { readonly guidelineExempt: boolean };
  };
}

/** The terms of a tenancy for the rules of rent increases, without the row of the notice that is corrected. */
export function increaseTermsOf({ lease }: IncreaseTenancy, supersedesId?: string | null): IncreaseTerms {
  const startsOn = fromColumn(lease.startsOn);
  const kept = lease.rents.filter(({ formId }) => !formId || formId !== supersedesId);
  return {
    startsOn,
    rents: kept.map(({ effectiveOn, amountCents }) => ({
      effectiveOn: fromColumn(effectiveOn),
      amountCents,
    })),
    isExempt: isFreeOfGuideline(lease.unit.guidelineExempt, startsOn),
    rentDayOnOrAfter: rentDayOf(lease),
  };
}

/** A second increase can't be judged while a first one awaits service: it would be the last increase, or none. */
function awaitingFaults({ lease }: Tenancy, supersedesId: string | null | undefined): Fault[] {
  const waiting = lease.awaitingFormIds.find((id) => id !== supersedesId);
  if (waiting === undefined) return [];
  const message = `The increase of form ${waiting} awaits service. Serve or void it first, or supersede it.`;
  return [faultAt(['input', 'tenantId'], 'increase_awaiting_service', message, { section: 'RTA s.119(1)' })];
}

function serviceFaults({ lease }: Tenancy, { serviceMethod, emailConsent }: IncreaseInput): Fault[] {
  const refused = serviceMethod ? methodFault('N1', serviceMethod, emailConsent ?? lease.emailConsent) : null;
  return refused ? [{ ...refused, path: ['input', 'serviceMethod'] }] : [];
}

/** Plans an increase of a tenancy by notice: its limits, and every obstacle at once. */
export function planTenancyIncrease(context: Context, tenancy: Tenancy, input: IncreaseInput): IncreasePlan {
  const givenOn = deemedGiven(input.servedOn ?? context.today, input.serviceMethod ?? 'HAND');
  const { rent: rentCents, effectiveOn, supersedesId } = input;
  const plan = planIncrease(increaseTermsOf(tenancy, supersedesId), { givenOn, rentCents, effectiveOn });
  const obstacles = [
    ...awaitingFaults(tenancy, supersedesId),
    ...serviceFaults(tenancy, input),
    ...plan.obstacles,
  ];
  return { ...plan, obstacles };
}

/** `inside_fixed_term`: an increase that begins before a running fixed term ends. */
export function fixedTermWarnings(
  { lease }: { readonly lease: Pick<Tenancy['lease'], 'endsOn'> },
  effectiveOn: string | null,
): Warning[] {
  const endsOn = fromColumnOrNull(lease.endsOn);
  if (endsOn === null || effectiveOn === null || effectiveOn > endsOn) return [];
  const message = `The fixed term runs until ${endsOn}. An increase inside it can be disputed, unless the agreement foresees it.`;
  return [{ code: 'inside_fixed_term', message }];
}

function exemptionWarnings({ isExempt }: IncreaseTerms): Warning[] {
  if (!isExempt) return [];
  const message =
    'If the exemption is disputed, the landlord must prove it. Keep proof of the first occupancy.';
  return [{ code: 'exemption_to_prove', message, section: 'RTA s.6.1(6)' }];
}

/** The landlord's address, if it is complete. */
function landlordAddress({ workspace }: Tenancy): Address | undefined {
  const { street, city, province, postalCode } = landlordAddressOf(workspace);
  return street && city && province && postalCode ? { street, city, province, postalCode } : undefined;
}

/** `wrong_notice`: an exempt unit needs an N2, every other one an N1. */
export function wrongNotice(type: 'N1' | 'N2', { isExempt }: IncreaseTerms): Fault[] {
  if (isExempt === (type === 'N2')) return [];
  const message = isExempt
    ? 'The unit is exempt from the guideline. Use an N2.'
    : 'The tenancy is bound by the guideline. Use an N1.';
  return [faultAt(['input', 'tenantId'], 'wrong_notice', message, { section: 'RTA s.6.1' })];
}

function planNotice(type: 'N1' | 'N2', context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const terms = increaseTermsOf(tenancy, input.supersedesId);
  const plan = planTenancyIncrease(context, tenancy, input);
  return {
    terminationDate: null,
    rules: plan.rules,
    defects: [...wrongNotice(type, terms), ...plan.obstacles],
    warnings: [...fixedTermWarnings(tenancy, plan.effectiveOn), ...exemptionWarnings(terms)],
    document: {
      type,
      facts: {
        ...partiesOf(tenancy),
        landlordAddress: landlordAddress(tenancy),
        effectiveOn: plan.effectiveOn ?? undefined,
        rentBeforeCents: plan.rentBeforeCents,
        newRentCents: plan.rentCents ?? undefined,
        rentPeriod: tenancy.lease.rentalPeriod,
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}

/** N1, notice of rent increase (RTA ss.116, 119, 120). */
export function planN1(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  return planNotice('N1', context, tenancy, input);
}

/** N2, notice of rent increase for a unit that is exempt from the guideline (RTA ss.6.1, 116, 119). */
export function planN2(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  return planNotice('N2', context, tenancy, input);
}
