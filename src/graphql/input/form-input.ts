import { LANDLORD_TYPES } from '../../law/index.ts';
import { AddressInput } from '../types/address.ts';
import { builder } from '../builder.ts';
import {
  atMost,
  between,
  withChecks,
  idOf,
  line,
  nonNegativeAmount,
  positiveAmount,
  text,
} from './checks.ts';
import { FormLayout, InExchangeForChoice, PermitsChoice, ServiceMethod } from '../types/enums.ts';
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
import { ArrearsApplication, InstalmentInput, MAX_INSTALMENTS } from './payment-agreement-input.ts';

const MAX_EVENTS = 100;
const MAX_PERSONS = 1000;
const MAX_NOTICE_DAYS = 3650;

const SignerInput = builder.inputType('SignerInput', {
  description: 'Person who signs. Omitted fields come from the workspace or, on an N9, from the tenant.',
  fields: (t) => ({
    firstName: t.string({ description: 'First name.', ...withChecks(line()) }),
    lastName: t.string({ description: 'Last name.', ...withChecks(line()) }),
    phone: t.string({
      description: 'Phone number with area code, at most 50 characters.',
      ...withChecks(line(50)),
    }),
  }),
});

const RepresentativeInput = builder.inputType('RepresentativeInput', {
  description: 'Legal representative who signs for the landlord or the tenants.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Full name.', ...withChecks(line()) }),
    lawSocietyNumber: t.string({
      description: 'Licence number with the Law Society of Ontario, at most 50 characters.',
      ...withChecks(line(50)),
    }),
    company: t.string({ description: 'Name of the firm or company.', ...withChecks(line()) }),
    address: t.field({ type: AddressInput, required: true, description: 'Mailing address.' }),
    phone: t.string({
      required: true,
      description: 'Phone number with area code, at most 50 characters.',
      ...withChecks(line(50)),
    }),
    fax: t.string({
      description: 'Fax number with area code, at most 50 characters.',
      ...withChecks(line(50)),
    }),
  }),
});

const EventInput = builder.inputType('EventInput', {
  description: 'Event that an N5 or N7 describes.',
  fields: (t) => ({
    on: t.field({ type: 'Date', required: true, description: 'Day of the event.' }),
    at: t.field({ type: 'Time', description: 'Time of the event, if known.' }),
    what: t.string({
      required: true,
      description: 'Detailed description of the event: the people, the place and the conduct.',
      ...withChecks(text()),
    }),
  }),
});

export const Relation = builder.enumType('Relation', {
  description: 'Relation of a person to the landlord or the purchaser, on an N12 (RTA ss.48(1), 49(1)).',
  values: {
    SELF: { description: 'The landlord or the purchaser in person.' },
    SPOUSE: { description: 'Spouse.' },
    CHILD: { description: 'Child.' },
    PARENT: { description: 'Parent.' },
    SPOUSES_CHILD: { description: 'Child of the spouse.' },
    SPOUSES_PARENT: { description: 'Parent of the spouse.' },
  } as const,
});

const LandlordType = builder.enumType('LandlordType', {
  description: 'Legal type of the landlord (RTA s.48(5)).',
  values: Object.fromEntries(
    LANDLORD_TYPES.map((type) => [
      type,
      {
        description:
          type === 'INDIVIDUAL' ? 'An individual.' : 'A corporation. It cannot give an N12 for own use.',
      },
    ]),
  ) as Record<(typeof LANDLORD_TYPES)[number], { description: string }>,
});

