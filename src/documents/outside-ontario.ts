import { DomainError, type Fault } from '../errors.ts';
import { faultAt } from '../faults/faults.ts';
import { ONTARIO, PROVINCES } from '../vocabulary/province.ts';
import type { Tenancy } from './plan/tenancy.ts';

/** `not_in_ontario` for a tenancy that the Act does not govern; null for others and where the address is not known. */
export function outsideOntario({ lease }: Pick<Tenancy, 'lease'>): Fault | null {
  const { province } = lease.unit.property;
  if (province === null || province === ONTARIO) return null;
  const message = `The property is in ${PROVINCES[province]}. The Residential Tenancies Act, 2006 and its documents apply in Ontario only.`;
  return faultAt(['input', 'tenantId'], 'not_in_ontario', message, { section: 'RTA s.3(1)' });
}

/**
 * To be called before a document is served: its property may have been outside Ontario all along.
 * @throws DomainError CONFLICT `not_in_ontario`
 */
export function assertInOntario(tenancy: Pick<Tenancy, 'lease'>): void {
  const elsewhere = outsideOntario(tenancy);
  if (!elsewhere) return;
  const { code: reason, message } = elsewhere;
  throw new DomainError('CONFLICT', message, {
    reason,
    details: [{ ...elsewhere, path: ['input', 'status'] }],
  });
}
