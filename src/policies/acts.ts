import { DomainError } from '../errors.ts';
import type { Role } from '../generated/prisma/enums.ts';
import type { Viewer } from './viewer.ts';

const OWNERS: readonly Role[] = ['ADMIN', 'LANDLORD'];
const STAFF: readonly Role[] = ['ADMIN', 'LANDLORD', 'MANAGER'];

/** Which roles may do what. Which rows they may do it to is decided in rows.ts. */
const ROLES_BY_ACT = {
  createProperty: STAFF,
  updateProperty: STAFF,
  deleteProperty: OWNERS,
  createTenant: STAFF,
  updateTenant: STAFF,
  recordPayment: STAFF,
  movePayment: STAFF,
  openTicket: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
  updateTicket: STAFF,
  workTicket: ['ADMIN', 'LANDLORD', 'MANAGER', 'CONTRACTOR'],
  generateForm: STAFF,
  generateTenantNotice: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
  updateForm: STAFF,
  updateTenantNotice: ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof ROLES_BY_ACT;

export function may(viewer: Viewer, act: Act): boolean {
  const roles: readonly Role[] = ROLES_BY_ACT[act];
  return roles.includes(viewer.role);
}

/** To be called once the row is known to be visible: what is invisible is NOT_FOUND, never FORBIDDEN. */
export function authorize(viewer: Viewer, act: Act): void {
  if (may(viewer, act)) return;
  const role = viewer.role.toLowerCase();
  throw new DomainError('FORBIDDEN', `As ${role} you may not do this.`);
}
