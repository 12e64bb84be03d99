import { refundsOf, returnsOf } from '../../accounts/receipts.ts';
import { statusOn } from '../../accounts/payment-status.ts';
import { fromColumn, fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod } from '../../generated/prisma/enums.ts';
import type { Warning } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import type { Context } from '../../request/context.ts';
import { keptCents, type PaymentColumns } from './payment-moves.ts';
import { prepaidWarnings, receiptDateFault } from './record-payment.ts';

/** What of a received payment can be corrected. */
export interface Correction {
  /** In cents. */
  readonly amount?: number | null;
  readonly receivedOn?: string | null;
  readonly method?: PaymentMethod | null;
  readonly reference?: string | null;
  readonly tenantId?: string | null;
}

export const CORRECTABLE = ['amount', 'receivedOn', 'method', 'reference', 'tenantId'] as const;

function at(field: string, fault: Omit<Fault, 'path'>): Fault[] {
  return [{ path: ['input', field], ...fault }];
}

/** A payment of no more than what was given back of it was refunded. */
function statusWith(payment: Payment, amount: number): 'PAID' | 'REFUNDED' {
  return amount === refundedCentsOf(payment) ? 'REFUNDED' : 'PAID';
}

function refundedCentsOf(payment: Payment): number {
  return payment.amountCents - keptCents(payment);
}

function amountFaults(payment: Payment, amount: number | null | undefined): Fault[] {
  const refundedCents = refundedCentsOf(payment);
  if (!amount || amount >= refundedCents) return [];
  const message = `${money(refundedCents)} of this payment was given back. Give at least that.`;
  return at('amount', { code: 'out_of_range', message });
}

/** The present money came after earlier returns, and before it was given back. */
function dayFaults(payment: Payment, receivedOn: string | null | undefined, today: string): Fault[] {
  if (!receivedOn) return [];
  const future = receiptDateFault(receivedOn, today);
  if (future) return at('receivedOn', future);
  const returnedOn = returnsOf(payment).at(-1)?.returnedOn;
  if (returnedOn && receivedOn < returnedOn) {
    const message = `This payment was returned on ${returnedOn} and cannot be made good earlier. Give ${returnedOn} or a later date.`;
    return at('receivedOn', { code: 'date_order', message });
  }
  const [refund] = refundsOf(payment);
  if (!refund || receivedOn <= refund.on) return [];
  const message = `Part of this payment was given back on ${refund.on}. Give ${refund.on} or an earlier date.`;
  return at('receivedOn', { code: 'date_order', message });
}

async function payerFaults(
  tx: Prisma.TransactionClient,
  { leaseId }: Payment,
  tenantId: string | null | undefined,
): Promise<Fault[]> {
  if (!tenantId || (await tx.tenant.count({ where: { id: tenantId, leaseId } })) > 0) return [];
  const message = 'This tenant is not on the tenancy of the payment. Give a tenant of the same tenancy.';
  return at('tenantId', { code: 'other_tenancy', message });
}

/** What states the payment as it was: served notices of arrears, and receipts. */
async function frozenIn(tx: Prisma.TransactionClient, payment: Payment): Promise<Warning[]> {
  const { id, leaseId, createdAt } = payment;
  const forms = await tx.form.findMany({
    where: { leaseId, type: 'N4', status: 'SERVED', createdAt: { gte: createdAt } },
    orderBy: { id: 'asc' },
    select: { id: true, servedOn: true },
  });
  const receipts = await tx.receipt.findMany({
    where: { leaseId, OR: [{ paymentId: id }, { paymentId: null, createdAt: { gte: createdAt } }] },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  return [
    ...forms.map(({ id: formId, servedOn }) => ({
      code: 'served_form_states_it',
      section: 'RTA s.59',
      message: `The N4 served on ${servedOn ? fromColumn(servedOn) : 'an unknown day'} (${formId}) counts this payment as it was recorded then. If its amounts were wrong, withdraw it and serve a new one.`,
    })),
    ...receipts.map(({ number }) => ({
      code: 'receipt_states_it',
      message: `Receipt No. ${number} may state this payment as it was recorded then. Issue a receipt for the days of the payment.`,
    })),
  ];
}

/** Money that was refunded whole can be corrected too: a wrong amount may be why it is whole. */
function assertReceived(payment: Payment, today: string): void {
  const status = statusOn(payment, today);
  const isRefunded = status === 'REFUNDED' && refundsOf(payment).length > 0;
  if (payment.source === 'RECEIVED' && (status === 'PAID' || isRefunded)) return;
  const message = 'This payment is not money in hand, so it cannot be corrected. Change its status first.';
  throw new DomainError('CONFLICT', message, { reason: 'not_received' });
}

/** What a correction of a received payment writes. @throws DomainError for one that cannot be true. */
export async function corrected(
  context: Context,
  tx: Prisma.TransactionClient,
  payment: Payment,
  { amount, receivedOn, method, reference, tenantId }: Correction,
): Promise<PaymentColumns> {
  assertReceived(payment, context.today);
  const faults = [
    ...amountFaults(payment, amount),
    ...dayFaults(payment, receivedOn, context.today),
    ...(await payerFaults(tx, payment, tenantId)),
  ];
  if (faults.length > 0) throw badInput(faults);
  const day = receivedOn ?? fromColumnOrNull(payment.receivedOn) ?? context.today;
  const found = [...prepaidWarnings(payment.period, day), ...(await frozenIn(tx, payment))];
  const warnings = found as unknown as Prisma.InputJsonArray;
  return {
    warnings,
    ...(amount ? { amountCents: amount, status: statusWith(payment, amount) } : {}),
    ...(receivedOn ? { receivedOn: toColumn(receivedOn) } : {}),
    ...(tenantId ? { tenantId } : {}),
    ...(method === undefined ? {} : { method }),
    ...(reference === undefined ? {} : { reference }),
  };
}
