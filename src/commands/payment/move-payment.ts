import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { PaymentStatus } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn } from '../../db/date-column.ts';
import { PAYMENT_STATUS_WORDS } from '../../vocabulary/payment.ts';
import { assertLegalMove, type LegalMoves } from '../legal-moves.ts';
import { assertVersion, ifVersion, isConditional, stale, type ExpectedVersion } from '../versions.ts';

const LEGAL_MOVES: LegalMoves<PaymentStatus> = {
  PENDING: ['PAID', 'OVERDUE', 'VOID'],
  OVERDUE: ['PAID', 'VOID'],
  // From paid to overdue corrects a mistake.
  PAID: ['FAILED', 'REFUNDED', 'OVERDUE'],
  FAILED: ['PAID', 'OVERDUE', 'VOID'],
  REFUNDED: [],
  VOID: [],
};

/** The date of receipt after the move; null for a payment not received. */
function receivedOn(context: Context, to: PaymentStatus, before: Date | null): Date | null {
  if (to === 'OVERDUE') return null;
  return to === 'PAID' ? (before ?? toColumn(context.today)) : before;
}

/** Moves a payment to another status. Of two concurrent moves from one status, the second is refused. */
export async function movePayment(
  context: Context,
  id: string,
  status: PaymentStatus | null | undefined,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const payment = await context.db.payment.findUnique({ where: { id } });
  if (!payment) throw notFound('payment');
  authorize(context.viewer, 'movePayment');
  assertVersion(payment, expectedVersion);
  if (!status) return;
  assertLegalMove('payment', PAYMENT_STATUS_WORDS, LEGAL_MOVES, payment.status, status);
  const columns = { status, receivedOn: receivedOn(context, status, payment.receivedOn) };
  await context.write(async (tx) => {
    const where = { id, status: payment.status, ...ifVersion(expectedVersion) };
    const { count } = await tx.payment.updateMany({ where, data: columns });
    if (count > 0) return;
    if (isConditional(expectedVersion)) throw stale();
    const now = await tx.payment.findUnique({ where: { id } });
    if (!now) throw notFound('payment');
    assertLegalMove('payment', PAYMENT_STATUS_WORDS, LEGAL_MOVES, now.status, status);
    throw stale();
  });
}
