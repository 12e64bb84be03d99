import { fromColumn, toColumn } from '../db/date-column.ts';
import type { Payment, Prisma } from '../generated/prisma/client.ts';
import type { PaymentStatus } from '../generated/prisma/enums.ts';

type StatusColumns = Pick<Payment, 'status' | 'overdueOn'>;

/** The statuses of an expected row that is open. */
const OPEN = { in: ['PENDING' as const, 'OVERDUE' as const] };

/**
 * The status of a payment on a day. An expected row becomes overdue when its day has passed, whether or not the rent
 * flow has run since.
 */
export function statusOn({ status, overdueOn }: StatusColumns, today: string): PaymentStatus {
  if (status !== 'PENDING' || overdueOn === null) return status;
  return fromColumn(overdueOn) <= today ? 'OVERDUE' : 'PENDING';
}

/** The payments that have a status on a day. */
export function withStatus(status: PaymentStatus, today: string): Prisma.PaymentWhereInput {
  const day = toColumn(today);
  if (status === 'OVERDUE') return { OR: [{ status }, { status: 'PENDING', overdueOn: { lte: day } }] };
  if (status === 'PENDING') return { status, OR: [{ overdueOn: null }, { overdueOn: { gt: day } }] };
  return { status };
}

/** Lists leave out expected rows that are settled or forgiven. */
export const LISTED_PAYMENTS: Prisma.PaymentWhereInput = { NOT: { status: 'VOID', source: 'EXPECTED' } };

/** The open expected rows. */
export const OPEN_PAYMENTS: Prisma.PaymentWhereInput = { status: OPEN };
