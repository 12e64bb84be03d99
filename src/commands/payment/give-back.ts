import type { Context } from '../../request/context.ts';
import { badInput, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import { checkNsfCharge } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { statusOn } from '../../accounts/payment-status.ts';
import { returnsOf } from '../../accounts/receipts.ts';
import { PAYMENT_STATUS_WORDS } from '../../vocabulary/payment.ts';
import { assertLegalMove } from '../legal-moves.ts';
import type { ExpectedVersion } from '../versions.ts';
import { changePayment, findPayment } from './change-payment.ts';
import { keptCents, LEGAL_MOVES, refunded, returned } from './payment-moves.ts';

export interface ReturnPaymentInput {
  /** Today by default. */
  readonly returnedOn?: string | null;
  /** What the bank charged, in cents. */
  readonly bankCharge?: number | null;
  /** The landlord's own charge, in cents. */
  readonly administrationCharge?: number | null;
  readonly reason?: string | null;
}

export interface RefundPaymentInput {
  /** In cents; by default all that was not given back yet. */
  readonly amount?: number | null;
  /** Today by default. */
  readonly refundedOn?: string | null;
  readonly reason?: string | null;
}

/** The fault of a day of return in the future; null for a valid one. */
export function returnDateFault(on: string, today: string) {
  return futureDateFault('The date of return', on, today);
}

/** The fault of a day of refund in the future; null for a valid one. */
export function refundDateFault(on: string, today: string) {
  return futureDateFault('The date of refund', on, today);
}

/** Faults of a day on which money went back: in the future, or before it came in. */
function dayFaults(payment: Payment, field: string, fault: Omit<Fault, 'path'> | null, on: string): Fault[] {
  const path = ['input', field];
  if (fault) return [{ path, ...fault }];
  const receivedOn = fromColumnOrNull(payment.receivedOn);
  if (receivedOn === null || on >= receivedOn) return [];
  const message = `This payment was received on ${receivedOn}. Give ${receivedOn} or a later date.`;
  return [{ path, code: 'date_order', message }];
}

/** Faults of the landlord's own charge for a returned payment: above the limit of O. Reg. 516/06 s.17. */
export function administrationFaults(cents: number | null | undefined, path: Fault['path']): Fault[] {
  return cents ? checkNsfCharge(cents).defects.map((defect) => ({ ...defect, path })) : [];
}

/** Whether a payment was returned before, and made good since. */
function wasMadeGood({ status, returns }: Pick<Payment, 'status' | 'returns'>): boolean {
  return returnsOf({ returns }).length > (status === 'FAILED' ? 1 : 0);
}

/**
 * The administration charges for one returned payment are together within the limit, whatever their days. One that was
 * made good is another.
 */
export async function assertOncePerCheque(
  tx: Prisma.TransactionClient,
  payment: Payment,
  cents: number,
  path: Fault['path'],
): Promise<void> {
  const { id: paymentId, receivedOn } = payment;
  const since = receivedOn && wasMadeGood(payment) ? { onDate: { gte: receivedOn } } : {};
  const { _sum } = await tx.charge.aggregate({
    where: { paymentId, kind: 'NSF_ADMINISTRATION', voidedOn: null, ...since },
    _sum: { amountCents: true },
  });
  const faults = administrationFaults((_sum.amountCents ?? 0) + cents, path);
  if (faults.length > 0) throw badInput(faults);
}

function assertPaid(context: Context, payment: Payment, to: 'FAILED' | 'REFUNDED'): void {
  const from = statusOn(payment, context.today);
  assertLegalMove('payment', PAYMENT_STATUS_WORDS, LEGAL_MOVES, from, to);
}

async function charge(
  context: Context,
  tx: Prisma.TransactionClient,
  { id: paymentId, workspaceId, leaseId }: Payment,
  on: string,
  input: ReturnPaymentInput,
): Promise<void> {
  const amounts = [
    { kind: 'NSF_BANK' as const, amountCents: input.bankCharge ?? 0 },
    { kind: 'NSF_ADMINISTRATION' as const, amountCents: input.administrationCharge ?? 0 },
  ].filter(({ amountCents }) => amountCents > 0);
  if (amounts.length === 0) return;
  await tx.charge.createMany({
    data: amounts.map((amount) => ({
      id: context.newId('Charge'),
      workspaceId,
      leaseId,
      paymentId,
      onDate: toColumn(on),
      ...amount,
    })),
  });
}

/** Marks a payment as returned unpaid on a day, and charges for it. What the books said before that day stays. */
export async function returnPayment(
  context: Context,
  id: string,
  input: ReturnPaymentInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const found = await findPayment(context, id, 'movePayment', expectedVersion);
  const on = input.returnedOn ?? context.today;
  await changePayment(context, found, expectedVersion, async (payment, tx) => {
    assertPaid(context, payment, 'FAILED');
    const faults = [
      ...dayFaults(payment, 'returnedOn', returnDateFault(on, context.today), on),
      ...administrationFaults(input.administrationCharge, ['input', 'administrationCharge']),
    ];
    if (faults.length > 0) throw badInput(faults);
    const { administrationCharge } = input;
    if (administrationCharge)
      await assertOncePerCheque(tx, payment, administrationCharge, ['input', 'administrationCharge']);
    await charge(context, tx, payment, on, input);
    return { ...returned(payment, on), ...(input.reason ? { reason: input.reason } : {}) };
  });
}

function amountFaults(payment: Payment, amountCents: number): Fault[] {
  const leftCents = keptCents(payment);
  if (amountCents <= leftCents) return [];
  const message = `Only ${money(leftCents)} of this payment is left to refund. Give at most that.`;
  return [{ path: ['input', 'amount'], code: 'refund_too_large', message }];
}

/** Gives a payment back on a day, in whole or in part. What the books said before that day stays. */
export async function refundPayment(
  context: Context,
  id: string,
  input: RefundPaymentInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const found = await findPayment(context, id, 'movePayment', expectedVersion);
  const on = input.refundedOn ?? context.today;
  await changePayment(context, found, expectedVersion, (payment) => {
    assertPaid(context, payment, 'REFUNDED');
    const amountCents = input.amount ?? keptCents(payment);
    const faults = [
      ...dayFaults(payment, 'refundedOn', refundDateFault(on, context.today), on),
      ...amountFaults(payment, amountCents),
    ];
    if (faults.length > 0) throw badInput(faults);
    const reason = input.reason ? { reason: input.reason } : {};
    return Promise.resolve({ ...refunded(payment, on, amountCents), ...reason });
  });
}
