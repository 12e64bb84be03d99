import type { Context } from '../../context.ts';
import { DomainError, type Fault } from '../../errors.ts';
import { earliestTermination, validateNotice, type EarliestTermination } from '../../law/index.ts';
import { arrearsTable, type ArrearsTable } from '../../ledger/index.ts';
import { ledgerOf } from '../tenancy-ledger.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { signerOf } from './signer.ts';
import { partiesOf, termsOf, type Tenancy } from './tenancy.ts';

const NOTHING_OWING: Fault = {
  path: ['input', 'tenantId'],
  code: 'nothing_owing',
  message: 'This tenant owes no rent that was due before the notice is given, so there is nothing an N4 could claim.',
  section: 'RTA s.59(1)',
};

/**
 * Rent due before the day the notice is sent, as the ledger knows it today. Rent paid ahead for a later period is the
 * tenant's money too: with a balance that is not owing, there is nothing to claim.
 */
function arrearsFor(tenancy: Tenancy, today: string, servedOn: string): ArrearsTable {
  const ledger = ledgerOf(tenancy.lease, servedOn < today ? servedOn : today);
  return ledger.balanceCents > 0 ? arrearsTable(ledger, servedOn) : { rows: [], totalCents: 0 };
}

function serviceOf(context: Context, input: FormInput) {
  return { servedOn: input.servedOn ?? context.today, method: input.serviceMethod ?? ('HAND' as const) };
}

/** The law's answer, or its faults: a draft goes on without a date. */
function earliestOrFaults(find: () => EarliestTermination): { earliest: EarliestTermination | null; faults: readonly Fault[] } {
  try {
    return { earliest: find(), faults: [] };
  } catch (error) {
    if (error instanceof DomainError) return { earliest: null, faults: error.details };
    throw error;
  }
}

/** N4, notice to end a tenancy early for non-payment of rent (RTA s.59): the claim comes from the ledger alone. */
export function planN4(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const service = serviceOf(context, input);
  const terms = { form: 'N4' as const, ...termsOf(tenancy, context.today), emailConsent: tenancy.lease.emailConsent };
  const { rows, totalCents } = arrearsFor(tenancy, context.today, service.servedOn);
  const { earliest, faults } = earliestOrFaults(() => earliestTermination({ ...terms, ...service }));
  const terminationDate = input.terminationDate ?? earliest?.date ?? null;
  const claim = { amountClaimedCents: totalCents, rentOwingCents: totalCents };
  const validation =
    terminationDate && totalCents > 0
      ? validateNotice({ ...terms, ...service, ...claim, terminationDate })
      : { defects: faults, warnings: [] };
  return {
    document: {
      type: 'N4',
      facts: {
        ...partiesOf(tenancy),
        rentOwedCents: totalCents,
        terminationDate: terminationDate ?? undefined,
        periods: rows,
        signer: signerOf(tenancy, input.signer),
      },
    },
    terminationDate,
    rules: earliest?.rules ?? [],
    defects: totalCents > 0 ? validation.defects : [NOTHING_OWING, ...validation.defects],
    warnings: validation.warnings,
  };
}
