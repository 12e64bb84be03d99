import type { CertificateOfServiceFacts } from '../../../src/forms/index.ts';
import { eightTenants, longAddress, LONG_TEXT, unit } from './people.ts';

export const certificate: CertificateOfServiceFacts = {
  rentalUnit: unit,
  documents: ['N4: notice to end a tenancy early for rent not paid, termination date 14/12/2026'],
  services: [
    {
      recipient: 'Maria Santos',
      method: 'HAND',
      place: '145 Queen Street East, Unit 1204, Toronto, ON M5A 1S4',
      servedOn: '2026-11-24',
      servedAt: '18:05',
      deemedGivenOn: '2026-11-24',
    },
    {
      recipient: 'Jonathan Okafor',
      method: 'MAIL',
      place: '145 Queen Street East, Unit 1204, Toronto, ON M5A 1S4',
      servedOn: '2026-11-24',
      deemedGivenOn: '2026-11-29',
      remark: 'Registered mail, number RN 123 456 789 CA',
    },
  ],
  server: { capacity: 'LANDLORD', firstName: 'Priya', lastName: 'Raman', phone: '(416) 555-0142' },
};

export const certificateHostile: CertificateOfServiceFacts = {
  ...certificate,
  rentalUnit: longAddress,
  fileNumber: 'LTB-L-012345-26',
  documents: Array.from({ length: 12 }, (_, index) => `Document ${index + 1}: ${LONG_TEXT.slice(0, 140)}`),
  services: eightTenants.map((recipient) => ({
    recipient,
    method: 'EMAIL_WITH_CONSENT',
    place:
      'a.very.long.address.without.any.space.in.it.whatsoever@a-very-long-domain-name-for-tests.example.com, also copied by mail to the last known address',
    servedOn: '2026-11-24',
    servedAt: '18:05',
    deemedGivenOn: '2026-11-24',
    remark: LONG_TEXT,
  })),
};
