import type { N4Facts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, parties, representative } from './people.ts';

/** One month unpaid in part, one wholly. */
export const n4: N4Facts = {
  ...parties,
  rentOwedCents: 340_050,
  terminationDate: '2026-12-14',
  periods: [
    { from: '2026-10-01', to: '2026-10-31', chargedCents: 240_000, paidCents: 139_950, owingCents: 100_050 },
    { from: '2026-11-01', to: '2026-11-30', chargedCents: 240_000, paidCents: 0, owingCents: 240_000 },
  ],
  signer: landlord,
};

/** Names of many scripts and a representative. */
export const n4ManyScripts: N4Facts = {
  ...n4,
  tenants: ['Zoë Đặng', 'Łukasz Żółć', '王小明', 'Πέτρος Παπαδόπουλος', 'محمد الأحمد', 'Наталія Ґалаґан'],
  landlords: ['Oluwaseun Fitzgerald-Montgomery-Blankenship', '山田 さくら (Sakura Yamada)'],
  signer: { ...landlord, capacity: 'REPRESENTATIVE', firstName: 'Chidi', lastName: 'Anagonye-Świątek' },
  representative,
};

const HOSTILE_CENTS = 123_456_789;
const MONTHS = 40;

/** Eight co-tenants, a word longer than any line, forty periods. */
export const n4Hostile: N4Facts = {
  ...n4ManyScripts,
  ...hostileParties,
  rentOwedCents: MONTHS * HOSTILE_CENTS,
  periods: Array.from({ length: MONTHS }, (_, index) => {
    const month = `20${10 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    const [from, to] = [`${month}-01`, `${month}-28`];
    return { from, to, chargedCents: HOSTILE_CENTS, paidCents: 0, owingCents: HOSTILE_CENTS };
  }),
};
