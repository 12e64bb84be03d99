/** Capacities of signers of a landlord's notice. */
export const LANDLORD_CAPACITIES = ['LANDLORD', 'REPRESENTATIVE'] as const;
/** Capacities of signers of a tenant's notice. */
export const TENANT_CAPACITIES = ['TENANT', 'REPRESENTATIVE'] as const;
