import { daysBetween } from '../../calendar/date.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, spend } from '../../accounts/tenancy-ledger.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { N8_REASONS } from '../../forms/n8/facts.ts';
import { lateness, type Lateness } from '../../ledger/index.ts';
import type { Context } from '../../request/context.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { reasonsFaults } from './reasons.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** How often rent was late before a day, as recorded. */
export function latenessBefore({ ledgerBudget }: Context, { lease }: Tenancy, day: string): Lateness {
  const terms = leaseTerms(lease);
  spend(ledgerBudget, lease, terms, day);
  return lateness(terms, rentReceipts(lease), day);
}

/** Reasons other than late rent need their details in words; late rent is told by the account. */
function detailFaults({ reasons, details }: FormInput): Fault[] {
  const needsWords = (reasons ?? []).some((reason) => reason !== 'PERSISTENT_LATE_PAYMENT');
  if (!needsWords || (details ?? '').trim() !== '') return [];
  const message = 'The notice must give the details of its reason. Describe what ended, and when.';
  return [faultAt(['input', 'details'], 'required', message, { section: 'RTA s.43(2)' })];
}

function latePeriods(context: Context, tenancy: Tenancy, input: FormInput) {
  if (!input.reasons?.includes('PERSISTENT_LATE_PAYMENT')) return undefined;
  const day = input.servedOn ?? context.today;
  const { periods, late } = latenessBefore(context, tenancy, day);
  return {
    periods,
    late: late.map(({ from, to, dueOn, chargedCents, paidOn, owingCents }) => ({
      from,
      to,
      dueOn,
      chargedCents,
      paidOn: paidOn ?? undefined,
      daysLate: daysBetween(dueOn, paidOn ?? day),
      owingCents,
    })),
  };
}

/** N8, notice to end a tenancy at the end of the term (RTA s.58). */
export function planN8(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const noticeCheck = checkNotice(context, tenancy, 'N8', input);
  return {
    ...noticeCheck,
    defects: [...reasonsFaults('N8', input, 'RTA s.58(1)'), ...detailFaults(input), ...noticeCheck.defects],
    document: {
      type: 'N8',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        reasons: N8_REASONS.filter((reason) => input.reasons?.includes(reason)),
        latePayments: latePeriods(context, tenancy, input),
        details: input.details ?? undefined,
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
