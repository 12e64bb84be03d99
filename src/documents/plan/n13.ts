import { rentOn } from '../../accounts/tenancy-ledger.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { PERMITS } from '../../forms/n13/facts.ts';
import {
  applied,
  deemedGiven,
  findRule,
  missingReasonFaults,
  n13Compensation,
  REASONS_OF_FORM,
  type N13Compensation,
  type N13Reason,
  type Warning,
} from '../../law/index.ts';
import { money } from '../../money/words.ts';
import type { Context } from '../../request/context.ts';
import { checkNotice, noticeTerms, type NoticeCheck } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

function reasonOf({ reason }: FormInput): N13Reason | null {
  const isKnown = reason && REASONS_OF_FORM.N13.includes(reason);
  return isKnown ? (reason as N13Reason) : null;
}

function required(field: keyof FormInput, message: string, section: string, more: Partial<Fault> = {}) {
  return faultAt(['input', field], 'required', message, { section, ...more });
}

/** Repairs end a tenancy only if they need a building permit and a vacant unit (RTA s.50(1)). */
function repairFaults({ needsVacantUnit, permits }: FormInput): Fault[] {
  const section = 'RTA s.50(1)';
  const faults: Fault[] = [];
  if (typeof needsVacantUnit !== 'boolean') {
    faults.push(
      required('needsVacantUnit', 'State whether the repairs need the unit to be vacant.', section),
    );
  }
  if (needsVacantUnit === false) {
    const message =
      'Repairs that can be done while the tenant lives there end no tenancy. Give notice of entry.';
    faults.push(faultAt(['input', 'needsVacantUnit'], 'repairs_need_no_vacancy', message, { section }));
  }
  if (permits === 'NOT_NEEDED') {
    const message = 'Repairs without a building permit end no tenancy. Give notice of entry for the work.';
    faults.push(faultAt(['input', 'permits'], 'repairs_need_no_permit', message, { section }));
  }
  return faults;
}

/** `required` for the facts that decide whether an N13 holds, and what it owes. */
function factFaults(input: FormInput): Fault[] {
  const faults = reasonOf(input) === 'REPAIRS' ? repairFaults(input) : [];
  const { details, permits, residentialUnitsInComplex } = input;
  if ((details ?? '').trim() === '')
    faults.push(required('details', 'The notice must give details of the work. Describe it.', 'RTA s.43(2)'));
  if (!permits) {
    const message = 'State whether the permits for the work are there, will be there or are not needed.';
    faults.push(required('permits', message, 'RTA s.73(1)', { allowed: PERMITS }));
  }
  if (typeof residentialUnitsInComplex !== 'number') {
    const message = 'The compensation depends on the number of residential units. Give it.';
    faults.push(required('residentialUnitsInComplex', message, 'RTA ss.52, 54'));
  }
  return faults;
}

function compensationOf(context: Context, tenancy: Tenancy, input: FormInput): N13Compensation | null {
  const reason = reasonOf(input);
  const { residentialUnitsInComplex: residentialUnits, isWorkOrdered, severedOn } = input;
  if (!reason || typeof residentialUnits !== 'number') return null;
  const { servedOn, method } = noticeTerms(context, tenancy, 'N13', input, {});
  return n13Compensation({
    reason,
    deemedGiven: deemedGiven(servedOn, method),
    residentialUnits,
    isOrdered: isWorkOrdered,
    severedOn,
    monthlyRentCents: tenancy.lease.rentalPeriod === 'MONTHLY' ? rentOn(tenancy.lease, context.today) : null,
  });
}

/** `compensation_owed`, with the months of rent and the day by which they are due (RTA s.55.1). */
function compensationWarnings(owed: N13Compensation | null, by: string | null): Warning[] {
  if (owed === null || owed.months === 0 || by === null) return [];
  const amount = owed.amountCents === null ? '' : ` (${money(owed.amountCents)})`;
  const rent = owed.months === 1 ? "one month's rent" : `${owed.months} months' rent`;
  const less = owed.isLessOnReturn
    ? ' A tenant who comes back gets the rent for the time of the work, if less.'
    : '';
  const message = `The landlord owes ${rent}${amount}, or another unit acceptable to the tenant, by ${by}.${less}`;
  return [{ code: 'compensation_owed', message, section: owed.section, date: by }];
}

function permitWarnings({ permits }: FormInput): Warning[] {
  if (permits !== 'WILL_BE_OBTAINED') return [];
  const message =
    'The Board refuses the application unless the permits are there, or every reasonable step to get them was taken.';
  return [{ code: 'permits_missing', message, section: 'RTA s.73(1)' }];
}

/** Days that a tenant has to move back after repairs; null where none are set. */
function firstRefusalRule(context: Context, tenancy: Tenancy, input: FormInput) {
  if (reasonOf(input) !== 'REPAIRS') return null;
  const { servedOn, method } = noticeTerms(context, tenancy, 'N13', input, {});
  return findRule('n13.first_refusal_days', deemedGiven(servedOn, method));
}

function factsOf(tenancy: Tenancy, input: FormInput, check: NoticeCheck, owed: N13Compensation | null) {
  return {
    ...partiesOf(tenancy),
    terminationDate: check.terminationDate ?? undefined,
    reason: reasonOf(input) ?? undefined,
    details: input.details ?? undefined,
    permits: input.permits ?? undefined,
    compensation: owed
      ? {
          months: owed.months,
          amountCents: owed.amountCents ?? undefined,
          isLessOnReturn: owed.isLessOnReturn,
        }
      : undefined,
    signer: landlordSigner(tenancy, input),
    representative: representativeOf(input),
  };
}

/** N13, notice because the unit will be demolished, converted or repaired (RTA s.50). */
export function planN13(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { reason, noticeDays } = input;
  // The date is the same for every reason.
  const check = checkNotice(context, tenancy, 'N13', input, { reason: reason ?? 'DEMOLITION', noticeDays });
  const owed = compensationOf(context, tenancy, input);
  const refusal = firstRefusalRule(context, tenancy, input);
  return {
    ...check,
    rules: [...check.rules, ...(owed?.rules ?? []), ...(refusal ? [applied(refusal)] : [])],
    warnings: [
      ...check.warnings,
      ...compensationWarnings(owed, check.terminationDate),
      ...permitWarnings(input),
    ],
    defects: [...missingReasonFaults({ form: 'N13', reason }), ...factFaults(input), ...check.defects],
    document: { type: 'N13', facts: factsOf(tenancy, input, check, owed) },
  };
}
