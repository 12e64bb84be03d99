import type { N12Facts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, parties, representative } from './people.ts';

export const n12: N12Facts = {
  ...parties,
  terminationDate: '2027-01-31',
  side: 'LANDLORD',
  movingIn: ['PARENT', 'SPOUSES_PARENT'],
  caregiverFor: [],
  signer: landlord,
};

export const n12Hostile: N12Facts = {
  ...n12,
  ...hostileParties,
  side: 'PURCHASER',
  movingIn: ['SELF', 'SPOUSE', 'CHILD', 'PARENT', 'SPOUSES_CHILD', 'SPOUSES_PARENT'],
  caregiverFor: ['SPOUSES_PARENT'],
  signer: { ...landlord, capacity: 'REPRESENTATIVE' },
  representative,
};
