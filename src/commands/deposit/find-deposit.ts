import { DEPOSIT_SELECTION, appliedCents, heldCents, type HeldDeposit } from '../../accounts/deposits.ts';
import { LEDGER_SELECTION, rentOn } from '../../accounts/tenancy-ledger.ts';
import { DomainError, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { checkDeposit } from '../../law/index.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

/** A change of a deposit, given as it is once its tenancy is locked. */
type Change = (deposit: HeldDeposit, tx: Prisma.TransactionClient) => Promise<void>;

/** The most that may be held as rent deposit on a day: one period's rent, one month's at most (RTA s.106(2)). */
export async function mostRentDepositCents(
  tx: Prisma.TransactionClient,
  leaseId: string,
  on: string,
): Promise<number> {
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select: LEDGER_SELECTION });
  const { rentalPeriod } = lease;
  return checkDeposit({ rentalPeriod, rentPerPeriodCents: rentOn(lease, on) }).maxRentDepositCents;
}

/** The rent deposit that the lease shows: what is held or pays its last period; null without one. */
export async function showOnLease(tx: Prisma.TransactionClient, leaseId: string): Promise<void> {
  const deposits = await tx.deposit.findMany({
    where: { leaseId, kind: 'LAST_MONTH' },
    select: DEPOSIT_SELECTION,
  });
  const cents = deposits.reduce((sum, deposit) => sum + heldCents(deposit) + appliedCents(deposit), 0);
  await tx.lease.updateMany({ where: { id: leaseId }, data: { depositCents: cents === 0 ? null : cents } });
}

/** @throws DomainError CONFLICT `key_deposit` for what only a rent deposit can do. */
export function assertRentDeposit({ kind }: HeldDeposit): void {
  if (kind === 'LAST_MONTH') return;
  const message =
    'A key deposit pays no rent, bears no interest and is not topped up (O. Reg. 516/06 s.17). Refund it when the keys come back.';
  throw new DomainError('CONFLICT', message, { reason: 'key_deposit' });
}

/** Changes a deposit: the tenancy is locked first, so that of two concurrent changes the second sees the first. */
export async function changeDeposit(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
  change: Change,
): Promise<void> {
  const found = await context.db.deposit.findUnique({ where: { id } });
  if (!found) throw notFound('deposit');
  authorize(context.viewer, 'moveDeposit');
  assertVersion(found, expectedVersion);
  await context.write(async (tx) => {
    await lockLease(tx, found.leaseId);
    const { count } = await tx.deposit.updateMany({
      where: { id, ...ifVersion(expectedVersion) },
      // Touched: its version and its tenancy's rows follow its entries.
      data: { amountCents: found.amountCents },
    });
    if (count === 0) throw notFoundOrStale('deposit', expectedVersion);
    const deposit = await tx.deposit.findUniqueOrThrow({ where: { id }, select: DEPOSIT_SELECTION });
    await change(deposit, tx);
    if (deposit.kind === 'LAST_MONTH') await showOnLease(tx, deposit.leaseId);
  });
}
