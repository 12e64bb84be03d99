import type { LeaseFacts } from '../../../src/forms/index.ts';
import { eightTenants, LONG_TEXT, longAddress, unit } from './people.ts';

export const lease: LeaseFacts = {
  landlords: ['Priya Raman'],
  tenants: [
    { lastName: 'Santos', firstName: 'Maria' },
    { lastName: 'Okafor', firstName: 'Jonathan' },
  ],
  rentalUnit: unit,
  parking: '1 indoor space, number 214',
  isCondominium: true,
  noticeAddress: {
    street: '88 Bay Street',
    unit: 'Suite 400',
    city: 'Toronto',
    province: 'ON',
    postalCode: 'M5J 2N8',
  },
  emailService: { agreed: true, addresses: ['priya.raman@example.com', 'maria.santos@example.com'] },
  dailyContact: { given: true, details: '(416) 555-0142' },
  startsOn: '2027-01-01',
  term: { kind: 'FIXED', endsOn: '2027-12-31' },
  rent: {
    dueDay: 'first',
    duePeriod: 'month',
    baseCents: 240_000,
    parkingCents: 15_000,
    services: [{ description: 'Storage locker 31', amountCents: 5_000 }],
    totalCents: 260_000,
    payableTo: 'Priya Raman',
    methods: 'e-transfer to priya.raman@example.com',
    returnedPaymentCents: 2_000,
  },
  services: {
    gas: true,
    airConditioning: true,
    extraStorage: true,
    laundry: 'PAY_PER_USE',
    guestParking: 'FREE',
    others: [{ description: 'Bicycle room', included: true }],
    details: 'Storage locker 31 on level P2',
    electricity: 'TENANT',
    heat: 'LANDLORD',
    water: 'LANDLORD',
    utilityDetails: 'The tenant opens an account with the electricity supplier by the start of the tenancy.',
  },
  discount: { offered: false },
  rentDeposit: { required: true, amountCents: 260_000 },
  keyDeposit: { required: true, amountCents: 7_500, description: '2 keys, 1 building card, 1 garage remote' },
  smoking: { hasRules: true, rules: 'No smoking or vaping in the unit and on the balcony.' },
  insurance: { required: true },
  additionalTerms: {
    attached: true,
    text: '1. The tenant may keep bicycles in the bicycle room.\n2. The landlord sends the condominium’s rules by e-mail when they change.',
  },
};

/** Eight tenants, a partial period, a long attachment. */
export const leaseHostile: LeaseFacts = {
  ...lease,
  landlords: eightTenants.slice(0, 4),
  tenants: eightTenants.map((name) => ({
    firstName: name.split(' ')[0] ?? name,
    lastName: name.split(' ').slice(1).join(' ') || name,
  })),
  rentalUnit: longAddress,
  parking: LONG_TEXT,
  noticeAddress: longAddress,
  term: { kind: 'OTHER', description: LONG_TEXT },
  rent: {
    ...lease.rent,
    partial: { amountCents: 120_000, dueOn: '2026-12-16', from: '2026-12-16', to: '2026-12-31' },
  },
  discount: { offered: true, description: LONG_TEXT },
  additionalTerms: {
    attached: true,
    text: Array.from({ length: 30 }, (_, index) => `${index + 1}. ${LONG_TEXT}`).join('\n'),
  },
};
