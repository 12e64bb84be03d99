import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { Relation } from '../../forms/index.ts';
import { n12Compensation, type N12Occupier } from '../../law/index.ts';
import { deemedGiven } from '../../law/index.ts';
import { rentOn } from '../../accounts/tenancy-ledger.ts';
import { checkNotice, noticeTerms, type NoticeCheck } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

type Side = 'LANDLORD' | 'PURCHASER';

/** The law's word for who moves in, seen from the side that needs the unit. */
function occupiersOf(side: Side, { movingIn, caregiverFor }: FormInput): N12Occupier[] {
  const persons = (movingIn ?? []).map((relation: Relation): N12Occupier =>
    relation === 'SELF' ? side : relation,
  );
  return caregiverFor && caregiverFor.length > 0 ? [...persons, 'CAREGIVER'] : persons;
}

/** What an N12 stands on and must not be left open: an unanswered question is a notice that may be void. */
function unanswered(side: Side, input: FormInput): Fault[] {
  const section = side === 'PURCHASER' ? 'RTA s.49' : 'RTA s.48';
  const need = (field: keyof FormInput, message: string): Fault[] => {
    const value = input[field];
    return value === undefined || value === null
      ? [{ path: ['input', field], code: 'required', message, section }]
      : [];
  };
  if (side === 'LANDLORD') {
    return need(
      'landlordType',
      'Say whether the landlord is an individual: only an individual can give this notice.',
    );
  }
  const condominium = input.isCondominiumUnit
    ? []
    : need('residentialUnitsInComplex', 'Say how many residential units the complex has: at most three.');
  return [
    ...need('hasAgreementOfPurchaseAndSale', 'Say whether an agreement of purchase and sale is signed.'),
    ...condominium,
  ];
}

const REASON_NEEDED: Fault = {
  path: ['input', 'reason'],
  code: 'required',
  message: 'An N12 needs its reason.',
  allowed: ['LANDLORD_OR_FAMILY', 'PURCHASER'],
  section: 'RTA ss.48(1), 49(1)',
};

/** The compensation that follows from the date chosen, as one more rule of the form. */
function compensation(
  context: Context,
  tenancy: Tenancy,
  input: FormInput,
  judgement: NoticeCheck,
  side: Side,
) {
  if (judgement.terminationDate === null) return { rules: judgement.rules, warnings: judgement.warnings };
  const { servedOn, method } = noticeTerms(context, tenancy, 'N12', input, {});
  const found = n12Compensation({
    reason: side === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD_OR_FAMILY',
    deemedGiven: deemedGiven(servedOn, method),
    terminationDate: judgement.terminationDate,
    monthlyRentCents: tenancy.lease.rentalPeriod === 'MONTHLY' ? rentOn(tenancy.lease, context.today) : null,
  });
  const warning = {
    code: 'compensation_owed',
    message: `One month's rent, or another unit the tenant accepts, is owed by ${judgement.terminationDate}.`,
    section: side === 'PURCHASER' ? 'RTA s.49.1' : 'RTA s.48.1',
    date: judgement.terminationDate,
  };
  return {
    rules: [...judgement.rules, ...found.rules],
    warnings: found.required ? [...judgement.warnings, warning] : judgement.warnings,
  };
}

/** N12, notice because the landlord, a purchaser or a family member requires the unit (RTA ss.48, 49). */
export function planN12(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const side: Side = input.reason === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD';
  const { reason, noticeDays, landlordType, residentialUnitsInComplex, isCondominiumUnit } = input;
  const { hasAgreementOfPurchaseAndSale } = input;
  const judgement = checkNotice(context, tenancy, 'N12', input, {
    reason: reason ?? 'LANDLORD_OR_FAMILY',
    noticeDays,
    landlordType,
    occupiers: occupiersOf(side, input),
    residentialUnitsInComplex,
    isCondominiumUnit,
    hasAgreementOfPurchaseAndSale,
  });
  return {
    ...judgement,
    ...compensation(context, tenancy, input, judgement, side),
    defects: [...(reason ? [] : [REASON_NEEDED]), ...unanswered(side, input), ...judgement.defects],
    document: {
      type: 'N12',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: judgement.terminationDate ?? undefined,
        side,
        movingIn: input.movingIn ?? [],
        caregiverFor: input.caregiverFor ?? [],
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
