import type { Prisma } from '../generated/prisma/client.ts';
import { visibleForms } from './form.ts';
import { visibleLeases } from './lease.ts';
import { visiblePayments } from './payment.ts';
import { visibleManagers, visibleProperties } from './property.ts';
import { visibleTenants } from './tenant.ts';
import { assertTicketOwn, visibleTickets } from './ticket.ts';
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
  LeaseRent: (viewer) => ({ lease: visibleLeases(viewer) }),
  Tenant: visibleTenants,
  Payment: visiblePayments,
  Ticket: visibleTickets,
  Form: visibleForms,
  FormFile: (viewer) => ({ form: visibleForms(viewer) }),
  ApiKey: visibleApiKeys,
  Invitation: visibleInvitations,
  AuditEvent: visibleAuditEvents,
  SigningKey: () => NOTHING,
  IdempotentAnswer: () => NOTHING,
};

/**
 * Narrows lists further where a row is there only to join two others: it is shown where both are. Writes still find
 * it, so that what hangs on a role that ends is ended whole.
 */
export const LISTED_ROWS: Partial<RowScopes> = {
  PropertyManager: (viewer) => ({
    AND: [visibleManagers(viewer), { property: visibleProperties(viewer), user: visibleUsers(viewer) }],
  }),
};

type Assertions = {
  readonly [Model in Prisma.ModelName]?: (viewer: Viewer, row: never) => void;
};

/** What is asked of a new row besides standing in the viewer's workspace. */
export const NEW_ROWS: Assertions = {
  Ticket: assertTicketOwn,
};
