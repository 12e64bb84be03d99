import { builder } from '../builder.ts';
import { atMost, checked, costly, each, line, payable, text } from './checks.ts';

/** Words on the choices that the 17 sections of the standard lease want made. */
const MAX_ADDRESSES = 10;
const MAX_SERVICES = 10;
const DETAILS = 2000;

const Provision = builder.enumType('Provision', {
  description: 'Whether something is there for the tenant, and whether it costs.',
  values: {
    NO: { description: 'Not there.' },
    FREE: { description: 'There, at no charge.' },
    PAY_PER_USE: { description: 'There, paid per use.' },
  } as const,
});

const Payer = builder.enumType('Payer', {
  description: 'Who pays for a utility.',
  values: {
    LANDLORD: { description: 'The landlord.' },
    TENANT: { description: 'The tenant; the lease then says how.' },
  } as const,
});

export const EmailServiceChoice = builder.inputType('EmailServiceChoice', {
  description: 'Section 3: whether both agree to notices by e-mail.',
  fields: (t) => ({
    agreed: t.boolean({ required: true, description: 'Yes or no.' }),
    addresses: t.stringList({
      description: 'With yes: the addresses.',
      ...checked(atMost(MAX_ADDRESSES), each(line())),
    }),
  }),
});

export const ContactChoice = builder.inputType('ContactChoice', {
  description: 'Section 3: whether the landlord gives a phone or e-mail for day-to-day matters.',
  fields: (t) => ({
    given: t.boolean({ required: true, description: 'Yes or no.' }),
    details: t.string({ description: 'With yes: phone or e-mail.', ...checked(text(DETAILS)) }),
  }),
});

const PricedServiceInput = builder.inputType('PricedServiceInput', {
  description: 'A service that is part of the rent.',
  fields: (t) => ({
    description: t.string({ required: true, description: 'Which.', ...checked(line()) }),
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Its part of the rent.',
      ...checked(costly),
    }),
  }),
});

const PartialRentInput = builder.inputType('PartialRentInput', {
  description: 'Section 5: rent for a first period that is not a whole one.',
  fields: (t) => ({
    amount: t.field({ type: 'Money', required: true, description: 'How much.', ...checked(payable) }),
    dueOn: t.field({ type: 'Date', required: true, description: 'When it is due.' }),
    from: t.field({ type: 'Date', required: true, description: 'First day.' }),
    to: t.field({ type: 'Date', required: true, description: 'Last day.' }),
  }),
});

export const RentPaymentInput = builder.inputType('RentPaymentInput', {
  description: "Section 5: how rent is paid. The amount is the lease's; its parts are told apart here.",
  fields: (t) => ({
    payableTo: t.string({ description: 'The landlord when absent.', ...checked(line()) }),
    methods: t.string({ description: 'E.g. `e-transfer or cheque`.', ...checked(line()) }),
    parking: t.field({ type: 'Money', description: 'The part for parking.', ...checked(costly) }),
    services: t.field({
      type: [PricedServiceInput],
      description: 'Parts for other services.',
      ...checked(atMost(MAX_SERVICES)),
    }),
    returnedPayment: t.field({
      type: 'Money',
      description: "The landlord's own charge for a returned payment, at most 20 dollars.",
      ...checked(costly),
    }),
    partial: t.field({ type: PartialRentInput, description: 'Where the first period is not a whole one.' }),
  }),
});

const OtherServiceInput = builder.inputType('OtherServiceInput', {
  description: 'A further service of section 6.',
  fields: (t) => ({
    description: t.string({ required: true, description: 'Which.', ...checked(line()) }),
    included: t.boolean({ required: true, description: 'Whether the rent includes it.' }),
  }),
});

export const LeaseServicesInput = builder.inputType('LeaseServicesInput', {
  description: 'Section 6: services and utilities.',
  fields: (t) => ({
    gas: t.boolean({ description: 'Whether the rent includes gas.' }),
    airConditioning: t.boolean({ description: 'Whether the rent includes air conditioning.' }),
    extraStorage: t.boolean({ description: 'Whether the rent includes storage beyond the unit.' }),
    laundry: t.field({ type: Provision, description: 'Laundry on site.' }),
    guestParking: t.field({ type: Provision, description: 'Parking for guests.' }),
    others: t.field({
      type: [OtherServiceInput],
      description: 'Further services.',
      ...checked(atMost(MAX_SERVICES)),
    }),
    details: t.string({ description: 'More about the services.', ...checked(text(DETAILS)) }),
    electricity: t.field({ type: Payer, description: 'Who pays for electricity.' }),
    heat: t.field({ type: Payer, description: 'Who pays for heat.' }),
    water: t.field({ type: Payer, description: 'Who pays for water.' }),
    utilityDetails: t.string({
      description: 'With TENANT: what the tenant sets up and pays.',
      ...checked(text(DETAILS)),
    }),
  }),
});

export const DiscountChoice = builder.inputType('DiscountChoice', {
  description: 'Section 7: rent discounts.',
  fields: (t) => ({
    offered: t.boolean({ required: true, description: 'Yes or no.' }),
    description: t.string({ description: 'With yes: which.', ...checked(text(DETAILS)) }),
  }),
});

export const KeyDepositChoice = builder.inputType('KeyDepositChoice', {
  description: 'Section 9: a key deposit.',
  fields: (t) => ({
    required: t.boolean({ required: true, description: 'Yes or no.' }),
    amount: t.field({
      type: 'Money',
      description: 'With yes: at most what replacement costs.',
      ...checked(costly),
    }),
    description: t.string({ description: 'With yes: keys, cards, remotes.', ...checked(text(DETAILS)) }),
  }),
});

export const SmokingChoice = builder.inputType('SmokingChoice', {
  description: 'Section 10: rules about smoking beyond the law.',
  fields: (t) => ({
    hasRules: t.boolean({ required: true, description: 'Yes or no.' }),
    rules: t.string({ description: 'With yes: which.', ...checked(text(DETAILS)) }),
  }),
});

export const InsuranceChoice = builder.inputType('InsuranceChoice', {
  description: "Section 11: tenant's liability insurance.",
  fields: (t) => ({
    required: t.boolean({ required: true, description: 'Whether the tenant must have it.' }),
  }),
});
