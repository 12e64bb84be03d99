import type { Prisma } from '../generated/prisma/client.ts';
import { computeLedger, type LeaseTerms, type Ledger, type Receipt } from '../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from './dates.ts';

/** What of a lease the ledger is computed from. */
export const LEDGER_SELECTION = {
  startsOn: true,
  endedOn: true,
  status: true,
  rentalPeriod: true,
  rentDueDay: true,
  rents: { select: { effectiveOn: true, amountCents: true } },
  payments: {
    where: { status: 'PAID' },
    select: { id: true, amountCents: true, receivedOn: true, period: true, status: true },
  },
} as const satisfies Prisma.LeaseSelect;

export type LedgerLease = Prisma.LeaseGetPayload<{ select: typeof LEDGER_SELECTION }>;

export function leaseTerms(lease: LedgerLease): LeaseTerms {
  const startsOn = fromColumn(lease.startsOn);
  const schedule = lease.rents.map(({ effectiveOn, amountCents }) => ({
    effectiveOn: fromColumn(effectiveOn),
    amountCents,
  }));
  // A tenancy that was called off before it began has no last day, and no rent.
  const neverBegan = lease.status === 'PAST' && lease.endedOn === null;
  return {
    startsOn,
    endedOn: fromColumnOrNull(lease.endedOn),
    rentalPeriod: lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
    rentSchedule: neverBegan ? [{ effectiveOn: startsOn, amountCents: 0 }] : schedule,
  };
}

/** The rent of the schedule on a day, in cents; before the tenancy, the rent it begins with. */
export function rentOn(lease: Pick<LedgerLease, 'rents'>, on: string): number {
  const rows = lease.rents.toSorted((a, b) => a.effectiveOn.getTime() - b.effectiveOn.getTime());
  const current = rows.findLast(({ effectiveOn }) => fromColumn(effectiveOn) <= on) ?? rows[0];
  return current?.amountCents ?? 0;
}

export function leaseReceipts(lease: LedgerLease): Receipt[] {
  return lease.payments.map((payment) => ({ ...payment, receivedOn: fromColumnOrNull(payment.receivedOn) }));
}

/** The ledger of a tenancy on a day, `YYYY-MM-DD`. */
export function ledgerOf(lease: LedgerLease, asOf: string): Ledger {
  return computeLedger(leaseTerms(lease), leaseReceipts(lease), asOf);
}
