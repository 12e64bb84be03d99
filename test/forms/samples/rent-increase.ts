import type { N10Facts, RentIncreaseFacts } from '../../../src/forms/index.ts';
import { landlord, parties } from './people.ts';

/** Monthly rent of 2,400, raised by the guideline of 2027. */
export const n1: RentIncreaseFacts = {
  ...parties,
  effectiveOn: '2027-03-01',
  rentBeforeCents: 240_000,
  newRentCents: 244_560,
  rentPeriod: 'MONTHLY',
  signer: landlord,
};

/** A parking space for 3 % above the guideline. */
export const n10: N10Facts = {
  ...parties,
  effectiveOn: '2026-12-01',
  rentBeforeCents: 240_000,
  newRentCents: 252_240,
  rentPeriod: 'WEEKLY',
  inExchangeFor: 'SERVICE',
  purpose: 'A parking space in the garage, number 14.',
  landlordSigner: landlord,
  tenantSigners: parties.tenants.map((name) => ({ capacity: 'TENANT', firstName: name, lastName: name })),
};
