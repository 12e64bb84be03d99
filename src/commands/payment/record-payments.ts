import { lockLeases } from '../../accounts/expected/align.ts';
import { partsByPayments } from '../../accounts/expected/parts-by-payments.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { fromColumn } from '../../db/date-column.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Receipt } from '../../ledger/index.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { takeTurn } from '../../turns.ts';
import { atField, RefusalList, writeRows, type Bulk, type PlacedRow, type RowOutcome } from '../bulk.ts';
import { insertRows } from '../insert-rows.ts';
import { PERIOD_SELECTION, type PeriodLease } from './month-of-rent.ts';
import { assertSound, paymentRow, periodOf, type RecordPaymentInput } from './record-payment.ts';

export interface PaymentIds {
  readonly paymentId: string;
}

type Placed = PlacedRow<RecordPaymentInput>;
type PaymentData = ReturnType<typeof paymentRow>;
type Payer = { readonly id: string; readonly leaseId: string };

/** A payment as the ledger counts it, before it is stored. */
function receiptOf({ id, amountCents, receivedOn, period }: PaymentData): Receipt {
  const day = fromColumn(receivedOn);
  return { id, rowId: id, amountCents, receivedOn: day, period, dueOn: null, status: 'PAID', refunds: [] };
}

async function receiptsByLease(tx: Prisma.TransactionClient, leaseIds: readonly string[]) {
  await lockLeases(tx, leaseIds);
  const found = new Map<string, { lease: PeriodLease; receipts: Receipt[] }>();
  for (const ids of await partsByPayments(tx, leaseIds)) {
    await takeTurn();
    const leases = await tx.lease.findMany({ where: { id: { in: ids } }, select: PERIOD_SELECTION });
    for (const lease of leases) found.set(lease.id, { lease, receipts: rentReceipts(lease) });
  }
  return found;
}

/** The rows of payments in their order: each counts what those before it have paid. */
async function planPayments(
  context: Context,
  tx: Prisma.TransactionClient,
  rows: readonly Placed[],
  payers: ReadonlyMap<string, Payer>,
  ids: readonly PaymentIds[],
): Promise<PaymentData[]> {
  const { today } = context;
  const leases = await receiptsByLease(tx, [...new Set([...payers.values()].map(({ leaseId }) => leaseId))]);
  const refusals = new RefusalList();
  const planned: PaymentData[] = [];
  for (const [place, { index, row }] of rows.entries()) {
    // The oldest month with rent owing takes a ledger.
    await takeTurn();
    refusals.attempt(index, () => {
      const payer = payers.get(row.tenantId);
      const found = payer && leases.get(payer.leaseId);
      if (!payer || !found) throw atField('tenantId', notFound('tenant'));
      assertSound(row, today);
      const isRent = row.purpose !== 'CHARGES';
      const period = isRent ? periodOf(found.lease, found.receipts, row, today) : null;
      const data = paymentRow(context, ids[place]?.paymentId ?? '', payer, row, period);
      if (isRent) found.receipts.push(receiptOf(data));
      planned.push(data);
    });
  }
  refusals.assertNone();
  return planned;
}

/** Records money received from many tenants, in a bounded number of statements. */
export async function recordPayments(
  context: Context,
  bulk: Bulk<RecordPaymentInput>,
): Promise<readonly RowOutcome<PaymentIds>[]> {
  authorize(context.viewer, 'recordPayment');
  const where = { id: { in: bulk.rows.map(({ tenantId }) => tenantId) } };
  const tenants = await context.db.tenant.findMany({ where, select: { id: true, leaseId: true } });
  const payers = new Map(tenants.map((tenant) => [tenant.id, tenant]));
  return writeRows(bulk, async (rows, record) => {
    const ids = rows.map(() => ({ paymentId: context.newId('Payment') }));
    await context.write(async (tx) => {
      const payments = await planPayments(context, tx, rows, payers, ids);
      await insertRows(payments, (data) => tx.payment.createMany({ data }));
    }, record(ids));
    return ids;
  });
}
