import { addDays } from '../../calendar/date.ts';
import type { Context } from '../../request/context.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import { computeLedger, type LedgerRow } from '../../ledger/index.ts';
import { OPEN_PAYMENTS } from '../../accounts/payment-status.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import type { PaymentColumns } from './payment-moves.ts';

/** The due days with rent owing without a payment, those of the next days included. */
async function owingWithout(context: Context, tx: Prisma.TransactionClient, { id, leaseId }: Payment) {
  const select = { ...LEDGER_SELECTION, workspace: { select: { rentAheadDays: true } } };
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select });
  const receipts = rentReceipts(lease).filter((receipt) => receipt.id !== id);
  const through = addDays(context.today, lease.workspace.rentAheadDays);
  return computeLedger(leaseTerms(lease), receipts, through).rows.filter(({ owingCents }) => owingCents > 0);
}

/** The due day of rent that a payment never paid: its own, else the oldest of its period, else the oldest owing. */
function dayOf(payment: Payment, owing: readonly LedgerRow[]): LedgerRow | undefined {
  const own = fromColumnOrNull(payment.dueOn);
  return (
    owing.find(({ dueOn }) => dueOn === own) ??
    owing.find(({ month }) => month === payment.period) ??
    owing[0]
  );
}

/**
 * Makes a payment the open row of its due day, of the amount that is owing for it without the payment. Another open row
 * of that day is merged into it. If nothing is owing without it, it becomes void, as does one for charges, which have no
 * due day.
 */
export async function reopened(
  context: Context,
  tx: Prisma.TransactionClient,
  payment: Payment,
): Promise<PaymentColumns> {
  const isRent = payment.purpose === 'RENT';
  const day = isRent ? dayOf(payment, await owingWithout(context, tx, payment)) : undefined;
  const columns = { source: 'EXPECTED' as const, receivedOn: null, method: null, reference: null };
  if (!day) return { ...columns, status: 'VOID', dueOn: null };
  const { id, leaseId } = payment;
  const dueOn = toColumn(day.dueOn);
  await tx.payment.updateMany({
    where: { leaseId, dueOn, id: { not: id }, ...OPEN_PAYMENTS },
    data: { status: 'VOID', settledById: id },
  });
  return { ...columns, status: 'OVERDUE', dueOn, period: day.month, amountCents: day.owingCents };
}
