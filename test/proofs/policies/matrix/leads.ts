import type { Viewer } from '../../../../src/policies/viewer.ts';
import type { Noun, Sight } from './oracle.ts';
import { rowOf, type Rows } from './rows.ts';

/** Where a field of a row leads. */
export interface Lead {
  readonly to: Noun;
  /** The ids at the other end for somebody who sees everything; null for none. */
  readonly ids: (row: never, rows: Rows, viewer: Viewer) => readonly (string | null)[];
  /** The key under which the values of the field name rows, where it leads to values and not to rows. */
  readonly via?: string;
  /** Of those ids some may be missing: the values of the field are only about some of the rows. */
  readonly isSubset?: true;
  /** It refers to one row, and is null to whoever may not see that. Other references are shown with their row. */
  readonly isHidden?: true;
}

type Row<Name extends keyof Rows> = Rows[Name][number];

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

function unitOf(rows: Rows, leaseId: string): string {
  return rowOf(rows.Lease, leaseId).unitId;
}

function possessionsOf(rows: Rows, unitIds: readonly string[]): Row<'Lease'>[] {
  return rows.Lease.filter(({ unitId, status }) => unitIds.includes(unitId) && /ACTIVE|NOTICE/.test(status));
}

function tenantsOf(rows: Rows, leases: readonly { id: string }[]): string[] {
  const leaseIds = idsOf(leases);
  return idsOf(rows.Tenant.filter(({ leaseId, removedAt }) => leaseIds.includes(leaseId) && !removedAt));
}

const unitsOf = ({ id }: { id: string }, rows: Rows) =>
  rows.Unit.filter(({ propertyId }) => propertyId === id);

const noticesOf = ({ id }: { id: string }, rows: Rows) =>
  rows.LeaseRent.filter(({ leaseId, standing }) => leaseId === id && standing !== 'CANCELLED').flatMap(
    ({ formId }) => formId ?? [],
  );

/** N12 and N13 that were given in the two years before. */
const listedWith = ({ id, type }: Row<'Form'>, rows: Rows) =>
  type === 'N12' || type === 'N13'
    ? rows.Form.flatMap((other) =>
        (other.type === 'N12' || other.type === 'N13') && other.deemedGivenOn && other.id !== id
          ? other.id
          : [],
      )
    : [];

const rollOf = (property: { id: string }, rows: Rows) =>
  idsOf(possessionsOf(rows, idsOf(unitsOf(property, rows))));

/** Former tenants can owe rent as well. */
const debtorsOf = (property: { id: string }, rows: Rows) => {
  const unitIds = idsOf(unitsOf(property, rows));
  return idsOf(rows.Lease.filter(({ unitId }) => unitIds.includes(unitId)));
};

/** Managers are the owners' business, and each manager's own. */
function managersOf({ id, removedAt }: Row<'Property'>, rows: Rows, { role, userId }: Viewer): string[] {
  const all = rows.PropertyManager.filter(({ propertyId }) => propertyId === id).map((row) => row.userId);
  if (removedAt || role === 'TENANT' || role === 'CONTRACTOR') return [];
  return role === 'MANAGER' ? all.filter((other) => other === userId) : all;
}

/** Lists leave out expected rows that are settled or forgiven. */
export const isListed = ({ source, status }: Row<'Payment'>) => source === 'RECEIVED' || status !== 'VOID';

const listedOf = ({ id }: Row<'Lease'>, rows: Rows) =>
  idsOf(rows.Payment.filter((payment) => payment.leaseId === id && isListed(payment)));

/** The first receipt of a payment. */
const receiptFor = ({ id }: Row<'Payment'>, rows: Rows) => [
  idsOf(rows.Receipt.filter(({ paymentId }) => paymentId === id)).sort()[0] ?? null,
];

const ofLease = (model: 'Charge' | 'Deposit' | 'Ticket' | 'Form') => (lease: Row<'Lease'>, rows: Rows) =>
  idsOf(
    (rows[model] as readonly { id: string; leaseId: string | null }[]).filter(
      ({ leaseId }) => leaseId === lease.id,
    ),
  );

const receiptsOf = ({ leaseId }: Row<'Tenant'>, rows: Rows) => [
  null,
  ...idsOf(rows.Payment.filter((payment) => payment.leaseId === leaseId && payment.status === 'PAID')),
];

const skippedBy = ({ failures }: Row<'RentRun'>) =>
  (failures as { leaseId: string }[]).map(({ leaseId }) => leaseId);

const servedOf = ({ services }: Row<'Form'>) =>
  (services as { tenantId: string }[]).map(({ tenantId }) => tenantId);

const auditSubjects = ({ subjectId }: Row<'AuditEvent'>) => [subjectId];

/**
 * Every field of a noun that leads to rows, names one or counts some, over the rows as they are stored. A field of the
 * schema without a line here fails the tests.
 */
