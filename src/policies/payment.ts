import type { Prisma } from '../generated/prisma/client.ts';
import { ofVisibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Payments of visible tenancies. */
export function visiblePayments(viewer: Viewer): Prisma.PaymentWhereInput {
  return ofVisibleLeases(viewer);
}
