/** What a user may be in a workspace, the most powerful role first. */
export const ROLE_WORDS = {
  ADMIN: 'admin',
  LANDLORD: 'landlord',
  MANAGER: 'manager',
  TENANT: 'tenant',
  CONTRACTOR: 'contractor',
} as const;
