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
  /** The property of each unit and of each lease, and what has left the portfolio. */
  readonly propertyOfUnit: ReadonlyMap<string, string>;
  readonly propertyOfLease: ReadonlyMap<string, string>;
  readonly removed: ReadonlySet<string>;
  /** Leases that name the viewer's account, and properties assigned to it. */
  readonly rented: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
}

export function whoIs(viewer: Viewer, rows: Rows): Who {
  const propertyOfUnit = new Map(rows.Unit.map(({ id, propertyId }) => [id, propertyId]));
  const mine = <Row extends { userId: string | null }>(all: readonly Row[]) =>
    all.filter(({ userId }) => userId === viewer.userId);
  return {
    viewer,
    rows,
    propertyOfUnit,
    propertyOfLease: new Map(rows.Lease.map(({ id, unitId }) => [id, propertyOfUnit.get(unitId)!])),
    removed: new Set(rows.Property.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id)),
    rented: new Set(mine(rows.Tenant.filter(({ removedAt }) => !removedAt)).map(({ leaseId }) => leaseId)),
    assigned: new Set(mine(rows.PropertyManager).map(({ propertyId }) => propertyId)),
  };
}

const isOwner = ({ viewer: { role } }: Who) => role === 'ADMIN' || role === 'LANDLORD';
const isAdmin = ({ viewer: { role, apiKeyId } }: Who) => role === 'ADMIN' && apiKeyId === null;
const isHuman = ({ viewer: { apiKeyId } }: Who) => apiKeyId === null;
const isSelf = ({ viewer }: Who, userId: string | null) => userId === viewer.userId;

/** What has left the portfolio is the owners' to read. */
function manages(who: Who, propertyId: string): boolean {
  return who.viewer.role === 'MANAGER' && !who.removed.has(propertyId) && who.assigned.has(propertyId);
}

/** Past tenancies too; but who was taken off a lease has no tenancy on it. */
function rents(who: Who, leaseId: string | null): boolean {
  return who.viewer.role === 'TENANT' && leaseId !== null && who.rented.has(leaseId);
}

function holds(who: Who, userId: string, role: string): boolean {
  return who.rows.Membership.some((row) => row.userId === userId && row.role === role);
}

function seesLease(who: Who, leaseId: string): boolean {
  return isOwner(who) || manages(who, who.propertyOfLease.get(leaseId)!) || rents(who, leaseId);
}

/** Whether one of the viewer's tenancies is on a unit that `isMeant`. */
const rentsOn = (who: Who, isMeant: (unitId: string) => boolean) =>
  who.rows.Lease.some((lease) => rents(who, lease.id) && isMeant(lease.unitId));

function seesProperty(who: Who, { id, removedAt }: Row<'Property'>): boolean {
  if (removedAt) return false;
  const isHome = rentsOn(who, (unitId) => who.propertyOfUnit.get(unitId) === id);
  return isOwner(who) || manages(who, id) || isHome;
}

function seesUnit(who: Who, { id, propertyId }: Row<'Unit'>): boolean {
  return isOwner(who) || manages(who, propertyId) || rentsOn(who, (unitId) => unitId === id);
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
  Member: (who, { id }) =>
    isOwner(who) && isHuman(who) && who.rows.Membership.some(({ userId }) => userId === id),
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
  if (noun === 'Member') return String(id).replace(/^u_/, 'mb_');
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
  const who = whoIs(viewer, rows);
  const entries = NOUNS.map((noun): [Noun, ReadonlySet<string>] => {
    const sees = SEES[noun] as (who: Who, row: object) => boolean;
    const seen = rowsOf(rows, noun).filter(
      (row) => (row.workspaceId ?? row.id) === viewer.workspaceId && sees(who, row),
    );
    return [noun, new Set(seen.map(({ id }) => shownId(noun, id)))];
  });
  return Object.fromEntries(entries) as Record<Noun, ReadonlySet<string>>;
}
