import type {
  Draft,
  LeaseRent,
  LeaseServices,
  PartialRent,
  PricedService,
  StoredFacts,
} from '../../../documents/stored-facts.ts';
import { builder, type SchemaTypes } from '../../builder.ts';
import { Payer, Provision } from '../../input/lease-input.ts';
import { factsOf } from './fact-fields.ts';
import { FormFacts, PrintedAddress } from './form-facts.ts';

const TermKind = builder.enumType('LeaseTermKind', {
  description: 'Kind of term of a lease.',
  values: {
    FIXED: { description: 'A fixed term, until a day.' },
    MONTHLY: { description: 'From month to month.' },
    OTHER: { description: 'Another term, in words.' },
  } as const,
});

/** Facts of every kind of term: each kind has some of them. */
interface AnyTerm {
  readonly kind?: 'FIXED' | 'MONTHLY' | 'OTHER' | undefined;
  readonly endsOn?: string | undefined;
  readonly description?: string | undefined;
}

const termOf = ({ facts }: StoredFacts<'LEASE'>): AnyTerm => facts.term ?? {};

const rentOf = ({ facts }: StoredFacts<'LEASE'>): Draft<LeaseRent> => facts.rent ?? {};

const PartialRentType = builder.objectRef<Draft<PartialRent>>('PartialRent').implement({
  description: 'Rent for a partial first rental period.',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      amount: money('Rent for the partial period', ({ amountCents }) => amountCents),
      dueOn: date('Day on which it is due', ({ dueOn }) => dueOn),
      from: date('First day of the partial period', ({ from }) => from),
      to: date('Last day of the partial period', ({ to }) => to),
    };
  },
});

const PricedServiceType = builder.objectRef<Draft<PricedService>>('PricedService').implement({
  description: 'Service with its share of the rent.',
  fields: (t) => {
    const { text, money } = factsOf(t);
    return {
      description: text('Name of the service', ({ description }) => description),
      amount: money('Share of the rent', ({ amountCents }) => amountCents),
    };
  },
});

type OtherService = NonNullable<Draft<LeaseServices>['others']>[number];

const OtherServiceType = builder.objectRef<OtherService>('OtherService').implement({
  description: 'Service that section 6 of the standard lease does not list.',
  fields: (t) => {
    const { text, isTrue } = factsOf(t);
    return {
      description: text('Name of the service', ({ description }) => description),
      included: isTrue('Whether the rent includes the service', ({ included }) => included),
    };
  },
});

const LeaseServicesType = builder.objectRef<Draft<LeaseServices>>('LeaseServices').implement({
  description: 'Services and utilities of a lease: section 6 of the standard form.',
  fields: (t) => {
    const { one, list, text, isTrue } = factsOf(t);
    return {
      gas: isTrue('Whether the rent includes gas', ({ gas }) => gas),
      airConditioning: isTrue(
        'Whether the rent includes air conditioning',
        ({ airConditioning }) => airConditioning,
      ),
      extraStorage: isTrue(
        'Whether the rent includes storage space outside the unit',
        ({ extraStorage }) => extraStorage,
      ),
      laundry: one(Provision, 'On-site laundry', ({ laundry }) => laundry),
      guestParking: one(Provision, 'Guest parking', ({ guestParking }) => guestParking),
      others: list(OtherServiceType, 'Other services', ({ others }) => others),
      details: text('Details of the services', ({ details }) => details, 'Null without any.'),
      electricity: one(Payer, 'Party that pays for electricity', ({ electricity }) => electricity),
      heat: one(Payer, 'Party that pays for heat', ({ heat }) => heat),
      water: one(Payer, 'Party that pays for water', ({ water }) => water),
      utilityDetails: text(
        'Utilities that the tenant sets up and pays',
        ({ utilityDetails }) => utilityDetails,
        'Null without any.',
      ),
    };
  },
});

type Lease = StoredFacts<'LEASE'>;
type LeaseFields = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  Lease
>;

