import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { Draft, LeaseFacts } from '../../forms/index.ts';
import { checkDeposit, checkNsfCharge, findRule, screenLeaseTerms, type Warning } from '../../law/index.ts';
import { rentalPeriods } from '../../ledger/index.ts';
import { money } from '../../money/words.ts';
import { weekdayOf } from '../../calendar/weekday.ts';
import { ordinal, weekdayInWords } from '../../calendar/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import { canonical, landlordAddressOf } from '../../address/address.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { leaseTerms, rentOn } from '../../accounts/tenancy-ledger.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { namesOf } from './person-name.ts';
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
function defectsOf(tenancy: Tenancy, input: FormInput, rent: Facts['rent']): Fault[] {
  const { lease } = tenancy;
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
    ...partialFaults(tenancy, input),
    ...((rent?.baseCents ?? 0) < 0 ? [{ path, code: 'sum_differs', message }] : []),
  ];
}

/** Void terms in the texts of the lease, each kind once. */
function textWarnings(input: FormInput): Warning[] {
  const { rentPayment, discount, smoking, keyDeposit, services, additionalTerms } = input;
  const texts: readonly (readonly [string, string | null | undefined])[] = [
    ['Section 5 of the lease', rentPayment?.methods],
    ['Section 6 of the lease', services?.details],
    ['Section 6 of the lease', services?.utilityDetails],
    ['Section 7 of the lease', discount?.description],
    ['Section 9 of the lease', keyDeposit?.description],
    ['Section 10 of the lease', smoking?.rules],
    ['Section 15 of the lease', additionalTerms],
  ];
  const found = texts.flatMap(([heading, text]) => (text ? screenLeaseTerms(text, heading) : []));
  return found.filter(({ code }, index) => found.findIndex((one) => one.code === code) === index);
}

/** `key_deposit_high`: a key deposit is at most the expected cost of replacing the keys. */
function keyDepositWarnings({ keyDeposit }: FormInput, startsOn: string): Warning[] {
  const rule = findRule('deposit.key_caution', startsOn);
  if (!rule || !keyDeposit?.amount || keyDeposit.amount <= rule.value) return [];
  const message = `A key deposit of ${money(keyDeposit.amount)} is lawful only if replacing the keys costs as much. Lower it, or keep proof of the cost.`;
  return [{ code: 'key_deposit_high', message, section: 'O. Reg. 516/06 s.17 par.3; RTA s.134(1)' }];
}

/** A partial first period lies within the tenancy, before its first whole period. */
function partialFaults({ lease }: Tenancy, { rentPayment }: FormInput): Fault[] {
  const partial = rentPayment?.partial;
  if (!partial) return [];
  const startsOn = fromColumn(lease.startsOn);
  const endsOn = fromColumnOrNull(lease.endsOn);
  const path = ['input', 'rentPayment', 'partial'];
  const section = 'O. Reg. 9/18; standard lease s.5(e)';
  const fault = (field: string, code: string, message: string): Fault => ({
    path: [...path, field],
    code,
    message,
    section,
  });
  if (partial.to < partial.from)
    return [fault('to', 'ends_before_start', 'The partial period ends before it begins. Give a later day.')];
  const faults: Fault[] = [];
  if (partial.from < startsOn || (endsOn !== null && partial.from > endsOn)) {
    const message = `The tenancy begins on ${startsOn}. Give a partial period that begins within it.`;
    faults.push(fault('from', 'partial_outside_tenancy', message));
  }
  const [first] = rentalPeriods(leaseTerms(lease), startsOn);
  const lastDay = endsOn !== null && endsOn < (first?.wholeTo ?? endsOn) ? endsOn : first?.wholeTo;
  if (lastDay !== undefined && partial.to > lastDay) {
    const message = `The first rental period ends on ${lastDay}. Give a partial period that ends by then.`;
    faults.push(fault('to', 'partial_outside_tenancy', message));
  }
  return faults;
}

/** Residential tenancy agreement (RTA s.12.1, O. Reg. 9/18). */
export function planLease(_context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { lease, workspace } = tenancy;
  const rent = rentOf(tenancy, input);
  const { additionalTerms } = input;
  const facts: Facts = {
    landlords: [workspace.landlordName],
    tenants: tenantsOf(tenancy).map(namesOf),
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
    warnings: [...textWarnings(input), ...keyDepositWarnings(input, fromColumn(lease.startsOn))],
  };
}
