import { DomainError, type Fault } from '../errors.ts';
import { faultAt } from '../faults/faults.ts';
import { ONTARIO, PROVINCES } from '../vocabulary/province.ts';
import type { Tenancy } from './plan/tenancy.ts';

/** `not_in_ontario` for a property in another province; null in Ontario and for an unknown province. */
export function outsideOntarioFault({ lease }: Pick<Tenancy, 'lease'>): Fault | null {
  const { province } = lease.unit.property;
  if (province === null || province === ONTARIO) return null;
  const message = `The property is in ${PROVINCES[province]}. The Residential Tenancies Act, 2006 and its documents apply in Ontario only.`;
  return faultAt(['input', 'tenantId'], 'not_in_ontario', message, { section: 'RTA s.3(1)' });
}

/**
 * Checks again before service, since the province may be stored after the document is generated.
 * @throws DomainError CONFLICT `not_in_ontario`
 */
export function assertInOntario(tenancy: Pick<Tenancy, 'lease'>): void {
  const ontarioFault = outsideOntarioFault(tenancy);
  if (!ontarioFault) return;
  const { code: reason, message } = ontarioFault;
  throw new DomainError('CONFLICT', message, {
    reason,
    details: [{ ...ontarioFault, path: ['input', 'status'] }],
  });
}
