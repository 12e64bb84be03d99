import { fromColumn, fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { NewId } from '../../ids.ts';
import { computeLedger, type LedgerRow } from '../../ledger/index.ts';
import { takeTurn } from '../../turns.ts';
import { DEPOSIT_SELECTION, heldCents, lastMovedOn, type HeldDeposit } from '../deposits.ts';
import { leaseTerms, type LedgerLease } from '../tenancy-ledger.ts';

type Lease = LedgerLease & {
  readonly id: string;
  readonly workspaceId: string;
  readonly lastDayKnownOn: Date | null;
};
type Applied = Lease['charges'][number];

interface Rules {
  readonly today: string;
  readonly newId: NewId;
}

const laterOf = (first: string, second: string) => (first > second ? first : second);

/** What of deposits pays rent today or later. */
function appliedTo({ charges }: Lease): Applied[] {
  return charges.filter(({ kind, voidedOn }) => kind === 'DEPOSIT' && voidedOn === null);
}

/** The rental period that the last day of a tenancy is in; undefined while that day is not known. */
function lastPeriod(lease: Lease): LedgerRow | undefined {
  const terms = leaseTerms(lease);
  return terms.endedOn === null ? undefined : computeLedger(terms, [], terms.endedOn).rows.at(-1);
}

interface Step {
  readonly voided: readonly Applied[];
  readonly amountCents: number;
  readonly period: LedgerRow | undefined;
}

/** What brings the deposit into line with the last period; null if it is. */
function stepFor(lease: Lease, deposit: HeldDeposit | undefined): Step | null {
  const applied = appliedTo(lease);
  const period = lastPeriod(lease);
  const appliedCents = applied.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const availableCents = deposit ? heldCents(deposit) + appliedCents : 0;
  const amountCents = Math.min(availableCents, period?.chargedCents ?? 0);
  const isSame =
    applied.every(({ dueOn }) => fromColumnOrNull(dueOn) === period?.dueOn) && appliedCents === amountCents;
  return isSame ? null : { voided: applied, amountCents, period };
}

async function take(
  tx: Prisma.TransactionClient,
  lease: Lease,
  deposit: HeldDeposit,
  { voided, amountCents, period }: Step,
  { today, newId }: Rules,
): Promise<void> {
  for (const { id, onDate } of voided) {
    // One that lies ahead never counted.
    const voidedOn = toColumn(laterOf(fromColumn(onDate), today));
    await tx.charge.updateMany({ where: { id }, data: { voidedOn } });
  }
  if (!period || amountCents === 0) return;
  const { id: leaseId, workspaceId, lastDayKnownOn } = lease;
  // A deposit pays nothing before it is held, so that the books of the days before stay.
  const knownOn = laterOf(fromColumnOrNull(lastDayKnownOn) ?? today, lastMovedOn(deposit));
  const since = voided.length > 0 ? today : knownOn;
  await tx.charge.create({
    data: {
      id: newId('Charge'),
      workspaceId,
      leaseId,
      kind: 'DEPOSIT',
      amountCents,
      onDate: toColumn(laterOf(period.dueOn, since)),
      period: period.month,
      dueOn: toColumn(period.dueOn),
      depositId: deposit.id,
    },
  });
}

/**
 * Applies the rent deposit of tenancies whose last day is known to the rent of their last period (RTA s.106(10)), from
 * its due day, or from the day on which the last day became known, or on which the deposit came in. What an earlier last
 * day took is given back.
 *
 * @returns the ids of the tenancies that this changed.
 */
export async function applyDeposits(
  tx: Prisma.TransactionClient,
  leases: readonly Lease[],
  rules: Rules,
): Promise<Set<string>> {
  const ending = leases.filter(
    (lease) => (lease.endedOn ?? lease.lastDayOn) !== null || appliedTo(lease).length > 0,
  );
  if (ending.length === 0) return new Set();
  const deposits = await tx.deposit.findMany({
    where: { leaseId: { in: ending.map(({ id }) => id) }, kind: 'LAST_MONTH' },
    select: DEPOSIT_SELECTION,
    orderBy: { id: 'asc' },
  });
  const changed = new Set<string>();
  for (const lease of ending) {
    await takeTurn();
    // One before it was refunded in full.
    const deposit = deposits.findLast(({ leaseId }) => leaseId === lease.id);
    const step = stepFor(lease, deposit);
    if (!step || !deposit) continue;
    await take(tx, lease, deposit, step, rules);
    changed.add(lease.id);
  }
  return changed;
}
