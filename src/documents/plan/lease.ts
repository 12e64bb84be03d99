import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { Draft, LeaseFacts } from '../../forms/index.ts';
import { checkDeposit, checkNsfCharge, screenLeaseTerms } from '../../law/index.ts';
import { weekdayOf } from '../../calendar/weekday.ts';
import { ordinal, weekdayInWords } from '../../calendar/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import { canonical, landlordAddressOf } from '../../address/address.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { rentOn } from '../../accounts/tenancy-ledger.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { splitName } from './signer.ts';
import { rentalUnitOf, tenantsOf, type Tenancy } from './tenancy.ts';

type Facts = Draft<LeaseFacts>;

function dueDayOf({ rentalPeriod, rentDueDay, startsOn }: Tenancy['lease']): string {
  if (rentalPeriod === 'DAILY') return 'every';
  if (rentalPeriod === 'MONTHLY' || rentalPeriod === 'YEARLY') return ordinal(rentDueDay);
  return weekdayInWords(weekdayOf(fromColumn(startsOn)));
}

function termOf({ endsOn, rentalPeriod }: Tenancy['lease']): Facts['term'] {
  const end = fromColumnOrNull(endsOn);
  if (end !== null) return { kind: 'FIXED', endsOn: end };
  return rentalPeriod === 'MONTHLY'
    ? { kind: 'MONTHLY' }
    : {
        kind: 'OTHER',
        description: `from ${RENT_PERIOD_NOUNS[rentalPeriod]} to ${RENT_PERIOD_NOUNS[rentalPeriod]}`,
      };
}

/** The rent of the lease is the total. Base rent is the total less parking and services. */
function rentOf({ lease, workspace }: Tenancy, { rentPayment }: FormInput): Facts['rent'] {
  const totalCents = rentOn(lease, fromColumn(lease.startsOn));
  const services = (rentPayment?.services ?? []).map(({ description, amount }) => ({
    description,
    amountCents: amount,
  }));
  const parkingCents = rentPayment?.parking ?? undefined;
  const partsCents = services.reduce((sum, { amountCents }) => sum + amountCents, parkingCents ?? 0);
  const partial = rentPayment?.partial;
  return {
    dueDay: dueDayOf(lease),
    duePeriod: RENT_PERIOD_NOUNS[lease.rentalPeriod],
    baseCents: totalCents - partsCents,
    parkingCents,
    services,
    totalCents,
    payableTo: rentPayment?.payableTo ?? workspace.landlordName,
    methods: rentPayment?.methods ?? undefined,
    partial: partial
      ? { amountCents: partial.amount, dueOn: partial.dueOn, from: partial.from, to: partial.to }
      : undefined,
    returnedPaymentCents: rentPayment?.returnedPayment ?? undefined,
  };
}

function noticeAddressOf({ workspace }: Tenancy, { noticeAddress }: FormInput): Facts['noticeAddress'] {
  return noticeAddress ? canonical(noticeAddress) : withoutNulls(landlordAddressOf(workspace));
}

/** Drops nulls: a document treats a null of the input as absent. */
function withoutNulls(value: object | null | undefined) {
  if (!value) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
}

function choicesOf(
  input: FormInput,
): Pick<Facts, 'services' | 'discount' | 'keyDeposit' | 'smoking' | 'insurance'> {
  const { keyDeposit } = input;
  return {
    services: input.services ? { others: [], ...withoutNulls(input.services) } : undefined,
    discount: withoutNulls(input.discount),
    keyDeposit: keyDeposit
      ? {
          required: keyDeposit.required,
          amountCents: keyDeposit.amount ?? undefined,
          description: keyDeposit.description ?? undefined,
        }
      : undefined,
    smoking: withoutNulls(input.smoking),
    insurance: withoutNulls(input.insurance),
  };
}

/** Deposits and charges above the legal maximum, and parts of the rent above the total. */
function defectsOf({ lease }: Tenancy, input: FormInput, rent: Facts['rent']): Fault[] {
  const deposit = checkDeposit({
    rentalPeriod: lease.rentalPeriod,
    rentPerPeriodCents: rent?.totalCents ?? 0,
    rentDepositCents: lease.depositCents,
  });
  const returned = input.rentPayment?.returnedPayment;
  const charge = typeof returned === 'number' ? checkNsfCharge(returned).defects : [];
  const message = 'Parking and services exceed the total rent. Lower them.';
  const path = ['input', 'rentPayment'];
  return [
    ...deposit.defects.map((fault) => ({ ...fault, path: ['input', 'tenantId'] })),
    ...charge.map((fault) => ({ ...fault, path: [...path, 'returnedPayment'] })),
    ...((rent?.baseCents ?? 0) < 0 ? [{ path, code: 'sum_differs', message }] : []),
  ];
}

/** Residential tenancy agreement (RTA s.12.1, O. Reg. 9/18). */
export function planLease(_context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { lease, workspace } = tenancy;
  const rent = rentOf(tenancy, input);
  const { additionalTerms } = input;
  const facts: Facts = {
    landlords: [workspace.landlordName],
    tenants: tenantsOf(tenancy).map(({ name }) => splitName(name)),
    rentalUnit: rentalUnitOf(tenancy),
    parking: input.parking ?? undefined,
    isCondominium: input.isCondominium ?? undefined,
    noticeAddress: noticeAddressOf(tenancy, input),
    emailService: input.emailService
      ? { agreed: input.emailService.agreed, addresses: input.emailService.addresses ?? [] }
      : undefined,
    dailyContact: withoutNulls(input.dailyContact),
    startsOn: fromColumn(lease.startsOn),
    term: termOf(lease),
    rent,
    ...choicesOf(input),
    rentDeposit: { required: (lease.depositCents ?? 0) > 0, amountCents: lease.depositCents ?? undefined },
    additionalTerms: { attached: Boolean(additionalTerms), text: additionalTerms ?? undefined },
  };
  return {
    document: { type: 'LEASE', facts },
    terminationDate: null,
    rules: [],
    defects: defectsOf(tenancy, input, rent),
    warnings: additionalTerms ? screenLeaseTerms(additionalTerms) : [],
  };
}
