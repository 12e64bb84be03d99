import type { LeaseTerms, Receipt } from '../../src/ledger/index.ts';

/** A monthly tenancy from 1 January 2026 at 2,400.00, rent due on the 1st, with what a test changes. */
export function lease(changes: Partial<LeaseTerms> = {}): LeaseTerms {
  const startsOn = changes.startsOn ?? '2026-01-01';
  return {
    startsOn,
    endedOn: null,
    rentalPeriod: 'MONTHLY',
    rentDueDay: null,
    rentSchedule: [{ effectiveOn: startsOn, amountCents: 240_000 }],
    ...changes,
  };
}

/** Money received; the id is made of the rest. */
export function paid(receivedOn: string, amountCents: number, period: string | null = null): Receipt {
  const id = `${receivedOn} ${amountCents} ${period ?? 'oldest'}`;
  return { id, amountCents, receivedOn, period, status: 'PAID' };
}
