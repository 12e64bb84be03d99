import type { PaymentAgreementFacts } from '../../../src/forms/index.ts';
import { eightTenants, hostileParties, landlord, parties } from './people.ts';

const tenant = (firstName: string, lastName: string) => ({
  capacity: 'TENANT' as const,
  firstName,
  lastName,
});

export const paymentAgreement: PaymentAgreementFacts = {
  ...parties,
  application: 'L1',
  fileNumber: 'LTB-L-012345-26',
  hearingOn: '2027-02-10',
  agreedOn: '2026-11-28',
  arrearsCents: 305_000,
  returnedCents: 4_500,
  filingFeeCents: 18_600,
  totalCents: 328_100,
  instalments: [
    { dueOn: '2026-12-15', amountCents: 109_367 },
    { dueOn: '2027-01-15', amountCents: 109_367 },
    { dueOn: '2027-02-15', amountCents: 109_366 },
  ],
  rentPeriod: 'MONTHLY',
  newRents: [
    { from: '2026-12-01', amountCents: 240_000 },
    { from: '2027-02-01', amountCents: 244_500 },
  ],
  breachClause: true,
  landlordSigner: landlord,
  tenantSigners: [tenant('Maria', 'Santos'), tenant('Jonathan', 'Okafor')],
};

export const paymentAgreementHostile: PaymentAgreementFacts = {
  ...paymentAgreement,
  ...hostileParties,
  fileNumber: 'LTB-L-012345-26-'.repeat(3),
  breachClause: false,
  totalCents: 6_000_000,
  instalments: Array.from({ length: 60 }, (_, index) => ({
    dueOn: `${2027 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`,
    amountCents: 100_000,
  })),
  tenantSigners: eightTenants.map((name) => tenant(name, name)),
};