export const LEADS: Readonly<Record<string, Lead | undefined>> = {
  'ApiKey.user': { to: 'User', ids: ({ userId }: Row<'ApiKey'>) => [userId] },
  'AuditEvent.user': { to: 'User', ids: ({ userId }: Row<'AuditEvent'>) => [userId] },
  'AuditEvent.userId': { to: 'User', ids: ({ userId }: Row<'AuditEvent'>) => [userId] },
  'AuditEvent.sessionId': { to: 'Session', ids: ({ sessionId }: Row<'AuditEvent'>) => [sessionId] },
  'AuditEvent.apiKeyId': { to: 'ApiKey', ids: ({ apiKeyId }: Row<'AuditEvent'>) => [apiKeyId] },
  'AuditEvent.subjectId': { to: 'AuditEvent', ids: auditSubjects },
  'Charge.leaseId': { to: 'Lease', ids: ({ leaseId }: Row<'Charge'>) => [leaseId] },
  'Charge.paymentId': { to: 'Payment', ids: ({ paymentId }: Row<'Charge'>) => [paymentId] },
  'Deposit.leaseId': { to: 'Lease', ids: ({ leaseId }: Row<'Deposit'>) => [leaseId] },
  'Form.lease': { to: 'Lease', ids: ({ leaseId }: Row<'Form'>) => [leaseId] },
  'Form.tenant': { to: 'Tenant', ids: ({ tenantId }: Row<'Form'>) => [tenantId], isHidden: true },
  'Form.tenantId': { to: 'Tenant', ids: ({ tenantId }: Row<'Form'>) => [tenantId] },
  'Form.services': { to: 'Tenant', ids: servedOf, via: 'tenantId' },
  'Form.earlierNotices': { to: 'Form', ids: listedWith, via: 'formId' },
  'Form.supersedesId': {
    to: 'Form',
    ids: ({ supersedesId }: Row<'Form'>) => [supersedesId],
    isHidden: true,
  },
  'Form.supersedes': { to: 'Form', ids: ({ supersedesId }: Row<'Form'>) => [supersedesId], isHidden: true },
  'Form.supersededBy': {
    to: 'Form',
    ids: ({ id }: Row<'Form'>, rows) => [
      rows.Form.find(({ supersedesId }) => supersedesId === id)?.id ?? null,
    ],
    isHidden: true,
  },
  'Form.supersededById': {
    to: 'Form',
    ids: ({ id }: Row<'Form'>, rows) => [
      rows.Form.find(({ supersedesId }) => supersedesId === id)?.id ?? null,
    ],
    isHidden: true,
  },
  'Invitation.invitedBy': { to: 'User', ids: ({ invitedById }: Row<'Invitation'>) => [invitedById] },
  'Invitation.tenantId': { to: 'Tenant', ids: ({ tenantId }: Row<'Invitation'>) => [tenantId] },
  'Lease.unit': { to: 'Unit', ids: ({ unitId }: Row<'Lease'>) => [unitId] },
  'Lease.endedByFormId': { to: 'Form', ids: ({ endedByFormId }: Row<'Lease'>) => [endedByFormId] },
  'Lease.tenants': { to: 'Tenant', ids: (lease: Row<'Lease'>, rows) => tenantsOf(rows, [lease]) },
  'Lease.payments': { to: 'Payment', ids: listedOf },
  'Lease.charges': { to: 'Charge', ids: ofLease('Charge') },
  'Lease.deposits': { to: 'Deposit', ids: ofLease('Deposit') },
  'Lease.tickets': { to: 'Ticket', ids: ofLease('Ticket') },
  'Lease.rentSchedule': { to: 'Form', ids: noticesOf, via: 'formId' },
  'Lease.forms': { to: 'Form', ids: ofLease('Form') },
  'Member.managedProperties': {
    to: 'Property',
    ids: ({ id }: Row<'User'>, rows) =>
      rows.PropertyManager.filter(({ userId }) => userId === id).map(({ propertyId }) => propertyId),
  },
  'Member.userId': { to: 'User', ids: ({ id }: Row<'User'>) => [id] },
  'Payment.lease': { to: 'Lease', ids: ({ leaseId }: Row<'Payment'>) => [leaseId] },
  'Payment.tenant': { to: 'Tenant', ids: ({ tenantId }: Row<'Payment'>) => [tenantId], isHidden: true },
  'Payment.leaseId': { to: 'Lease', ids: ({ leaseId }: Row<'Payment'>) => [leaseId] },
  'Payment.receipt': { to: 'Receipt', ids: receiptFor },
  'Payment.settledById': { to: 'Payment', ids: ({ settledById }: Row<'Payment'>) => [settledById] },
  'Payment.settledBy': { to: 'Payment', ids: ({ settledById }: Row<'Payment'>) => [settledById] },
  'Payment.settledRows': {
    to: 'Payment',
    ids: ({ id }: Row<'Payment'>, rows) =>
      idsOf(rows.Payment.filter(({ settledById }) => settledById === id)),
  },
  'Payment.tenantId': { to: 'Tenant', ids: ({ tenantId }: Row<'Payment'>) => [tenantId] },
  'Property.units': { to: 'Unit', ids: (property: Row<'Property'>, rows) => idsOf(unitsOf(property, rows)) },
  'Property.unitCount': {
    to: 'Unit',
    ids: (property: Row<'Property'>, rows) => idsOf(unitsOf(property, rows)),
  },
  'Property.tickets': {
    to: 'Ticket',
    ids: ({ id }: Row<'Property'>, rows) => idsOf(rows.Ticket.filter(({ propertyId }) => propertyId === id)),
  },
  'Property.managers': { to: 'User', ids: managersOf },
  'Property.rentRoll': { to: 'Lease', ids: rollOf, via: 'leaseId' },
  'Property.arrears': { to: 'Lease', ids: debtorsOf, via: 'leaseId', isSubset: true },
  'Receipt.leaseId': { to: 'Lease', ids: ({ leaseId }: Row<'Receipt'>) => [leaseId] },
  'Receipt.paymentId': { to: 'Payment', ids: ({ paymentId }: Row<'Receipt'>) => [paymentId] },
  'RentRun.skippedTenancies': { to: 'Lease', ids: skippedBy, via: 'leaseId' },
  'Session.user': { to: 'User', ids: ({ userId }: Row<'Session'>) => [userId] },
  'Suggestion.leaseId': { to: 'Lease', ids: ({ leaseId }: Row<'Suggestion'>) => [leaseId] },
  'Suggestion.tenantId': {
    to: 'Tenant',
    ids: ({ leaseId }: Row<'Suggestion'>, rows) => [
      rows.Tenant.filter((tenant) => tenant.leaseId === leaseId && tenant.removedAt === null).sort(
        (one, other) => Number(other.isPrimary) - Number(one.isPrimary) || (one.id < other.id ? -1 : 1),
      )[0]?.id ?? null,
    ],
  },
  'Tenant.lease': { to: 'Lease', ids: ({ leaseId }: Row<'Tenant'>) => [leaseId] },
  'Tenant.unit': { to: 'Unit', ids: ({ leaseId }: Row<'Tenant'>, rows) => [unitOf(rows, leaseId)] },
  'Tenant.payments': {
    to: 'Payment',
    ids: ({ id }: Row<'Tenant'>, rows) =>
      idsOf(rows.Payment.filter((payment) => payment.tenantId === id && isListed(payment))),
  },
  'Tenant.forms': {
    to: 'Form',
    ids: ({ id }: Row<'Tenant'>, rows) => idsOf(rows.Form.filter(({ tenantId }) => tenantId === id)),
  },
  'Tenant.statement': { to: 'Payment', ids: receiptsOf, via: 'paymentId' },
  'Ticket.property': { to: 'Property', ids: ({ propertyId }: Row<'Ticket'>) => [propertyId] },
  'Ticket.propertyId': { to: 'Property', ids: ({ propertyId }: Row<'Ticket'>) => [propertyId] },
  'Ticket.unit': { to: 'Unit', ids: ({ unitId }: Row<'Ticket'>) => [unitId] },
  'Ticket.unitId': { to: 'Unit', ids: ({ unitId }: Row<'Ticket'>) => [unitId] },
  'Ticket.contractorId': { to: 'User', ids: ({ contractorId }: Row<'Ticket'>) => [contractorId] },
  'Unit.property': { to: 'Property', ids: ({ propertyId }: Row<'Unit'>) => [propertyId] },
  'Unit.tenants': {
    to: 'Tenant',
    ids: ({ id }: Row<'Unit'>, rows) => tenantsOf(rows, possessionsOf(rows, [id])),
  },
  'Unit.leases': {
    to: 'Lease',
    ids: ({ id }: Row<'Unit'>, rows) => idsOf(rows.Lease.filter(({ unitId }) => unitId === id)),
  },
  'Unit.tickets': {
    to: 'Ticket',
    ids: ({ id }: Row<'Unit'>, rows) => idsOf(rows.Ticket.filter(({ unitId }) => unitId === id)),
  },
  'Workspace.rentRoll': { to: 'Lease', ids: workspaceRoll, via: 'leaseId' },
  'Workspace.arrears': { to: 'Lease', ids: workspaceLeases, via: 'leaseId', isSubset: true },
};

function workspaceLeases({ id }: Row<'Workspace'>, rows: Rows): string[] {
  return idsOf(rows.Lease.filter(({ workspaceId }) => workspaceId === id));
}

function workspaceRoll({ id }: Row<'Workspace'>, rows: Rows): string[] {
  const units = rows.Unit.filter(({ workspaceId }) => workspaceId === id);
  return idsOf(possessionsOf(rows, idsOf(units)));
}

/** What a field has to give, by the rule of where it leads: ids for lists and references, in any order. */
export function expectedIds(
  lead: Lead,
  row: object,
  rows: Rows,
  viewer: Viewer,
  sight: Sight,
): (string | null)[] {
  return lead.ids(row as never, rows, viewer).filter((id) => id === null || sight[lead.to].has(id));
}
