import { fromColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** The columns that the balance of a deposit is computed from. */
export const DEPOSIT_SELECTION = {
  id: true,
  leaseId: true,
  kind: true,
  amountCents: true,
  receivedOn: true,
  entries: { orderBy: { id: 'asc' }, select: { kind: true, amountCents: true, onDate: true } },
  lease: { select: { rentOwedUntil: true, endedOn: true, lastDayOn: true } },
  charges: { where: { kind: 'DEPOSIT' }, select: { amountCents: true, onDate: true, voidedOn: true } },
} as const satisfies Prisma.DepositSelect;

export type HeldDeposit = Prisma.DepositGetPayload<{ select: typeof DEPOSIT_SELECTION }>;

/** What each kind of entry does to the amount held. Interest that is paid out leaves it as it is. */
const SIGNS = { TOP_UP: 1, INTEREST_ADDED: 1, INTEREST_PAID: 0, REFUND: -1 } as const;

/** What of a deposit pays rent, in cents. What is applied to a due day ahead is set aside already. */
export function appliedCents({ charges }: Pick<HeldDeposit, 'charges'>): number {
  return charges.reduce((sum, { amountCents, voidedOn }) => (voidedOn ? sum : sum + amountCents), 0);
}

/** The amount that the landlord still holds of a deposit, in cents, when all that is recorded has happened. */
export function heldCents(deposit: HeldDeposit): number {
  const { amountCents, entries } = deposit;
  const moved = entries.reduce((sum, entry) => sum + SIGNS[entry.kind] * entry.amountCents, 0);
  return amountCents + moved - appliedCents(deposit);
}

/** Interest on a deposit that was paid or added so far, in cents. */
export function interestCents({ entries }: Pick<HeldDeposit, 'entries'>): number {
  return entries.reduce(
    (sum, { kind, amountCents }) =>
      kind === 'INTEREST_ADDED' || kind === 'INTEREST_PAID' ? sum + amountCents : sum,
    0,
  );
}

/** What was given back of a deposit so far, in cents. */
export function refundedCents({ entries }: Pick<HeldDeposit, 'entries'>): number {
  return entries.reduce((sum, { kind, amountCents }) => (kind === 'REFUND' ? sum + amountCents : sum), 0);
}

/** The last day on which something happened to a deposit, `YYYY-MM-DD`. */
export function lastMovedOn({ receivedOn, entries }: Pick<HeldDeposit, 'receivedOn' | 'entries'>): string {
  return entries.reduce((last, { onDate }) => {
    const on = fromColumn(onDate);
    return on > last ? on : last;
  }, fromColumn(receivedOn));
}
