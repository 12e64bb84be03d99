/** Who may sign a landlord's notice. */
export const LANDLORD_CAPACITIES = ['LANDLORD', 'REPRESENTATIVE'] as const;
/** Who may sign a tenant's notice. */
export const TENANT_CAPACITIES = ['TENANT', 'REPRESENTATIVE'] as const;
