/** Capacities of a person who serves a document, as `/v1` names them. */
export const SERVER_CAPACITY_WORDS = {
  LANDLORD: 'Landlord',
  MANAGER: 'Manager',
  SUPERINTENDENT: 'Superintendent',
  REPRESENTATIVE: 'Representative',
  PROCESS_SERVER: 'Process Server',
  TENANT: 'Tenant',
  OTHER: 'Other',
} as const;
