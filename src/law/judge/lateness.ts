import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts } from './case-facts.ts';

const SECTION = 'RTA s.58(1) par.1';

/** `no_late_payment`: the record has no rental period whose rent was paid late. */
export function latenessFaults({ lateness }: CaseFacts): Fault[] {
  if (lateness === null || lateness.latePeriods > 0) return [];
  const message = `Rent was paid by its due day in each of the ${lateness.periods} periods on record. Choose another reason, or record the days of payment.`;
  return [fault('reasons', 'no_late_payment', message, { section: SECTION })];
}

/**
 * Counts, and does not judge: no regulation under s.58(1.1) was found that says how many late payments are persistent.
 */
export function latenessWarnings({ lateness }: CaseFacts): Warning[] {
  if (lateness === null || lateness.latePeriods === 0) return [];
  const { periods, latePeriods, notLate } = lateness;
  const counted = `Rent was late in ${latePeriods} of ${periods} rental periods. No regulation that says how often is persistent was found, so the Board decides.`;
  const warnings = [{ code: 'persistence_not_fixed', message: counted, section: 'RTA s.58(1), (1.1)' }];
  if (notLate.length === 0) return warnings;
  const message = `By the record, the rent of these periods was not late: ${notLate.join(', ')}. Void the notice and generate a new one.`;
  return [...warnings, { code: 'late_periods_differ', message, section: SECTION }];
}
