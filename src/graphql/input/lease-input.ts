import { builder } from '../builder.ts';
import { atMost, withChecks, nonNegativeAmount, each, line, positiveAmount, text } from './checks.ts';

/** Limits of lists and texts. */
const MAX_ADDRESSES = 10;
const MAX_SERVICES = 10;
const DETAILS = 2000;

export const Provision = builder.enumType('Provision', {
  description: 'Availability of a service for the tenant, and its price.',
  values: {
    NO: { description: 'Not available.' },
    FREE: { description: 'Available, free of charge.' },
    PAY_PER_USE: { description: 'Available, pay per use.' },
  } as const,
});

export const Payer = builder.enumType('Payer', {
  description: 'Party that pays for a utility.',
  values: {
    LANDLORD: { description: 'The landlord pays.' },
    TENANT: { description: 'The tenant pays. `utilityDetails` describes how.' },
  } as const,
});

export const EmailServiceChoice = builder.inputType('EmailServiceChoice', {
  description: 'Section 3 of the standard lease: agreement to serve notices by e-mail.',
  fields: (t) => ({
    agreed: t.boolean({ required: true, description: 'Whether both parties agree to service by e-mail.' }),
    addresses: t.stringList({
      description: `E-mail addresses for notices, at most ${MAX_ADDRESSES}. Required if \`agreed\` is true.`,
      ...withChecks(atMost(MAX_ADDRESSES), each(line())),
    }),
  }),
});

export const ContactChoice = builder.inputType('ContactChoice', {
  description: 'Section 3 of the standard lease: phone or e-mail contact for day-to-day matters.',
  fields: (t) => ({
    given: t.boolean({ required: true, description: 'Whether the landlord provides a contact.' }),
    details: t.string({
      description: 'Phone number or e-mail address. Required if `given` is true.',
      ...withChecks(text(DETAILS)),
    }),
  }),
});

const PricedServiceInput = builder.inputType('PricedServiceInput', {
  description: 'Service with its share of the rent.',
  fields: (t) => ({
    description: t.string({ required: true, description: 'Name of the service.', ...withChecks(line()) }),
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Share of the rent, in Canadian dollars.',
      ...withChecks(nonNegativeAmount),
    }),
  }),
});

const PartialRentInput = builder.inputType('PartialRentInput', {
  description: 'Section 5 of the standard lease: rent for a partial first rental period.',
  fields: (t) => ({
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Rent for the partial period, in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
    dueOn: t.field({ type: 'Date', required: true, description: 'Day on which the rent is due.' }),
    from: t.field({ type: 'Date', required: true, description: 'First day of the partial period.' }),
    to: t.field({ type: 'Date', required: true, description: 'Last day of the partial period.' }),
  }),
});

export const RentPaymentInput = builder.inputType('RentPaymentInput', {
  description:
    'Section 5 of the standard lease: payment and parts of the rent. The total is the rent of the tenancy.',
  fields: (t) => ({
    payableTo: t.string({
      description: 'Name of the payee. Defaults to the landlord.',
      ...withChecks(line()),
    }),
    methods: t.string({
      description: 'Accepted methods of payment, e.g. `e-transfer or cheque`. Required.',
      ...withChecks(line()),
    }),
    parking: t.field({
      type: 'Money',
      description: 'Part of the rent for parking, in Canadian dollars.',
      ...withChecks(nonNegativeAmount),
    }),
    services: t.field({
      type: [PricedServiceInput],
      description: `Parts of the rent for other services, at most ${MAX_SERVICES}.`,
      ...withChecks(atMost(MAX_SERVICES)),
    }),
    returnedPayment: t.field({
      type: 'Money',
      description: "Landlord's administration charge for a returned payment, at most 20 Canadian dollars.",
      ...withChecks(nonNegativeAmount),
    }),
    partial: t.field({
      type: PartialRentInput,
      description:
        'Rent for a partial first rental period. Omit it if the tenancy begins with a full period.',
    }),
  }),
});

const OtherServiceInput = builder.inputType('OtherServiceInput', {
  description: 'Service that section 6 of the standard lease does not list.',
  fields: (t) => ({
    description: t.string({ required: true, description: 'Name of the service.', ...withChecks(line()) }),
    included: t.boolean({ required: true, description: 'Whether the rent includes the service.' }),
  }),
});

export const LeaseServicesInput = builder.inputType('LeaseServicesInput', {
  description: 'Section 6 of the standard lease: services and utilities.',
  fields: (t) => ({
    gas: t.boolean({ description: 'Whether the rent includes gas. Required.' }),
    airConditioning: t.boolean({ description: 'Whether the rent includes air conditioning. Required.' }),
    extraStorage: t.boolean({
      description: 'Whether the rent includes storage space outside the unit. Required.',
    }),
    laundry: t.field({ type: Provision, description: 'On-site laundry. Required.' }),
    guestParking: t.field({ type: Provision, description: 'Guest parking. Required.' }),
    others: t.field({
      type: [OtherServiceInput],
      description: `Other services, at most ${MAX_SERVICES}.`,
      ...withChecks(atMost(MAX_SERVICES)),
    }),
    details: t.string({
      description: 'Details of the services. At most 2,000 characters.',
      ...withChecks(text(DETAILS)),
    }),
    electricity: t.field({ type: Payer, description: 'Party that pays for electricity. Required.' }),
    heat: t.field({ type: Payer, description: 'Party that pays for heat. Required.' }),
    water: t.field({ type: Payer, description: 'Party that pays for water. Required.' }),
    utilityDetails: t.string({
      description:
        'Utilities that the tenant sets up and pays. At most 2,000 characters. Required if the tenant pays for a utility.',
      ...withChecks(text(DETAILS)),
    }),
  }),
});

export const DiscountChoice = builder.inputType('DiscountChoice', {
  description: 'Section 7 of the standard lease: rent discount.',
  fields: (t) => ({
    offered: t.boolean({ required: true, description: 'Whether the landlord offers a discount.' }),
    description: t.string({
      description: 'Description of the discount, at most 2,000 characters. Required if `offered` is true.',
      ...withChecks(text(DETAILS)),
    }),
  }),
});

export const KeyDepositChoice = builder.inputType('KeyDepositChoice', {
  description: 'Section 9 of the standard lease: key deposit.',
  fields: (t) => ({
    required: t.boolean({ required: true, description: 'Whether the landlord requires a key deposit.' }),
    amount: t.field({
      type: 'Money',
      description:
        'Amount in Canadian dollars, at most the cost of replacement. Required if `required` is true.',
      ...withChecks(nonNegativeAmount),
    }),
    description: t.string({
      description:
        'Keys, cards or remotes that the deposit covers, at most 2,000 characters. Required if `required` is true.',
      ...withChecks(text(DETAILS)),
    }),
  }),
});

export const SmokingChoice = builder.inputType('SmokingChoice', {
  description: 'Section 10 of the standard lease: smoking rules beyond the law.',
  fields: (t) => ({
    hasRules: t.boolean({ required: true, description: 'Whether the lease has smoking rules.' }),
    rules: t.string({
      description: 'Smoking rules, at most 2,000 characters. Required if `hasRules` is true.',
      ...withChecks(text(DETAILS)),
    }),
  }),
});

export const InsuranceChoice = builder.inputType('InsuranceChoice', {
  description: "Section 11 of the standard lease: tenant's liability insurance.",
  fields: (t) => ({
    required: t.boolean({ required: true, description: 'Whether the tenant must have liability insurance.' }),
  }),
});
