import type { Prisma } from '../generated/prisma/client.ts';
import { ofVisibleLeases } from './lease.ts';
import { isApiKey, type Viewer } from './viewer.ts';

const NOTHING = { id: { in: [] } };

/** Charges and credits of visible tenancies. */
export function visibleCharges(viewer: Viewer): Prisma.ChargeWhereInput {
  return ofVisibleLeases(viewer);
}

/** Deposits of visible tenancies. */
export function visibleDeposits(viewer: Viewer): Prisma.DepositWhereInput {
  return ofVisibleLeases(viewer);
}

/** Receipts of visible tenancies. */
export function visibleReceipts(viewer: Viewer): Prisma.ReceiptWhereInput {
  return ofVisibleLeases(viewer);
}

/** What the landlord may do about a tenancy is for staff. */
export function visibleSuggestions(viewer: Viewer): Prisma.SuggestionWhereInput {
  if (viewer.role === 'TENANT') return NOTHING;
  return ofVisibleLeases(viewer);
}

/** Only admins see the runs of the rent flow. */
export function visibleRentRuns(viewer: Viewer): Prisma.RentRunWhereInput {
  return viewer.role === 'ADMIN' && !isApiKey(viewer) ? { workspaceId: viewer.workspaceId } : NOTHING;
}
