import type { Context } from '../../request/context.ts';
import { badInput, type Fault } from '../../errors.ts';
import { refuse } from '../../faults/faults.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import type { PaymentStatus } from '../../generated/prisma/enums.ts';
import { statusOn } from '../../accounts/payment-status.ts';
import { returnsOf } from '../../accounts/receipts.ts';
import { toColumn } from '../../db/date-column.ts';
import { PAYMENT_STATUS_WORDS } from '../../vocabulary/payment.ts';
import { assertLegalMove } from '../legal-moves.ts';
import type { ExpectedVersion } from '../versions.ts';
import { changePayment, findPayment } from './change-payment.ts';
import { CORRECTABLE, corrected, type Correction } from './correct-payment.ts';
import {
  assertNotRefunded,
  keptCents,
  LEGAL_MOVES,
  received,
  refunded,
  returned,
  type PaymentColumns,
} from './payment-moves.ts';
import { receiptDateFault } from './record-payment.ts';
import { reopened } from './reopen.ts';

/** A move to another status or, without one, a correction. With `PAID`, the day of receipt is today by default. */
export interface UpdatePaymentInput extends Correction {
  readonly status?: PaymentStatus | null;
  /** Of a correction: why. */
  readonly reason?: string | null;
}

/** Faults of the day of receipt: in the future, or before the money was returned. */
function receivedOnFaults(payment: Payment, { receivedOn }: UpdatePaymentInput, today: string): Fault[] {
  if (!receivedOn) return [];
  const path = ['input', 'receivedOn'];
  const future = receiptDateFault(receivedOn, today);
  if (future) return [{ path, ...future }];
  // A row that was opened again after its return keeps it.
  const returnedOn = returnsOf(payment).at(-1)?.returnedOn;
  if (!returnedOn || receivedOn >= returnedOn) return [];
  const message = `This payment was returned on ${returnedOn} and cannot be made good earlier. Give ${returnedOn} or a later date.`;
  return [{ path, code: 'date_order', message }];
}

/** Facts of money given with a status that no money comes in with, and a correction without a reason or a reason alone. */
export function updateFaults(input: Partial<UpdatePaymentInput>): readonly Fault[] {
  const { status, reason } = input;
  const given = CORRECTABLE.filter((field) => input[field] !== undefined);
  if (!status) {
    if (given.length > 0 === Boolean(reason)) return [];
    if (!reason) {
      const message = 'A correction needs its reason. Say why the payment is corrected.';
      return [{ path: ['reason'], code: 'required', message }];
    }
    const message = 'Nothing is corrected. Give the field to correct, or a status.';
    return [{ path: ['reason'], code: 'not_applicable', message }];
  }
  const stray = given.filter((field) => status !== 'PAID' || field === 'amount' || field === 'tenantId');
  const message =
    'This cannot be given with this status. Leave it out, or correct the payment without a status.';
  return stray.map((field) => ({ path: [field], code: 'not_applicable', message }));
}

/** Forgives what an expected row asks for: a credit on record. */
async function forgive(context: Context, tx: Prisma.TransactionClient, payment: Payment): Promise<void> {
  const { id: paymentId, workspaceId, leaseId, amountCents, period, dueOn } = payment;
  const id = context.newId('Charge');
  const note = 'Expected rent that was cancelled.';
  const onDate = toColumn(context.today);
  await tx.charge.create({
    data: { id, workspaceId, leaseId, kind: 'CREDIT', amountCents, onDate, period, dueOn, paymentId, note },
  });
}

/** What a move to a status writes. */
async function columnsOf(
  context: Context,
  tx: Prisma.TransactionClient,
  payment: Payment,
  input: UpdatePaymentInput & { readonly status: PaymentStatus },
): Promise<PaymentColumns> {
  const { today } = context;
  const from = statusOn(payment, today);
  switch (input.status) {
    case 'PAID':
      return received({ ...input, receivedOn: input.receivedOn ?? today });
    case 'FAILED':
      return returned(payment, today);
    case 'REFUNDED':
      return refunded(payment, today, keptCents(payment));
    case 'OVERDUE':
      if (from === 'PENDING') return { status: 'OVERDUE' };
      if (from === 'PAID') assertNotRefunded(payment);
      return reopened(context, tx, payment);
    case 'VOID':
      if (from !== 'FAILED') await forgive(context, tx, payment);
      return { status: 'VOID' };
    case 'PENDING':
      throw new Error('No payment becomes pending.');
  }
}

/** Moves a payment to another status. Of two concurrent moves from one status, the second is refused. */
export async function updatePayment(
  context: Context,
  id: string,
  input: UpdatePaymentInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const found = await findPayment(context, id, 'movePayment', expectedVersion);
  const { status } = input;
  refuse(updateFaults(input).map((fault) => ({ ...fault, path: ['input', ...fault.path] })));
  const because = input.reason ? { reason: input.reason } : {};
  if (!status) {
    if (CORRECTABLE.every((field) => input[field] === undefined)) return;
    await changePayment(context, found, expectedVersion, async (payment, tx) => ({
      ...(await corrected(context, tx, payment, input)),
      ...because,
    }));
    return;
  }
  const assertLegal = (payment: Payment) => {
    const from = statusOn(payment, context.today);
    assertLegalMove('payment', PAYMENT_STATUS_WORDS, LEGAL_MOVES, from, status);
  };
  assertLegal(found);
  await changePayment(context, found, expectedVersion, async (payment, tx) => {
    assertLegal(payment);
    const faults = receivedOnFaults(payment, input, context.today);
    if (faults.length > 0) throw badInput(faults);
    return { ...(await columnsOf(context, tx, payment, { ...input, status })), ...because };
  });
}
