import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts } from './case-facts.ts';

/** Faults of an agreement to end the tenancy (RTA s.37). Any date from its signing on holds. */
export function agreementFaults({ agreement, on }: CaseFacts): Fault[] {
  if (agreement === null) return [];
  const faults: Fault[] = [];
  const { terminationDate, signedAtStartOfTenancy } = agreement;
  if (signedAtStartOfTenancy) {
    const message =
      'An N11 signed when the tenancy is agreed, or as a condition of it, is void. Some student housing is exempt.';
    faults.push(fault('signedAtStartOfTenancy', 'signed_at_start', message, { section: 'RTA s.37(5)-(7)' }));
  }
  if (terminationDate !== null && terminationDate < on) {
    const message = `The tenancy cannot end on ${terminationDate}, before the signing on ${on}. Give ${on} or a later date.`;
    const more = { section: 'RTA s.77(1)', earliestDate: on };
    faults.push(fault('terminationDate', 'date_before_signing', message, more));
  }
  return faults;
}

/** `signed_on_first_day`: an agreement of the first day may be one of the time when the tenancy was agreed. */
export function agreementWarnings({ agreement, on, startsOn }: CaseFacts): Warning[] {
  if (agreement === null || agreement.signedAtStartOfTenancy || on > startsOn) return [];
  const message = `The tenancy begins on ${startsOn}. An agreement signed when the tenancy was agreed is void.`;
  return [{ code: 'signed_on_first_day', message, section: 'RTA s.37(5)-(7)' }];
}