/** Sections 1 to 4: the unit, contacts and the term. */
function termFields(t: LeaseFields) {
  const { one, text, date, list, isTrue } = factsOf(t);
  return {
    parking: text(
      'Number and description of parking spaces',
      ({ facts }) => facts.parking,
      'Null without any.',
    ),
    isCondominium: isTrue('Whether the unit is in a condominium', ({ facts }) => facts.isCondominium),
    noticeAddress: one(PrintedAddress, "Landlord's address for notices", ({ facts }) => facts.noticeAddress),
    agreesToEmail: isTrue(
      'Whether both parties agree to notices by e-mail',
      ({ facts }) => facts.emailService?.agreed,
    ),
    emailAddresses: list(
      'String',
      'E-mail addresses for notices',
      ({ facts }) => facts.emailService?.addresses,
    ),
    givesDailyContact: isTrue(
      'Whether the landlord gives a contact for day-to-day matters',
      ({ facts }) => facts.dailyContact?.given,
    ),
    dailyContact: text(
      'Phone number or e-mail address for day-to-day matters',
      ({ facts }) => facts.dailyContact?.details,
      'Null without one.',
    ),
    startsOn: date('First day of the tenancy', ({ facts }) => facts.startsOn),
    termKind: one(TermKind, 'Kind of the term', (stored) => termOf(stored).kind),
    endsOn: date('Last day of the fixed term', (stored) => termOf(stored).endsOn, 'Null for other terms.'),
    otherTerm: text(
      'Description of another term',
      (stored) => termOf(stored).description,
      'Null for fixed and monthly terms.',
    ),
  };
}

/** Section 5: the rent. */
function rentFields(t: LeaseFields) {
  const { one, text, money, list } = factsOf(t);
  return {
    rentDueDay: text('Day on which rent is due, in words, e.g. `first`', (lease) => rentOf(lease).dueDay),
    rentDuePeriod: text('Rental period in words, e.g. `month`', (lease) => rentOf(lease).duePeriod),
    baseRent: money('Rent without parking and services', (lease) => rentOf(lease).baseCents),
    parkingRent: money(
      'Part of the rent for parking',
      (lease) => rentOf(lease).parkingCents,
      'Null without any.',
    ),
    rentServices: list(
      PricedServiceType,
      'Parts of the rent for other services',
      (lease) => rentOf(lease).services,
    ),
    totalRent: money('Rent in all', (lease) => rentOf(lease).totalCents),
    payableTo: text('Name of the payee', (lease) => rentOf(lease).payableTo),
    paymentMethods: text('Accepted methods of payment', (lease) => rentOf(lease).methods),
    partialRent: one(
      PartialRentType,
      'Rent for a partial first rental period',
      (lease) => rentOf(lease).partial,
      'Null without one.',
    ),
    returnedPaymentCharge: money(
      "Landlord's administration charge for a returned payment",
      (lease) => rentOf(lease).returnedPaymentCents,
      'Null without one.',
    ),
  };
}

/** Sections 6 to 11, and additional terms. */
function conditionFields(t: LeaseFields) {
  const { one, text, money, isTrue } = factsOf(t);
  const without = 'Null without one.';
  return {
    services: one(LeaseServicesType, 'Services and utilities', ({ facts }) => facts.services),
    offersDiscount: isTrue(
      'Whether the landlord offers a discount of the rent',
      ({ facts }) => facts.discount?.offered,
    ),
    discount: text('Description of the discount', ({ facts }) => facts.discount?.description, without),
    requiresRentDeposit: isTrue(
      'Whether the landlord requires a rent deposit',
      ({ facts }) => facts.rentDeposit?.required,
    ),
    rentDeposit: money('Rent deposit', ({ facts }) => facts.rentDeposit?.amountCents, without),
    requiresKeyDeposit: isTrue(
      'Whether the landlord requires a key deposit',
      ({ facts }) => facts.keyDeposit?.required,
    ),
    keyDeposit: money('Key deposit', ({ facts }) => facts.keyDeposit?.amountCents, without),
    keyDepositFor: text(
      'Keys, cards or remotes that the key deposit covers',
      ({ facts }) => facts.keyDeposit?.description,
      without,
    ),
    hasSmokingRules: isTrue(
      'Whether the lease has smoking rules beyond the law',
      ({ facts }) => facts.smoking?.hasRules,
    ),
    smokingRules: text('Smoking rules', ({ facts }) => facts.smoking?.rules, 'Null without any.'),
    requiresInsurance: isTrue(
      'Whether the tenant must have liability insurance',
      ({ facts }) => facts.insurance?.required,
    ),
    hasAdditionalTerms: isTrue(
      'Whether additional terms are attached',
      ({ facts }) => facts.additionalTerms?.attached,
    ),
    additionalTerms: text(
      'Additional terms',
      ({ facts }) => facts.additionalTerms?.text,
      'Null without any.',
    ),
  };
}

export const LeaseFacts = builder.objectRef<Lease>('LeaseFacts').implement({
  description: 'Facts of a standard lease.',
  interfaces: [FormFacts],
  fields: (t) => ({ ...termFields(t), ...rentFields(t), ...conditionFields(t) }),
});
