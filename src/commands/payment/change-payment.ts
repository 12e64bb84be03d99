import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import { authorize, type Act } from '../../policies/acts.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';
import type { PaymentColumns } from './payment-moves.ts';

/** What a change writes, given the payment as it is once its tenancy is locked; null for nothing. */
type Change = (payment: Payment, tx: Prisma.TransactionClient) => Promise<PaymentColumns | null>;

/** The payment, for a viewer who may change it. */
export async function findPayment(
  context: Context,
  id: string,
  act: Act,
  expectedVersion: ExpectedVersion,
): Promise<Payment> {
  const payment = await context.db.payment.findUnique({ where: { id } });
  if (!payment) throw notFound('payment');
  authorize(context.viewer, act);
  assertVersion(payment, expectedVersion);
  return payment;
}

/**
 * Changes a payment. The tenancy is locked first, as in every write that moves its money, so that of two concurrent
 * changes the second sees the first.
 */
export async function changePayment(
  context: Context,
  { id, leaseId }: Payment,
  expectedVersion: ExpectedVersion,
  change: Change,
): Promise<void> {
  await context.write(async (tx) => {
    await lockLease(tx, leaseId);
    const payment = await tx.payment.findUnique({ where: { id } });
    if (!payment) throw notFound('payment');
    assertVersion(payment, expectedVersion);
    const columns = await change(payment, tx);
    if (!columns) return;
    const { count } = await tx.payment.updateMany({
      where: { id, ...ifVersion(expectedVersion) },
      data: columns,
    });
    if (count === 0) throw notFoundOrStale('payment', expectedVersion);
  });
}
