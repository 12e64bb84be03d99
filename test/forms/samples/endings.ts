import type { N11Facts, N13Facts, N7Facts, N8Facts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, LONG_TEXT, parties, representative } from './people.ts';
import { n5, n5Hostile } from './n5.ts';

export const n7: N7Facts = {
  ...parties,
  terminationDate: '2026-12-08',
  reasons: ['SAFETY', 'WILFUL_DAMAGE'],
  events: n5.events,
  signer: landlord,
};

export const n7Hostile: N7Facts = {
  ...n7,
  ...hostileParties,
  reasons: ['SAFETY', 'WILFUL_DAMAGE', 'INCONSISTENT_USE', 'SMALL_BUILDING_INTERFERENCE'],
  events: n5Hostile.events,
  signer: { ...landlord, capacity: 'REPRESENTATIVE' },
  representative,
};

/** Months of 2026 with rent due on the 1st, each paid some days late; the last one not yet. */
const late = Array.from({ length: 7 }, (_, index) => {
  const month = `2026-${String(index + 4).padStart(2, '0')}`;
  const isOwing = index === 6;
  return {
    from: `${month}-01`,
    to: `${month}-28`,
    dueOn: `${month}-01`,
    chargedCents: 240_000,
    paidOn: isOwing ? undefined : `${month}-0${index + 2}`,
    daysLate: isOwing ? 50 : index + 1,
    owingCents: isOwing ? 65_000 : 0,
  };
});

export const n8: N8Facts = {
  ...parties,
  terminationDate: '2027-01-31',
  reasons: ['PERSISTENT_LATE_PAYMENT'],
  latePayments: { periods: 14, late },
  signer: landlord,
};

export const n8Hostile: N8Facts = {
  ...n8,
  ...hostileParties,
  reasons: ['PERSISTENT_LATE_PAYMENT', 'EMPLOYMENT_ENDED', 'CARE_ENDED'],
  latePayments: { periods: 60, late: Array.from({ length: 6 }, () => late).flat() },
  details: LONG_TEXT.repeat(4),
  signer: { ...landlord, capacity: 'REPRESENTATIVE' },
  representative,
};

const tenantSigners = (tenants: readonly string[]): N11Facts['tenantSigners'] =>
  tenants.map((name) => ({ capacity: 'TENANT', firstName: name, lastName: name }));

export const n11: N11Facts = {
  ...parties,
  terminationDate: '2027-01-15',
  landlordSigner: landlord,
  tenantSigners: tenantSigners(parties.tenants),
};

export const n11Hostile: N11Facts = {
  ...n11,
  ...hostileParties,
  tenantSigners: tenantSigners(hostileParties.tenants),
};

export const n13: N13Facts = {
  ...parties,
  terminationDate: '2027-03-31',
  reason: 'REPAIRS',
  details:
    'All plumbing and wiring of the unit is replaced, and its floors are taken up.\nAbout five months.',
  permits: 'OBTAINED',
  compensation: { months: 3, amountCents: 720_000, isLessOnReturn: true },
  signer: landlord,
};

export const n13Hostile: N13Facts = {
  ...n13,
  ...hostileParties,
  details: LONG_TEXT.repeat(6),
  permits: 'WILL_BE_OBTAINED',
  compensation: { months: 1, amountCents: undefined, isLessOnReturn: false },
  signer: { ...landlord, capacity: 'REPRESENTATIVE' },
  representative,
};
