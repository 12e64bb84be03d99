import type { Prisma } from '../generated/prisma/client.ts';
import { visibleForms } from './form.ts';
import { visibleLeases, visibleRents } from './lease.ts';
import {
  visibleCharges,
  visibleDeposits,
  visibleReceipts,
  visibleRentRuns,
  visibleSuggestions,
} from './money.ts';
import { visiblePayments } from './payment.ts';
import { visibleManagers, visibleProperties } from './property.ts';
import { visibleTenants } from './tenant.ts';
import { assertOwnTicket, visibleTickets } from './ticket.ts';
import { visibleUnits } from './unit.ts';
import type { Viewer } from './viewer.ts';
import {
  visibleApiKeys,
  visibleAuditEvents,
  visibleInvitations,
  visibleMemberships,
  visibleSessions,
  visibleUsers,
  visibleWorkspaces,
} from './workspace.ts';

/** Matches no row. */
const NOTHING = { id: { in: [] } };

type RowScopes = {
  readonly [Model in Prisma.ModelName]: (viewer: Viewer) => object;
};

/**
 * The rows of each model that a viewer may see. Total by type: a model without a line here does not compile.
 * Every query on behalf of a viewer is narrowed by it, nested relations included (scoped-client.ts).
 */
export const VISIBLE_ROWS: RowScopes = {
  Workspace: visibleWorkspaces,
  User: visibleUsers,
  Membership: visibleMemberships,
  Session: visibleSessions,
  Property: visibleProperties,
  PropertyManager: visibleManagers,
  Unit: visibleUnits,
  Lease: visibleLeases,
  LeaseRent: visibleRents,
  Tenant: visibleTenants,
  Payment: visiblePayments,
  Charge: visibleCharges,
  Deposit: visibleDeposits,
  DepositEntry: (viewer) => ({ workspaceId: viewer.workspaceId, deposit: visibleDeposits(viewer) }),
  Receipt: visibleReceipts,
  ReceiptFile: (viewer) => ({ receipt: visibleReceipts(viewer) }),
  Suggestion: visibleSuggestions,
  RentRun: visibleRentRuns,
  Ticket: visibleTickets,
  Form: visibleForms,
  FormFile: (viewer) => ({ form: visibleForms(viewer) }),
  ApiKey: visibleApiKeys,
  Invitation: visibleInvitations,
  AuditEvent: visibleAuditEvents,
  AuditEpoch: () => ({ epoch: { in: [] } }),
  SigningKey: () => NOTHING,
  RentTimer: () => ({ workspaceId: { in: [] } }),
  RentMark: () => ({ leaseId: { in: [] } }),
  AccountSums: () => ({ leaseId: { in: [] } }),
  IdempotentAnswer: () => NOTHING,
};

/**
 * Narrows lists of join rows further: such a row is listed if both its ends are visible. Writes still find every row, so
 * that ending a role deletes all of its assignments.
 */
export const LISTED_ROWS: Partial<RowScopes> = {
  PropertyManager: (viewer) => ({
    AND: [visibleManagers(viewer), { property: visibleProperties(viewer), user: visibleUsers(viewer) }],
  }),
};

type Assertions = {
  readonly [Model in Prisma.ModelName]?: (viewer: Viewer, row: never) => void;
};

/** Checks of new rows, besides that of their workspace. */
export const NEW_ROWS: Assertions = {
  Ticket: assertOwnTicket,
};
