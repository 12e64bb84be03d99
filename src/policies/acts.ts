import { DomainError } from '../errors.ts';
import { FormType, type Role } from '../generated/prisma/enums.ts';
import { allows, type Scope } from './scopes.ts';
import type { Viewer } from './viewer.ts';

const EVERYONE: readonly Role[] = ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT', 'CONTRACTOR'];
const OWNERS: readonly Role[] = ['ADMIN', 'LANDLORD'];
const STAFF: readonly Role[] = ['ADMIN', 'LANDLORD', 'MANAGER'];

interface Permission {
  readonly roles: readonly Role[];
  /** What an API key needs besides; null: nothing makes up for not being signed in. */
  readonly scope: Scope | null;
}

/** Who may do what. Which rows they may do it to is decided in rows.ts. */
const PERMISSIONS = {
  createProperty: { roles: STAFF, scope: 'properties:write' },
  updateProperty: { roles: STAFF, scope: 'properties:write' },
  deleteProperty: { roles: OWNERS, scope: 'properties:write' },
  createTenant: { roles: STAFF, scope: 'tenants:write' },
  updateTenant: { roles: STAFF, scope: 'tenants:write' },
  recordPayment: { roles: STAFF, scope: 'payments:write' },
  movePayment: { roles: STAFF, scope: 'payments:write' },
  openTicket: { roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'], scope: 'tickets:write' },
  updateTicket: { roles: STAFF, scope: 'tickets:write' },
  workTicket: { roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'CONTRACTOR'], scope: 'tickets:write' },
  generateForm: { roles: STAFF, scope: 'forms:write' },
  generateTenantNotice: { roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'], scope: 'forms:write' },
  updateForm: { roles: STAFF, scope: 'forms:write' },
  updateTenantNotice: { roles: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'], scope: 'forms:write' },
  manageOwnAccount: { roles: EVERYONE, scope: null },
  manageApiKeys: { roles: OWNERS, scope: null },
  assignManager: { roles: OWNERS, scope: null },
  updateWorkspace: { roles: ['ADMIN'], scope: null },
  manageMembers: { roles: ['ADMIN'], scope: null },
  readAuditLog: { roles: ['ADMIN'], scope: null },
} as const satisfies Record<string, Permission>;

export type Act = keyof typeof PERMISSIONS;

/**
 * What making a document of a type takes: an N9 is the tenant's to give. A type that there is not takes no more, so
 * that whoever may make any is told that there is none such.
 */
export function actOfMaking(type: unknown): Act {
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

/** For an API key without a scope that it would need. */
export function scopeMissing(scope: Scope): DomainError {
  return new DomainError('FORBIDDEN', `This API key lacks the scope ${scope}. Make one that has it.`, {
    reason: 'insufficient_scope',
  });
}

/** To be called once the row is known to be visible: what is invisible is NOT_FOUND, never FORBIDDEN. */
export function authorize(viewer: Viewer, act: Act): void {
  if (may(viewer, act)) return;
  if (!holdsRole(viewer, act)) {
    throw new DomainError('FORBIDDEN', `As ${viewer.role.toLowerCase()} you may not do this.`);
  }
  const { scope } = PERMISSIONS[act];
  if (scope !== null) throw scopeMissing(scope);
  throw new DomainError(
    'FORBIDDEN',
    'An API key may not do this. Sign in, and use the token of the session.',
    {
      reason: 'session_required',
    },
  );
}
