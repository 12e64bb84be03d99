import { LANDLORD_TYPES } from '../../law/index.ts';
import { AddressInput } from '../types/address.ts';
import { builder } from '../builder.ts';
import { atMost, between, checked, idOf, line, payable, text } from './checks.ts';
import { ServiceMethod } from '../types/enums.ts';
import { EntryReason, NoticeReason } from '../types/law-enums.ts';
import {
  ContactChoice,
  DiscountChoice,
  EmailServiceChoice,
  InsuranceChoice,
  KeyDepositChoice,
  LeaseServicesInput,
  RentPaymentInput,
  SmokingChoice,
} from './lease-input.ts';

const MAX_EVENTS = 100;
const MAX_PERSONS = 1000;
const MAX_NOTICE_DAYS = 3650;

const SignerInput = builder.inputType('SignerInput', {
  description: 'Who signs; what is absent comes from the workspace, or from the tenant on an N9.',
  fields: (t) => ({
    firstName: t.string({ description: 'Given names.', ...checked(line()) }),
    lastName: t.string({ description: 'Family name.', ...checked(line()) }),
    phone: t.string({ description: 'With area code.', ...checked(line(50)) }),
  }),
});

const RepresentativeInput = builder.inputType('RepresentativeInput', {
  description: 'A licensed representative who signs instead.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Full name.', ...checked(line()) }),
    lawSocietyNumber: t.string({ description: 'Of the Law Society of Ontario.', ...checked(line(50)) }),
    company: t.string({ description: 'Firm or company.', ...checked(line()) }),
    address: t.field({ type: AddressInput, required: true, description: 'Mailing address.' }),
    phone: t.string({ required: true, description: 'With area code.', ...checked(line(50)) }),
    fax: t.string({ description: 'With area code.', ...checked(line(50)) }),
  }),
});

const EventInput = builder.inputType('EventInput', {
  description: 'Something that happened, as an N5 tells it.',
  fields: (t) => ({
    on: t.field({ type: 'Date', required: true, description: 'The day.' }),
    at: t.field({ type: 'Time', description: 'The time of day.' }),
    what: t.string({ required: true, description: 'Who, where and what, in detail.', ...checked(text()) }),
  }),
});

export const Relation = builder.enumType('Relation', {
  description: 'Who will live in a unit, seen from the landlord or the purchaser (RTA ss.48(1), 49(1)).',
  values: {
    SELF: { description: 'The landlord, or the purchaser.' },
    SPOUSE: { description: 'Their spouse.' },
    CHILD: { description: 'Their child.' },
    PARENT: { description: 'Their parent.' },
    SPOUSES_CHILD: { description: "Their spouse's child." },
    SPOUSES_PARENT: { description: "Their spouse's parent." },
  } as const,
});

const LandlordType = builder.enumType('LandlordType', {
  description: 'Whether the landlord is a person (RTA s.48(5)).',
  values: Object.fromEntries(
    LANDLORD_TYPES.map((type) => [
      type,
      { description: type === 'INDIVIDUAL' ? 'A person.' : 'A corporation: it can give no N12 for own use.' },
    ]),
  ) as Record<(typeof LANDLORD_TYPES)[number], { description: string }>,
});

