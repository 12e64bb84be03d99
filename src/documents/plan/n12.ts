import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { Relation } from '../../forms/index.ts';
import {
  missingReasonFaults,
  n12Compensation,
  needsIndividual,
  type Compensation,
  type N12Occupier,
} from '../../law/index.ts';
import { deemedGiven } from '../../law/index.ts';
import { rentOn } from '../../accounts/tenancy-ledger.ts';
import { checkNotice, noticeTerms, type NoticeCheck } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

type Side = 'LANDLORD' | 'PURCHASER';

/** Persons who move in, as the law module names them, for the party that requires the unit. */
function occupiersOf(side: Side, { movingIn, caregiverFor }: FormInput): N12Occupier[] {
  const persons = (movingIn ?? []).map((relation: Relation): N12Occupier =>
    relation === 'SELF' ? side : relation,
  );
  return caregiverFor && caregiverFor.length > 0 ? [...persons, 'CAREGIVER'] : persons;
}

/** `required` for the facts that decide whether an N12 is valid. */
function missingFacts(side: Side, input: FormInput, servedOn: string): Fault[] {
  const section = side === 'PURCHASER' ? 'RTA s.49' : 'RTA s.48';
  const need = (field: keyof FormInput, message: string): Fault[] => {
    const value = input[field];
    return value === undefined || value === null
      ? [{ path: ['input', field], code: 'required', message, section }]
      : [];
  };
  if (side === 'LANDLORD' && !needsIndividual(servedOn)) return [];
  if (side === 'LANDLORD') {
    return need(
      'landlordType',
      'Only an individual can give an N12 for own use. State whether the landlord is an individual or a corporation.',
    );
  }
  const condominium = input.isCondominiumUnit
    ? []
    : need(
        'residentialUnitsInComplex',
        'An N12 for a purchaser needs a complex of at most three units. Give the number of residential units.',
      );
  return [
    ...need('hasAgreementOfPurchaseAndSale', 'State whether an agreement of purchase and sale is signed.'),
    ...condominium,
  ];
}

/** Rules and warnings of the check, with those of the compensation for the termination date. */
function compensation(
  context: Context,
  tenancy: Tenancy,
  input: FormInput,
  noticeCheck: NoticeCheck,
  side: Side,
) {
  if (noticeCheck.terminationDate === null)
    return { rules: noticeCheck.rules, warnings: noticeCheck.warnings, owed: null };
  const { servedOn, method } = noticeTerms(context, tenancy, 'N12', input, {});
  const found = n12Compensation({
    reason: side === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD_OR_FAMILY',
    deemedGiven: deemedGiven(servedOn, method),
    terminationDate: noticeCheck.terminationDate,
    monthlyRentCents: tenancy.lease.rentalPeriod === 'MONTHLY' ? rentOn(tenancy.lease, context.today) : null,
  });
  const warning = {
    code: 'compensation_owed',
    message: `The landlord owes one month's rent, or another unit acceptable to the tenant, by ${noticeCheck.terminationDate}.`,
    section: side === 'PURCHASER' ? 'RTA s.49.1' : 'RTA s.48.1',
    date: noticeCheck.terminationDate,
  };
  return {
    rules: [...noticeCheck.rules, ...found.rules],
    warnings: found.required ? [...noticeCheck.warnings, warning] : noticeCheck.warnings,
    owed: found,
  };
}

/** The statement about compensation. Before the Act required it, the notice says nothing about it. */
function statementOf(owed: Compensation | null): 'OWED' | 'NOT_OWED' | undefined {
  if (owed === null || owed.rules.length === 0) return undefined;
  return owed.required ? 'OWED' : 'NOT_OWED';
}

/** N12, notice because the landlord, a purchaser or a family member requires the unit (RTA ss.48, 49). */
export function planN12(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const side: Side = input.reason === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD';
  const { reason, noticeDays, landlordType, residentialUnitsInComplex, isCondominiumUnit } = input;
  const { hasAgreementOfPurchaseAndSale } = input;
  const noticeCheck = checkNotice(context, tenancy, 'N12', input, {
    reason: reason ?? 'LANDLORD_OR_FAMILY',
    noticeDays,
    landlordType,
    occupiers: occupiersOf(side, input),
    residentialUnitsInComplex,
    isCondominiumUnit,
    hasAgreementOfPurchaseAndSale,
  });
  const { owed, rules, warnings } = compensation(context, tenancy, input, noticeCheck, side);
  return {
    ...noticeCheck,
    rules,
    warnings,
    defects: [
      ...missingReasonFaults({ form: 'N12', reason }),
      ...missingFacts(side, input, input.servedOn ?? context.today),
      ...noticeCheck.defects,
    ],
    document: {
      type: 'N12',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        // A draft without a reason marks neither.
        side: reason ? side : undefined,
        compensation: reason ? statementOf(owed) : undefined,
        movingIn: input.movingIn ?? [],
        caregiverFor: input.caregiverFor ?? [],
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
