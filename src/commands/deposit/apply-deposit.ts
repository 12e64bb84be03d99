import { appliedCents, heldCents } from '../../accounts/deposits.ts';
import { DomainError } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import type { ExpectedVersion } from '../versions.ts';
import { assertRentDeposit, changeDeposit } from './find-deposit.ts';

/**
 * Applies a rent deposit to the rent of the last period. The write itself does so, as it does whenever a last day becomes
 * known; this refuses where it cannot (RTA s.106(10)).
 */
export async function applyDeposit(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  await changeDeposit(context, id, expectedVersion, async (deposit, tx) => {
    assertRentDeposit(deposit);
    const { endedOn, lastDayOn } = await tx.lease.findUniqueOrThrow({ where: { id: deposit.leaseId } });
    if ((endedOn ?? lastDayOn) === null) {
      const message =
        'A rent deposit pays the rent of the last period only (RTA s.106(10)). Record the notice or the agreement that ends the tenancy first.';
      throw new DomainError('CONFLICT', message, { reason: 'last_day_unknown' });
    }
    if (heldCents(deposit) + appliedCents(deposit) > 0) return;
    const message = 'Nothing of this deposit is left: it was refunded. Leave it as it is.';
    throw new DomainError('CONFLICT', message, { reason: 'deposit_spent' });
  });
}
