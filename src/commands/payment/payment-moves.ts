import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod, PaymentStatus } from '../../generated/prisma/enums.ts';
import { refundsOf, returnsOf } from '../../accounts/receipts.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import { DomainError } from '../../errors.ts';
import type { LegalMoves } from '../legal-moves.ts';

export const LEGAL_MOVES: LegalMoves<PaymentStatus> = {
  PENDING: ['PAID', 'OVERDUE', 'VOID'],
  OVERDUE: ['PAID', 'VOID'],
  // From paid to overdue corrects a mistake.
  PAID: ['FAILED', 'REFUNDED', 'OVERDUE'],
  FAILED: ['PAID', 'OVERDUE', 'VOID'],
  REFUNDED: [],
  VOID: [],
};

/** The columns that a change of a payment writes. */
export type PaymentColumns = Prisma.PaymentUncheckedUpdateManyInput;

/** How money came in. */
export interface Receiving {
  readonly receivedOn: string;
  readonly method?: PaymentMethod | null | undefined;
  readonly reference?: string | null | undefined;
}

/** The row is money now. An expected row keeps the due day that it pays first. */
export function received({ receivedOn, method, reference }: Receiving): PaymentColumns {
  return {
    source: 'RECEIVED',
    status: 'PAID',
    receivedOn: toColumn(receivedOn),
    returnedOn: null,
    overdueOn: null,
    settledById: null,
    ...(method === undefined ? {} : { method }),
    ...(reference === undefined ? {} : { reference }),
  };
}

type Json = Prisma.InputJsonValue;

/** The money went back on a day. It stays in the books of the days before. */
export function returned(payment: Payment, returnedOn: string): PaymentColumns {
  const { amountCents, receivedOn } = payment;
  const earlier = returnsOf(payment);
  const refunds = refundsOf(payment);
  const one = receivedOn ? [{ receivedOn: fromColumn(receivedOn), returnedOn, amountCents, refunds }] : [];
  const returns = [...earlier, ...one] as unknown as Json;
  return { status: 'FAILED', returnedOn: toColumn(returnedOn), returns, refunds: [] };
}

/** The part of a payment that was not given back, in cents. */
export function keptCents(payment: Pick<Payment, 'amountCents' | 'refunds'>): number {
  return refundsOf(payment).reduce((left, { amountCents }) => left - amountCents, payment.amountCents);
}

/** Some of the money, or all that was left of it, was given back on a day. */
export function refunded(payment: Payment, on: string, amountCents: number): PaymentColumns {
  const refunds = [...refundsOf(payment), { on, amountCents }] as unknown as Json;
  return { status: keptCents(payment) === amountCents ? 'REFUNDED' : 'PAID', refunds };
}

/** @throws DomainError CONFLICT `payment_refunded` for a payment of which a part was given back. */
export function assertNotRefunded(payment: Payment): void {
  if (refundsOf(payment).length === 0) return;
  const message =
    'Part of this payment was refunded, so it cannot be undone. Refund the rest, or return the payment.';
  throw new DomainError('CONFLICT', message, { reason: 'payment_refunded' });
}
