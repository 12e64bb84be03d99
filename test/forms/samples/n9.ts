import type { N9Facts } from '../../../src/forms/index.ts';
import { eightTenants, hostileParties, parties, representative } from './people.ts';

export const n9: N9Facts = {
  ...parties,
  terminationDate: '2027-01-31',
  signers: [
    { capacity: 'TENANT', firstName: 'Maria', lastName: 'Santos', phone: '(416) 555-0177' },
    { capacity: 'TENANT', firstName: 'Jonathan', lastName: 'Okafor', phone: '(416) 555-0178' },
  ],
};

/** Eight tenants who all sign. */
export const n9Hostile: N9Facts = {
  ...hostileParties,
  terminationDate: '2027-01-31',
  signers: eightTenants.map((name) => ({
    capacity: 'TENANT',
    firstName: name.split(' ')[0] ?? name,
    lastName: name.split(' ').slice(1).join(' ') || name,
    phone: '(416) 555-0177',
  })),
  representative,
};
