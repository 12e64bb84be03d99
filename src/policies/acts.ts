import { DomainError } from '../errors.ts';
import { FormType, type Role } from '../generated/prisma/enums.ts';
import { allows, type Scope } from './scopes.ts';
import type { Viewer } from './viewer.ts';

const EVERYONE: readonly Role[] = ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT', 'CONTRACTOR'];
const OWNERS: readonly Role[] = ['ADMIN', 'LANDLORD'];
const STAFF: readonly Role[] = ['ADMIN', 'LANDLORD', 'MANAGER'];

interface Permission {
  /** The act as refusals name it, e.g. `record payments`. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** The scope that an API key needs; null: the act requires a session. */
  readonly scope: Scope | null;
}

/** Roles as refusals name them. */
const ROLE_NAMES: Readonly<Record<Role, string>> = {
  ADMIN: 'Admins',
  LANDLORD: 'Landlords',
  MANAGER: 'Managers',
  TENANT: 'Tenants',
  CONTRACTOR: 'Contractors',
};

/** Roles and scopes that permit each act. The rows that it applies to are decided in rows.ts. */
const PERMISSIONS = {
  createProperty: { name: 'create properties', roles: STAFF, scope: 'properties:write' },
  updateProperty: { name: 'change properties', roles: STAFF, scope: 'properties:write' },
  deleteProperty: { name: 'delete properties', roles: OWNERS, scope: 'properties:write' },
  restoreProperty: { name: 'restore properties', roles: OWNERS, scope: 'properties:write' },
  listDeletedProperties: { name: 'list deleted properties', roles: OWNERS, scope: 'properties:read' },
  transferProperty: { name: 'transfer properties', roles: OWNERS, scope: 'properties:write' },
  createTenant: { name: 'create tenants', roles: STAFF, scope: 'tenants:write' },
  updateTenant: { name: 'change tenants', roles: STAFF, scope: 'tenants:write' },
  deleteTenant: { name: 'delete tenants', roles: OWNERS, scope: 'tenants:write' },
  recordPayment: { name: 'record payments', roles: STAFF, scope: 'payments:write' },
  movePayment: { name: 'change the status of payments', roles: STAFF, scope: 'payments:write' },
  addCharge: { name: 'record charges', roles: STAFF, scope: 'payments:write' },
  voidCharge: { name: 'cancel charges', roles: STAFF, scope: 'payments:write' },
  recordDeposit: { name: 'record deposits', roles: STAFF, scope: 'payments:write' },
  moveDeposit: { name: 'change deposits', roles: STAFF, scope: 'payments:write' },
  issueReceipt: {
    name: 'issue receipts',
    roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
    scope: 'payments:write',
  },
  updateSuggestion: { name: 'dismiss suggestions', roles: STAFF, scope: 'payments:write' },
  runRent: { name: 'run the rent flow', roles: ['ADMIN'], scope: null },
  openTicket: {
    name: 'open tickets',
    roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
    scope: 'tickets:write',
  },
  updateTicket: { name: 'change tickets', roles: STAFF, scope: 'tickets:write' },
  workTicket: {
    name: 'change tickets',
    roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'CONTRACTOR'],
    scope: 'tickets:write',
  },
  generateForm: { name: 'generate landlord forms', roles: STAFF, scope: 'forms:write' },
  generateTenantNotice: {
    name: 'generate forms',
    roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
    scope: 'forms:write',
  },
  updateForm: { name: 'change landlord forms', roles: STAFF, scope: 'forms:write' },
  updateTenantNotice: {
    name: 'change forms',
    roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
    scope: 'forms:write',
  },
  manageOwnAccount: { name: 'manage accounts', roles: EVERYONE, scope: null },
  manageApiKeys: { name: 'manage API keys', roles: OWNERS, scope: null },
  assignManager: { name: 'assign managers', roles: OWNERS, scope: null },
  updateWorkspace: { name: 'change the workspace', roles: ['ADMIN'], scope: null },
  listMembers: { name: 'list members', roles: OWNERS, scope: null },
  manageMembers: { name: 'manage members', roles: ['ADMIN'], scope: null },
  readDashboard: { name: 'see the dashboard', roles: STAFF, scope: 'properties:read' },
  readAuditLog: { name: 'read the audit log', roles: ['ADMIN'], scope: null },
} as const satisfies Record<string, Permission>;

export type Act = keyof typeof PERMISSIONS;

/**
 * The act of generating a form of a type. Tenants may give N9s. An unknown type needs the same act, so that
 * every caller with that permission learns that the type does not exist.
 */
export function actOfGenerating(type: unknown): Act {
  const isLandlords = typeof type === 'string' && Object.hasOwn(FormType, type) && type !== FormType.N9;
  return isLandlords ? 'generateForm' : 'generateTenantNotice';
}

export function isAct(name: string): name is Act {
  return Object.hasOwn(PERMISSIONS, name);
}

export function rolesThatMay(act: Act): readonly Role[] {
  return PERMISSIONS[act].roles;
}

function holdsRole({ role }: Viewer, act: Act): boolean {
  return rolesThatMay(act).includes(role);
}

export function may(viewer: Viewer, act: Act): boolean {
  return holdsRole(viewer, act) && allows(viewer, PERMISSIONS[act].scope);
}

/** The refusal of an API key without a scope that it needs. */
export function scopeMissing(scope: Scope): DomainError {
  return new DomainError('FORBIDDEN', `This API key lacks the scope ${scope}. Use a key that has it.`, {
    reason: 'insufficient_scope',
  });
}

/**
 * Call this once the row is known to be visible: an invisible row is NOT_FOUND, never FORBIDDEN.
 *
 * @throws DomainError FORBIDDEN.
 */
export function authorize(viewer: Viewer, act: Act): void {
  if (may(viewer, act)) return;
  const { name, scope } = PERMISSIONS[act];
  if (!holdsRole(viewer, act)) {
    throw new DomainError('FORBIDDEN', `${ROLE_NAMES[viewer.role]} cannot ${name}.`);
  }
  if (scope !== null) throw scopeMissing(scope);
  throw new DomainError('FORBIDDEN', `API keys cannot ${name}. Sign in and use the session's token.`, {
    reason: 'session_required',
  });
}
