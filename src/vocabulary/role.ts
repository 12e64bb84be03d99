/** Roles of a user in a workspace, the most powerful first. */
export const ROLE_WORDS = {
  ADMIN: 'admin',
  LANDLORD: 'landlord',
  MANAGER: 'manager',
  TENANT: 'tenant',
  CONTRACTOR: 'contractor',
} as const;