export const FormInput = builder.inputType('FormInput', {
  description:
    'Facts for a document. KeyNest fills in the facts that it stores and the dates that the law sets. If only some documents accept a field, its description begins with them. Other documents refuse the field: `BAD_INPUT` `unknown_field`. All texts together have at most 30,000 characters and 1,000 lines. Longer texts fail with `BAD_INPUT` `too_long`; attach a schedule instead.',
  fields: (t) => ({
    tenantId: t.id({
      required: true,
      description: 'ID of the tenant. Begins with `t_`.',
      ...withChecks(idOf('Tenant')),
    }),
    draft: t.boolean({
      description: 'Whether to skip the legal checks and mark every page DRAFT. Defaults to false.',
    }),
    supersedesId: t.id({
      description: 'ID of the earlier form that this form corrects. It must have the same type and tenancy.',
      ...withChecks(idOf('Form')),
    }),
    layout: t.field({
      type: FormLayout,
      description:
        "All documents: the Board's blank, or KeyNest's own layout. Defaults to the blank, if the server has it.",
    }),
    terminationDate: t.field({
      type: 'Date',
      description:
        'Notices of termination: day on which the tenancy ends. Defaults to the earliest lawful date. N11: required.',
    }),
    servedOn: t.field({
      type: 'Date',
      description:
        'All notices but that of entry: day on which the notice will be handed over or sent. N10, N11, payment agreement: day on which it will be signed. Defaults to today.',
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      description: 'All but the lease: how the document will be served. Defaults to `HAND`.',
    }),
    emailConsent: t.boolean({
      description:
        'All but the lease: whether the other party agreed in writing to service by e-mail. Defaults to the consent in the lease.',
    }),
    signer: t.field({ type: SignerInput, description: 'All but the lease: person who signs.' }),
    representative: t.field({
      type: RepresentativeInput,
      description:
        'All but the lease: legal representative who signs for the landlord. An N9 is signed for the tenants.',
    }),
    reason: t.field({
      type: NoticeReason,
      description: 'N9, N12, N13: reason for the notice. Required for an N12 or N13.',
    }),
    reasons: t.field({
      type: [NoticeReason],
      description:
        'N5, N7, N8: reasons for the notice, at least one. Each begins with its form, e.g. `INTERFERENCE` with N5. Required.',
      ...withChecks(atMost(5)),
    }),
    noticeNumber: t.int({
      description: 'N5: 1 for a first notice, 2 for a second notice after new conduct. Defaults to 1.',
      ...withChecks(between(1, 2)),
    }),
    firstNoticeGivenOn: t.field({
      type: 'Date',
      description:
        'Second N5: day on which the first N5 was deemed given. Defaults to the latest first N5 on record.',
    }),
    firstNoticeServedBefore: t.boolean({
      description:
        'Second N5: whether the first N5 was served outside KeyNest. Without a first N5 on record, a second one is refused.',
    }),
    newConductOn: t.field({
      type: 'Date',
      description: 'Second N5: day of the new conduct. Defaults to the first event that allows a second N5.',
    }),
    repairCost: t.field({
      type: 'Money',
      description:
        'First N5 for damage: estimated cost of repair, in Canadian dollars. Required unless `replacementCost` is given.',
      ...withChecks(positiveAmount),
    }),
    replacementCost: t.field({
      type: 'Money',
      description:
        'First N5 for damage: estimated cost of replacement, in Canadian dollars. Required unless `repairCost` is given.',
      ...withChecks(positiveAmount),
    }),
    personsAllowed: t.int({
      description: `First N5 for overcrowding: number of people that the standards allow, 1 to ${MAX_PERSONS}. Required.`,
      ...withChecks(between(1, MAX_PERSONS)),
    }),
    events: t.field({
      type: [EventInput],
      description: `N5, N7: events in order of time, 1 to ${MAX_EVENTS}. Required.`,
      ...withChecks(atMost(MAX_EVENTS)),
    }),
    details: t.string({
      description:
        'N8: details of the reason. Required, except for late payment, which KeyNest lists. N13: the work. Required.',
      ...withChecks(text()),
    }),
    landlordLivesInBuilding: t.boolean({
      description:
        'N7 for `SMALL_BUILDING_INTERFERENCE`: whether the landlord lives in the building. Required (RTA s.65).',
    }),
    permits: t.field({
      type: PermitsChoice,
      description: 'N13: whether the permits for the work are there. Required (RTA s.73(1)).',
    }),
    needsVacantUnit: t.boolean({
      description: 'N13 for repairs: whether the work needs the unit to be vacant. Required (RTA s.50(1)).',
    }),
    isWorkOrdered: t.boolean({
      description:
        'N13: whether an Act requires the work, so that no compensation is owed. Defaults to false.',
    }),
    severedOn: t.field({
      type: 'Date',
      description:
        'N13: day on which the complex was severed. Within two years, three months are owed (RTA s.55).',
    }),
    fileNumber: t.string({
      description:
        'Schedule of arrears, payment agreement: file number at the Board, at most 50 characters. Defaults for the agreement to the number on record.',
      ...withChecks(line(50)),
    }),
    hearingOn: t.field({
      type: 'Date',
      description:
        'Schedule of arrears: day of the hearing, at most two years ahead. The schedule then states the rent owing on that day. Payment agreement: the same day. Defaults to the day on record.',
    }),
    application: t.field({
      type: ArrearsApplication,
      description: 'Payment agreement: application about the arrears. Required.',
    }),
    filingFee: t.field({
      type: 'Money',
      description:
        'Payment agreement: fee for filing the application that the tenant pays, in Canadian dollars. Defaults to zero.',
      ...withChecks(nonNegativeAmount),
    }),
    instalments: t.field({
      type: [InstalmentInput],
      description: `Payment agreement: instalments in order of their days, 1 to ${MAX_INSTALMENTS}. They add up to all that is owing. Required without \`instalmentCount\`.`,
      ...withChecks(atMost(MAX_INSTALMENTS)),
    }),
    instalmentCount: t.int({
      description: `Payment agreement: number of equal instalments, a month apart, instead of \`instalments\`. 1 to ${MAX_INSTALMENTS}.`,
      ...withChecks(between(1, MAX_INSTALMENTS)),
    }),
    firstInstalmentOn: t.field({
      type: 'Date',
      description:
        'Payment agreement with `instalmentCount`: day of the first instalment. Defaults to a month after the signing.',
    }),
    breachClause: t.boolean({
      description:
        'Payment agreement for an L1: whether a missed payment lets the landlord apply without notice (RTA s.78). Defaults to false.',
    }),
    landlordTerminationDate: t.field({
      type: 'Date',
      description: "N9 in reply to an N12 or N13: termination date in the landlord's notice.",
    }),
    signedAtStartOfTenancy: t.boolean({
      description: 'N9, N11: whether it was signed when the tenancy was agreed, which makes it void.',
    }),
    leaseDemandedOn: t.field({
      type: 'Date',
      description:
        'N9 after a demand for the standard lease: day of the written demand. Required for `STANDARD_LEASE_DEMAND` (RTA s.47.0.1).',
    }),
    leaseReceivedOn: t.field({
      type: 'Date',
      description:
        'N9 after a demand for the standard lease: day on which the tenant received the proposed lease. Omit it if there is no proposal.',
    }),
    assignmentRequestedOn: t.field({
      type: 'Date',
      description:
        'N9 after a refused assignment: day on which the tenant asked for consent. Required for `ASSIGNMENT_REFUSED` (RTA s.95(4)).',
    }),
    assignmentRefusedOn: t.field({
      type: 'Date',
      description:
        'N9 after a refused assignment: day of the refusal. Omit it if the landlord did not answer within seven days.',
    }),
    periodEnd: t.field({
      type: 'Date',
      description:
        'N8, N9, N12, N13: last day of a rental period. Required if yearly rent is due on 29 February or on a day that its month lacks. Required for two-week or yearly periods that do not follow from the start of the lease. Useful if rent is due on the 29th to 31st.',
    }),
    noticeDays: t.int({
      description:
        'N4, N12, N13: days of notice that the landlord intends to give, at least 7, 60 or 120. Defaults to the fewest. On an N12 with at least 120 days, own use requires no compensation (RTA s.48.1). An N4 with 14 days satisfies a blank that prints 14.',
      ...withChecks(between(1, MAX_NOTICE_DAYS)),
    }),
    landlordType: t.field({
      type: LandlordType,
      description: 'N12 for own use: legal type of the landlord. Required.',
    }),
    movingIn: t.field({
      type: [Relation],
      description: 'N12: people who will move in. Required unless `caregiverFor` is given.',
      ...withChecks(atMost(6)),
    }),
    caregiverFor: t.field({
      type: [Relation],
      description: 'N12: people in the care of a caregiver who will move in.',
      ...withChecks(atMost(6)),
    }),
    residentialUnitsInComplex: t.int({
      description:
        'N12 for a purchaser: number of residential units in the complex, at most three. Required unless `isCondominiumUnit` is true. N7 for `SMALL_BUILDING_INTERFERENCE`, and N13: the same number. Required.',
      ...withChecks(between(1, 100_000)),
    }),
    isCondominiumUnit: t.boolean({
      description: 'N12 for a purchaser: whether the unit is a condominium unit.',
    }),
    hasAgreementOfPurchaseAndSale: t.boolean({
      description: 'N12 for a purchaser: whether an agreement of purchase and sale is signed. Required.',
    }),
    rent: t.field({
      type: 'Money',
      description:
        'N1, N2, N10: new rent per rental period, in Canadian dollars. Required, but on an N1 it defaults to the highest lawful rent.',
      ...withChecks(positiveAmount),
    }),
    effectiveOn: t.field({
      type: 'Date',
      description: 'N1, N2, N10: first day of the new rent. Defaults to the earliest lawful rent day.',
    }),
    inExchangeFor: t.field({
      type: InExchangeForChoice,
      description: 'N10: kind of exchange for the increase. Required.',
    }),
    entryReason: t.field({ type: EntryReason, description: 'Notice of entry: reason. Required.' }),
    purpose: t.string({
      description:
        'Notice of entry: work or visit that will take place. N10: work or service that the landlord gives. Required.',
      ...withChecks(text()),
    }),
    agreementClause: t.string({
      description:
        'Notice of entry for `AGREEMENT_REASON`: clause of the tenancy agreement that states the reason. Required.',
      ...withChecks(text()),
    }),
    authorizedBroker: t.string({
      description:
        "Notice of entry for `SHOW_TO_PURCHASER`: broker or salesperson with the landlord's written authority to enter.",
      ...withChecks(line()),
    }),
    entryOn: t.field({ type: 'Date', description: 'Notice of entry: day of entry. Required.' }),
    entryFrom: t.field({
      type: 'Time',
      description: 'Notice of entry: time of entry, 08:00 to 20:00. Required.',
    }),
    entryUntil: t.field({ type: 'Time', description: 'Notice of entry: end of a short time window.' }),
    givenAt: t.field({
      type: 'DateTime',
      description: 'Notice of entry: when the notice will be given. Defaults to now.',
    }),
    parking: t.string({
      description: 'Lease: number and description of parking spaces. At most 1,000 characters.',
      ...withChecks(text(1000)),
    }),
    isCondominium: t.boolean({ description: 'Lease: whether the unit is a condominium unit. Required.' }),
    noticeAddress: t.field({
      type: AddressInput,
      description: 'Lease: address of the landlord for notices. Defaults to the address in the workspace.',
    }),
    emailService: t.field({
      type: EmailServiceChoice,
      description: 'Lease: service of notices by e-mail. Required.',
    }),
    dailyContact: t.field({
      type: ContactChoice,
      description: 'Lease: contact for day-to-day matters. Required.',
    }),
    rentPayment: t.field({
      type: RentPaymentInput,
      description: 'Lease: how rent is paid. Required, with `methods`.',
    }),
    services: t.field({
      type: LeaseServicesInput,
      description: 'Lease: services and utilities. Required, with every choice.',
    }),
    discount: t.field({ type: DiscountChoice, description: 'Lease: rent discount. Required.' }),
    keyDeposit: t.field({ type: KeyDepositChoice, description: 'Lease: key deposit. Required.' }),
    smoking: t.field({ type: SmokingChoice, description: 'Lease: rules about smoking. Required.' }),
    insurance: t.field({ type: InsuranceChoice, description: "Lease: tenant's insurance. Required." }),
    additionalTerms: t.string({
      description:
        'Lease: additional terms in plain language, at most 20,000 characters. KeyNest warns of void terms.',
      ...withChecks(text(20_000)),
    }),
  }),
});
