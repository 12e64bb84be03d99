import type { N5Facts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, LONG_TEXT, parties, representative } from './people.ts';

export const n5: N5Facts = {
  ...parties,
  terminationDate: '2026-12-20',
  interference: { occurrence: 'FIRST' },
  damage: { occurrence: 'FIRST', repairCents: 48_500 },
  events: [
    {
      on: '2026-11-07',
      at: '23:40',
      what: 'Jonathan Okafor held a party in unit 1204. Music and shouting kept the tenants of units 1104 and 1304 awake until 3:15 a.m.',
    },
    {
      on: '2026-11-08',
      at: '10:00',
      what: 'The superintendent, Anna Kowalczyk, found the bathroom door of unit 1204 broken in two places.\nA carpenter’s estimate of $485.00 is attached.',
    },
  ],
  signer: landlord,
};

/** All reasons, second notice, forty events, some longer than others. */
export const n5Hostile: N5Facts = {
  ...n5,
  ...hostileParties,
  interference: { occurrence: 'SECOND' },
  damage: { occurrence: 'FIRST', repairCents: 48_500, replacementCents: 123_456_789 },
  overcrowding: { occurrence: 'FIRST', personsAllowed: 4 },
  events: Array.from({ length: 40 }, (_, index) => ({
    on: `2026-10-${String((index % 30) + 1).padStart(2, '0')}`,
    at: '23:40',
    what: index % 7 === 3 ? LONG_TEXT.repeat(index === 10 ? 12 : 2) : 'Loud music for two hours.',
  })),
  signer: { ...landlord, capacity: 'REPRESENTATIVE' },
  representative,
};
