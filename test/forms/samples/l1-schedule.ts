import type { L1ScheduleFacts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, parties } from './people.ts';

export const l1Schedule: L1ScheduleFacts = {
  ...parties,
  asOf: '2026-11-28',
  fileNumber: 'LTB-L-012345-26',
  rentCents: 240_000,
  rentPeriod: 'MONTHLY',
  from: '2026-10-01',
  openingCents: 0,
  events: [
    {
      on: '2026-10-01',
      what: 'Rent for 01/10/2026 – 31/10/2026',
      chargedCents: 240_000,
      balanceCents: 240_000,
    },
    {
      on: '2026-10-09',
      what: 'Payment received, rent of 2026-10',
      paidCents: 175_000,
      balanceCents: 65_000,
    },
    {
      on: '2026-11-01',
      what: 'Rent for 01/11/2026 – 30/11/2026',
      chargedCents: 240_000,
      balanceCents: 305_000,
    },
  ],
  periods: [
    { from: '2026-10-01', to: '2026-10-31', chargedCents: 240_000, paidCents: 175_000, owingCents: 65_000 },
    { from: '2026-11-01', to: '2026-11-30', chargedCents: 240_000, paidCents: 0, owingCents: 240_000 },
  ],
  arrearsCents: 305_000,
  dailyCents: 7_890,
  returned: [{ on: '2026-10-06', what: 'NSF Bank', amountCents: 4_500 }],
  deposits: [{ receivedOn: '2025-03-01', heldCents: 240_000, interestCents: 6_200 }],
  hearing: { on: '2027-02-10', arrearsCents: 1_025_000, updateBy: '2027-02-05' },
  signer: landlord,
};

export const l1ScheduleHostile: L1ScheduleFacts = {
  ...l1Schedule,
  ...hostileParties,
  events: Array.from({ length: 40 }, () => l1Schedule.events).flat(),
};