export const FormInput = builder.inputType('FormInput', {
  description:
    'What a document is made from. What the data knows and what the law fixes is filled in. All texts of a document together have at most 30,000 characters, and 1,000 lines: BAD_INPUT `too_long` names the one to shorten; the rest goes into a schedule. Each field says which documents take it; another given is a fault.',
  fields: (t) => ({
    tenantId: t.id({ required: true, description: 'Whose tenancy.', ...checked(idOf('Tenant')) }),
    draft: t.boolean({ description: 'Skips the checks and marks every page DRAFT.' }),
    supersedesId: t.id({ description: 'The form that this one corrects.', ...checked(idOf('Form')) }),
    terminationDate: t.field({
      type: 'Date',
      description: 'N4, N5, N9, N12: the day the tenancy ends; the earliest lawful one when absent.',
    }),
    servedOn: t.field({
      type: 'Date',
      description: 'N4, N5, N9, N12: the day it is going to be handed over or sent; today when absent.',
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      description: 'All but the lease: how it is going to be given; by hand when absent.',
    }),
    emailConsent: t.boolean({
      description:
        'All but the lease, with e-mail: whether the other side agreed in writing; as the lease says when absent.',
    }),
    signer: t.field({ type: SignerInput, description: 'All but the lease: who signs.' }),
    representative: t.field({
      type: RepresentativeInput,
      description: 'N4, N5, N9, N12: who signs instead of the landlord or the tenants.',
    }),
    reason: t.field({ type: NoticeReason, description: 'N9, N12: why.' }),
    reasons: t.field({
      type: [NoticeReason],
      description: 'N5: INTERFERENCE, DAMAGE, OVERCROWDING; at least one.',
      ...checked(atMost(3)),
    }),
    noticeNumber: t.int({
      description: 'N5: 1 for a first notice, 2 for a second one after new conduct.',
      ...checked(between(1, 2)),
    }),
    firstNoticeGivenOn: t.field({
      type: 'Date',
      description: 'Second N5: the day the first one counts as given.',
    }),
    newConductOn: t.field({ type: 'Date', description: 'Second N5: the day of the new conduct.' }),
    repairCost: t.field({
      type: 'Money',
      description: 'First N5 for damage: what repair is estimated to cost.',
      ...checked(payable),
    }),
    replacementCost: t.field({
      type: 'Money',
      description: 'First N5 for damage: what replacement is estimated to cost.',
      ...checked(payable),
    }),
    personsAllowed: t.int({
      description: 'First N5 for overcrowding: how many people the standards allow.',
      ...checked(between(1, MAX_PERSONS)),
    }),
    events: t.field({
      type: [EventInput],
      description: 'N5: what happened, in order; at least one.',
      ...checked(atMost(MAX_EVENTS)),
    }),
    landlordTerminationDate: t.field({
      type: 'Date',
      description: "N9 in answer to an N12 or N13: the landlord's date.",
    }),
    signedAtStartOfTenancy: t.boolean({
      description: 'N9: signed when the tenancy was agreed on, which makes it void.',
    }),
    periodEnd: t.field({
      type: 'Date',
      description:
        "N9, N12: the last day of a rental period; needed where rent is due every year on 29 February or on a day that its month lacks, of use where it is due on the 29th to 31st, and for periods of two weeks or a year that do not run from the lease's start.",
    }),
    noticeDays: t.int({
      description: 'N12: days of notice that the landlord means to give; 120 to owe no compensation.',
      ...checked(between(60, MAX_NOTICE_DAYS)),
    }),
    landlordType: t.field({ type: LandlordType, description: 'N12 for own use: needed.' }),
    movingIn: t.field({ type: [Relation], description: 'N12: who moves in.', ...checked(atMost(6)) }),
    caregiverFor: t.field({
      type: [Relation],
      description: 'N12: for whom a caregiver moves in.',
      ...checked(atMost(6)),
    }),
    residentialUnitsInComplex: t.int({
      description: 'N12 for a purchaser: needed but for a condominium unit; at most three.',
      ...checked(between(1, 100_000)),
    }),
    isCondominiumUnit: t.boolean({
      description: 'N12 for a purchaser: a condominium unit sold by its owner.',
    }),
    hasAgreementOfPurchaseAndSale: t.boolean({
      description: 'N12 for a purchaser: whether the agreement is signed; needed.',
    }),
    entryReason: t.field({ type: EntryReason, description: 'Entry: why; needed.' }),
    purpose: t.string({ description: 'Entry: what will be done; needed.', ...checked(text()) }),
    agreementClause: t.string({
      description: 'Entry for AGREEMENT_REASON: the clause that names the reason.',
      ...checked(text()),
    }),
    authorizedBroker: t.string({
      description:
        "Entry for SHOW_TO_PURCHASER: who has the landlord's written authority, if another enters.",
      ...checked(line()),
    }),
    entryOn: t.field({ type: 'Date', description: 'Entry: the day; needed.' }),
    entryFrom: t.field({ type: 'Time', description: 'Entry: the time, 08:00 to 20:00; needed.' }),
    entryUntil: t.field({ type: 'Time', description: 'Entry: the end of a short window.' }),
    givenAt: t.field({
      type: 'DateTime',
      description: 'Entry: when it is going to be given; now when absent.',
    }),
    parking: t.string({
      description: 'Lease: parking spaces, number and description.',
      ...checked(text(1000)),
    }),
    isCondominium: t.boolean({ description: 'Lease: whether it is a condominium unit; needed.' }),
    noticeAddress: t.field({
      type: AddressInput,
      description: "Lease: the landlord's address for notices; the workspace's when absent.",
    }),
    emailService: t.field({ type: EmailServiceChoice, description: 'Lease: needed.' }),
    dailyContact: t.field({ type: ContactChoice, description: 'Lease: needed.' }),
    rentPayment: t.field({
      type: RentPaymentInput,
      description: 'Lease: how rent is paid; `methods` is needed.',
    }),
    services: t.field({ type: LeaseServicesInput, description: 'Lease: every choice is needed.' }),
    discount: t.field({ type: DiscountChoice, description: 'Lease: needed.' }),
    keyDeposit: t.field({ type: KeyDepositChoice, description: 'Lease: needed.' }),
    smoking: t.field({ type: SmokingChoice, description: 'Lease: needed.' }),
    insurance: t.field({ type: InsuranceChoice, description: 'Lease: needed.' }),
    additionalTerms: t.string({
      description: 'Lease: further terms, in plain language; screened for void ones.',
      ...checked(text(20_000)),
    }),
  }),
});
