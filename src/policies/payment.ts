import type { Prisma } from '../generated/prisma/client.ts';
import { visibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Payments of visible tenancies. */
export function visiblePayments(viewer: Viewer): Prisma.PaymentWhereInput {
  return { workspaceId: viewer.workspaceId, lease: visibleLeases(viewer) };
}
