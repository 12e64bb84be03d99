import { addDays } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { money } from '../../money/words.ts';
import {
  agreementCancelBy,
  agreementDayFaults,
  agreementFirstDay,
  agreementLimitFaults,
  nextIncreaseFrom,
  rentBefore,
  type IncreaseTerms,
  type Warning,
} from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { fixedTermWarnings, increaseTermsOf } from './rent-increase.ts';
import { landlordSigner, representativeOf, tenantSigners } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** `wrong_notice`: an agreement needs a unit that is bound by the guideline. */
export function exemptFaults({ isExempt }: IncreaseTerms): Fault[] {
  if (!isExempt) return [];
  const message = 'The unit is exempt from the guideline, so section 121 does not apply. Use an N2.';
  return [faultAt(['input', 'tenantId'], 'wrong_notice', message, { section: 'RTA s.6.1(2)' })];
}

function rentFaults(before: number, rent: number | null | undefined, effectiveOn: string): Fault[] {
  if (!rent) return [];
  if (rent > before) return agreementLimitFaults(before, rent, effectiveOn);
  const message = `The rent is ${money(before)} already, so the agreement would raise nothing. Give a higher rent.`;
  return [faultAt(['input', 'rent'], 'not_an_increase', message, { section: 'RTA s.121(1)' })];
}

/** The Act excepts agreements from the notice (s.121(6)), not from the twelve months (s.119). */
export function intervalWarnings(
  terms: Pick<IncreaseTerms, 'rents' | 'startsOn'>,
  effectiveOn: string,
): Warning[] {
  const from = nextIncreaseFrom(terms.rents, terms.startsOn);
  if (effectiveOn >= from) return [];
  const message = `Twelve months since the last increase or the start are over on ${from}. An earlier increase can be disputed.`;
  return [{ code: 'within_twelve_months', message, section: 'RTA s.119(1)', date: from }];
}

/** N10, agreement to increase the rent above the guideline (RTA s.121). It is signed on `servedOn`, by default today. */
export function planN10(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const terms = increaseTermsOf(tenancy, input.supersedesId);
  const agreedOn = input.servedOn ?? context.today;
  const first = agreementFirstDay(agreedOn);
  const from = first > context.today ? first : addDays(context.today, 1);
  const effectiveOn = input.effectiveOn ?? terms.rentDayOnOrAfter(from) ?? from;
  const before = rentBefore(terms.rents, effectiveOn);
  return {
    terminationDate: null,
    rules: [],
    defects: [
      ...exemptFaults(terms),
      ...agreementDayFaults(agreedOn, effectiveOn),
      ...rentFaults(before, input.rent, effectiveOn),
    ],
    warnings: [...fixedTermWarnings(tenancy, effectiveOn), ...intervalWarnings(terms, effectiveOn)],
    document: {
      type: 'N10',
      facts: {
        ...partiesOf(tenancy),
        effectiveOn,
        rentBeforeCents: before,
        newRentCents: input.rent ?? undefined,
        agreedOn,
        cancelBy: agreementCancelBy(agreedOn),
        rentPeriod: tenancy.lease.rentalPeriod,
        inExchangeFor: input.inExchangeFor ?? undefined,
        purpose: input.purpose ?? undefined,
        landlordSigner: landlordSigner(tenancy, input),
        tenantSigners: tenantSigners(tenancy, { tenantId: input.tenantId }),
        representative: representativeOf(input),
      },
    },
  };
}
