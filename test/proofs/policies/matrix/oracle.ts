import type { Viewer } from '../../../../src/policies/viewer.ts';
import type { Rows } from './rows.ts';

/**
 * Who may see which rows, by the contract's table of roles (README, docs; "Roles" of the REST contract) and not by
 * src/policies: plain questions about the rows as they are stored.
 *
 * - admin: the workspace itself (members, roles, API keys, audit log); sees all.
 * - landlord: everything about the portfolio, API keys.
 * - manager: as landlord, on the properties assigned to them; no members, no API keys.
 * - tenant: own tenancy: the unit, lease, payments, forms served on them; their tickets; an N9.
 * - contractor: the tickets assigned to them.
 */
export type Noun = Exclude<keyof Rows, 'Membership' | 'PropertyManager'> | 'Member';

type Row<Name extends keyof Rows> = Rows[Name][number];
type RowOf<Name extends Noun> = Name extends keyof Rows ? Row<Name> : Row<'User'>;

/** Somebody in front of all there is. */
export interface Who {
  readonly viewer: Viewer;
  readonly rows: Rows;
}

const isOwner = ({ viewer: { role } }: Who) => role === 'ADMIN' || role === 'LANDLORD';
const isAdmin = ({ viewer: { role, apiKeyId } }: Who) => role === 'ADMIN' && apiKeyId === null;
const isHuman = ({ viewer: { apiKeyId } }: Who) => apiKeyId === null;
const isSelf = ({ viewer }: Who, userId: string | null) => userId === viewer.userId;

/** Whether a property has left the portfolio; its history is the owners' to read. */
function isRemoved(who: Who, propertyId: string): boolean {
  return who.rows.Property.find(({ id }) => id === propertyId)!.removedAt !== null;
}

function manages(who: Who, propertyId: string): boolean {
  if (who.viewer.role !== 'MANAGER' || isRemoved(who, propertyId)) return false;
  return who.rows.PropertyManager.some((row) => row.propertyId === propertyId && isSelf(who, row.userId));
}

/** Past tenancies too; but who was taken off a lease has no tenancy on it. */
function rents(who: Who, leaseId: string | null): boolean {
  if (who.viewer.role !== 'TENANT') return false;
  return who.rows.Tenant.some((row) => row.leaseId === leaseId && isSelf(who, row.userId) && !row.removedAt);
}

function holds(who: Who, userId: string, role: string): boolean {
  return who.rows.Membership.some((row) => row.userId === userId && row.role === role);
}

function propertyOf(who: Who, unitId: string): string {
  return who.rows.Unit.find(({ id }) => id === unitId)!.propertyId;
}

function seesLease(who: Who, leaseId: string): boolean {
  const lease = who.rows.Lease.find(({ id }) => id === leaseId)!;
  return isOwner(who) || manages(who, propertyOf(who, lease.unitId)) || rents(who, leaseId);
}

function seesProperty(who: Who, { id, removedAt }: Row<'Property'>): boolean {
  if (removedAt) return false;
  const isHome = who.rows.Lease.some((lease) => propertyOf(who, lease.unitId) === id && rents(who, lease.id));
  return isOwner(who) || manages(who, id) || isHome;
}

function seesUnit(who: Who, { id, propertyId }: Row<'Unit'>): boolean {
  const isHome = who.rows.Lease.some((lease) => lease.unitId === id && rents(who, lease.id));
  return isOwner(who) || manages(who, propertyId) || isHome;
}

function seesForm(who: Who, { leaseId, type, status, servedOn }: Row<'Form'>): boolean {
  const isServed = status === 'SERVED' || servedOn !== null;
  return seesLease(who, leaseId) && (who.viewer.role !== 'TENANT' || isServed || type === 'N9');
}

function seesTicket(who: Who, { propertyId, leaseId, contractorId }: Row<'Ticket'>): boolean {
  const isAssigned = who.viewer.role === 'CONTRACTOR' && isSelf(who, contractorId);
  return isOwner(who) || manages(who, propertyId) || rents(who, leaseId) || isAssigned;
}

/** Tickets are given to contractors; accounts are no business of programs. */
function seesUser(who: Who, { id }: Row<'User'>): boolean {
  const mayAssign = isOwner(who) || who.viewer.role === 'MANAGER';
  const isContractor = mayAssign && holds(who, id, 'CONTRACTOR');
  return isSelf(who, id) || isContractor || (isOwner(who) && isHuman(who));
}

/** Whether somebody sees a row of their own workspace. */
const SEES: { readonly [Name in Noun]: (who: Who, row: RowOf<Name>) => boolean } = {
  Workspace: () => true,
  User: seesUser,
  Member: (who, { id }) => isAdmin(who) && who.rows.Membership.some(({ userId }) => userId === id),
  Session: (who, { userId }) => isHuman(who) && (isAdmin(who) || isSelf(who, userId)),
  ApiKey: (who, { userId }) => isHuman(who) && (isAdmin(who) || (isOwner(who) && isSelf(who, userId))),
  Invitation: isAdmin,
  AuditEvent: isAdmin,
  Property: seesProperty,
  Unit: seesUnit,
  Lease: (who, { id }) => seesLease(who, id),
  LeaseRent: (who, { leaseId, standing }) =>
    seesLease(who, leaseId) && (who.viewer.role !== 'TENANT' || standing === 'LAWFUL'),
  Tenant: (who, { leaseId, removedAt }) =>
    seesLease(who, leaseId) && (who.viewer.role !== 'TENANT' || !removedAt),
  Payment: (who, { leaseId }) => seesLease(who, leaseId),
  Deposit: (who, { leaseId }) => seesLease(who, leaseId),
  Charge: (who, { leaseId }) => seesLease(who, leaseId),
  Receipt: (who, { leaseId }) => seesLease(who, leaseId),
  Suggestion: (who, { leaseId }) => who.viewer.role !== 'TENANT' && seesLease(who, leaseId),
  RentRun: isAdmin,
  Ticket: seesTicket,
  Form: seesForm,
};

export const NOUNS = Object.keys(SEES) as Noun[];

/** The id that the interfaces give a row. */
export function shownId(noun: Noun, id: string | bigint): string {
  return noun === 'AuditEvent' ? `ae_${id}` : String(id);
}

/** All rows of a noun, in both workspaces. */
export function rowsOf(rows: Rows, noun: Noun) {
  return rows[noun === 'Member' ? 'User' : noun] as readonly (Record<string, unknown> & {
    id: string;
    workspaceId?: string;
  })[];
}

export type Sight = Readonly<Record<Noun, ReadonlySet<string>>>;

/** The ids of all rows that somebody may see, by noun. */
export function sightOf(viewer: Viewer, rows: Rows): Sight {
  const who = { viewer, rows };
  const entries = NOUNS.map((noun): [Noun, ReadonlySet<string>] => {
    const sees = SEES[noun] as (who: Who, row: object) => boolean;
    const seen = rowsOf(rows, noun).filter(
      (row) => (row.workspaceId ?? row.id) === viewer.workspaceId && sees(who, row),
    );
    return [noun, new Set(seen.map(({ id }) => shownId(noun, id)))];
  });
  return Object.fromEntries(entries) as Record<Noun, ReadonlySet<string>>;
}
