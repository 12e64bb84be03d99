import type { Fault } from '../../errors.ts';

/** The fault of a lease that would end before it starts; null for a valid end. */
export function leaseEndFault(leaseStart: string, leaseEnd: string): Omit<Fault, 'path'> | null {
  if (leaseEnd >= leaseStart) return null;
  const message = `The lease starts on ${leaseStart} and cannot end earlier. Give ${leaseStart} or a later date.`;
  return { code: 'date_order', message };
}
