import type { Cells } from './told.ts';

/** What is expected of the plain fields of a noun: those that lead to no rows. */
export interface FieldsOfNoun {
  /** The roles that see rows of it, with whose. Rows of another workspace, and all others, are not there. */
  readonly seen: string;
  /** Names of all plain fields. Who sees a row is told what the admin is told, unless `different` says otherwise. */
  readonly fields: string;
  readonly different?: Readonly<Record<string, Cells>>;
}

/** A field without a line fails the test: decide who is told of it, and add it. */
export const FIELDS: Readonly<Record<string, FieldsOfNoun>> = {
  ApiKey: {
    seen: 'admin others, admin own, landlord own',
    fields: 'createdAt createdOn expiresAt hint lastUsedAt name revokedAt role scopes updatedAt version',
  },
  AuditEvent: {
    seen: 'admin others',
    fields: 'action after at before changed interface requestId role subjectType',
  },
  Charge: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: 'amount createdAt createdOn kind note on period status updatedAt version voidReason voidedOn',
  },
  Deposit: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      amount applied createdAt createdOn held history interestByYear interestOwing kind receivedOn refunded
      replacementCost updatedAt version warnings`,
  },
  Form: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      appliedOn certificateUrl compensationPaidOn correctedOn createdAt createdOn deadlines deadlinesUrl
      deemedGivenOn facts fields fileNumber hearingOn layout pdfUrl ruleSetVersion rules servedBy servedOn
      serverCapacity serverPhone serviceMethod sha256 standing status terminationDate type updatedAt
      version warnings withdrawnOn`,
    different: { standing: { 'tenant own': 'else' } },
  },
  Invitation: {
    seen: 'admin others',
    fields: 'acceptedAt createdAt createdOn email expiresAt revokedAt role updatedAt version',
  },
  Lease: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      createdAt createdOn deposit endReason endedOn endsOn lastDayOn rent rentDueDay rentOwedUntil
      rentPeriod startsOn status updatedAt version warnings`,
  },
  Member: {
    seen: 'admin others, admin own, landlord others, landlord own',
    fields: 'createdAt createdOn email name roles updatedAt version',
  },
  Payment: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      amount createdAt createdOn dueOn method period purpose reason receivedOn reference refundedAmount
      returnedOn source status updatedAt version warnings`,
  },
  Property: {
    seen: 'admin others, landlord others, manager own, tenant others',
    fields: 'address createdAt createdOn deletedAt name owner transfers updatedAt version',
  },
  Receipt: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      createdAt createdOn issuedOn landlord number payments pdfUrl tenants total unit updatedAt version`,
  },
  RentRun: {
    seen: 'admin others',
    fields: 'closed createdAt createdOn opened ranThrough skipped updatedAt version',
  },
  Session: {
    seen: 'admin others, admin own, contractor own, landlord own, manager own, tenant own',
    fields: 'createdAt createdOn expiresAt isCurrent lastUsedAt revokedAt role updatedAt version',
    different: {
      isCurrent: {
        'landlord own': 'else',
        'manager own': 'else',
        'tenant own': 'else',
        'contractor own': 'else',
      },
    },
  },
  Suggestion: {
    seen: 'admin others, landlord others, manager own',
    fields: 'closedOn createdAt createdOn dueOn noticeOptions openedOn status updatedAt version',
  },
  Tenant: {
    seen: 'admin others, landlord others, manager own, tenant own',
    fields: `
      arrearsSince balance coTenants createdAt createdOn email endReason endedOn firstName isPrimary
      lastName leaseEnd leaseStart ledger ledgerFile name otherBalance phone rent statementFile status
      timeline updatedAt version`,
    different: {
      ledgerFile: { 'landlord others': 'else', 'manager own': 'else', 'tenant own': 'else' },
      statementFile: { 'landlord others': 'else', 'manager own': 'else', 'tenant own': 'else' },
      timeline: { 'landlord others': 'else', 'manager own': 'else', 'tenant own': 'else' },
    },
  },
  Ticket: {
    seen: 'admin others, contractor own, landlord others, manager own, tenant own',
    fields: `
      contractor cost createdAt createdOn description priority scheduledFor status title updatedAt version`,
  },
  Unit: {
    seen: 'admin others, landlord others, manager own, tenant others',
    fields: 'bedrooms createdAt createdOn guidelineExempt label rent status updatedAt version',
    different: { status: { 'tenant others': 'nothing' } },
  },
  User: {
    seen: 'admin others, admin own, contractor own, landlord others, landlord own, manager others, manager own, tenant own',
    fields: 'createdAt createdOn email name updatedAt version',
  },
  Workspace: {
    seen: 'admin others, contractor others, landlord others, manager others, tenant others',
    fields: `
      arrearsFile createdAt createdOn landlordAddress landlordEmail landlordFirstName landlordLastName
      landlordName landlordPhone month name overdueAfterDays rentAheadDays rentRollFile timeZone today
      updatedAt version`,
    different: {
      arrearsFile: {
        'landlord others': 'else',
        'manager others': 'else',
        'tenant others': 'else',
        'contractor others': 'else',
      },
      rentRollFile: {
        'landlord others': 'else',
        'manager others': 'else',
        'tenant others': 'else',
        'contractor others': 'else',
      },
      month: { 'manager others': 'else', 'tenant others': 'else', 'contractor others': 'else' },
      landlordEmail: { 'tenant others': 'nothing', 'contractor others': 'nothing' },
      landlordAddress: { 'contractor others': 'nothing' },
      landlordPhone: { 'contractor others': 'nothing' },
    },
  },
};

/** Fields of values, which are told with the field that they are in. Those of reports and results are listed too. */
export const VALUE_FIELDS: Readonly<Record<string, string>> = {
  Address: 'city postalCode province street',
  Ageing: 'days0To30 days31To60 days61To90 over90Days',
  Arrears: 'ageing asOf rows total',
  CreatedApiKey: 'apiKey token',
  CreatedInvitation: 'hint invitation token',
  CreatedTenantRow: 'faults index tenant',
  Dashboard: 'arrears asOf endingTenancies month notices occupancy openTickets possibleIncreases',
  DateByMethod: 'date deemedGiven method',
  Deadline: 'kind on section title',
  Defect: 'code earliestDate message path section',
  DepositEvent: 'amount balance kind on',
  DocumentRepresentative: 'address company fax lawSocietyNumber name phone',
  DocumentSigner: 'capacity firstName lastName phone side',
  DepositInterest: 'amount dueOn guidelinePercent',
  EarliestTermination: `
      compensationRequired correctionEndsOn date deemedGiven earliestBoardApplication explanation rules
      warnings`,
  EarlierNotice: 'caregiverFor formId givenOn landlords movingIn rentalUnit side type',
  EndingTenancies: 'count rows',
  EndingTenancy: `
      ends endsOn lease leaseId property propertyId propertyName tenant tenantIds tenants unit unitId
      unitLabel`,
  EntryFacts: `
      agreementClause authorizedBroker contact entryFrom entryOn entryReason entryUntil givenAt givenOn
      landlords purpose rentalUnit representative serviceMethod signers tenants`,
  FormValidation: 'defects fields terminationDate valid warnings',
  ImportedRow: 'faults index property tenant unit',
  Instalment: 'amount dueOn',
  L1ScheduleFacts: `
      arrears asOf dailyRent deposits events fileNumber from hearing landlords opening periods rent
      rentPeriod rentalUnit representative returned signers tenants`,
  LatePayment: 'charged daysLate dueOn from owing paidOn to',
  LeaseFacts: `
      additionalTerms agreesToEmail baseRent dailyContact discount emailAddresses endsOn
      givesDailyContact hasAdditionalTerms hasSmokingRules isCondominium keyDeposit keyDepositFor
      landlords noticeAddress offersDiscount otherTerm parking parkingRent partialRent payableTo
      paymentMethods rentDeposit rentDueDay rentDuePeriod rentServices rentalUnit representative
      requiresInsurance requiresKeyDeposit requiresRentDeposit returnedPaymentCharge services signers
      smokingRules startsOn tenants termKind totalRent`,
  LeaseRent: 'agreedOn basis effectiveOn formId reason rent state',
  LeaseServices: `
      airConditioning details electricity extraStorage gas guestParking heat laundry others
      utilityDetails water`,
  Ledger: 'ageing arrears arrearsSince asOf balance credit nextRentDue otherBalance rows',
  LedgerRow: 'basis charged dueOn from owing paid period to',
  MonthOfRent: 'expected overdue pending period received',
  N10Facts: `
      agreedOn cancelBy effectiveOn inExchangeFor landlords newRent purpose rentBefore rentPeriod
      rentalUnit representative signers tenants`,
  N11Facts: 'agreedOn landlords rentalUnit representative signers tenants',
  N12Facts: 'caregiverFor landlords movingIn owesCompensation rentalUnit representative side signers tenants',
  N13Facts: `
      compensation compensationMonths details isLessOnReturn landlords permits reason rentalUnit
      representative signers tenants`,
  N4Facts: 'landlords periods rentOwed rentalUnit representative signers tenants',
  N5Facts: `
      events landlords occurrence personsAllowed reasons rentalUnit repairCost replacementCost
      representative signers tenants`,
  N7Facts: 'events landlords reasons rentalUnit representative signers tenants',
  N8Facts: 'details landlords latePayments periodsOnRecord reasons rentalUnit representative signers tenants',
  N9Facts: 'landlords rentalUnit representative signers tenants',
  NextRent: 'amount on remaining',
  NoticeEvent: 'at on what',
  NoticeOption: 'available claim earliestDates obstacles type warnings',
  NoticeStanding: 'explanation rules since standing until',
  Occupancy: 'occupied percent units vacant',
  OpenTickets: 'count priority',
  OtherAccount: 'closingBalance openingBalance rows',
  OtherRow: 'amount balance description kind on',
  OtherService: 'description included',
  PartialRent: 'amount dueOn from to',
  PaidPeriod: 'amount from to',
  PaymentAgreementFacts: `
      agreedOn application arrears breachClause fileNumber filingFee hearingOn instalments landlords
      newRents rentPeriod rentalUnit representative returnedCharges signers tenants total`,
  PeriodOwing: 'charged from owing paid to',
  PossibleIncrease: `
      earliestOn guidelinePercent isExempt lease leaseId maximumRent property propertyId propertyName
      rent tenant tenantIds tenants unit unitId unitLabel`,
  PossibleIncreases: 'count rows',
  PricedService: 'amount description',
  PrintedAddress: 'city postalCode province street unit',
  PropertyOwner: 'address arrearsAssigned firstName from lastName name phone',
  ReceiptLandlord: 'address name',
  ReceiptUnit: 'address label',
  ReceivedMoney: 'amount method period periods purpose receivedOn reference',
  RecordedPaymentRow: 'faults index payment',
  RentFromDay: 'amount from',
  RentIncreaseFacts: `
      effectiveOn landlordAddress landlords newRent rentBefore rentPeriod rentalUnit representative
      signers tenants`,
  RentIncreasePlan: `
      earliestOn effectiveOn guidelinePercent lawful maximumRent obstacles rent serveBy warnings`,
  RentRollRow: `
      arrears arrearsSince balance deposit isFormer lease leaseEnd leaseId ledger property propertyId
      propertyName rent rentPeriod tenant tenantIds tenants unit unitId unitLabel`,
  ReportFile: 'pdfUrl',
  ReturnedPaymentCharge: 'amount on what',
  RowFault: 'code message path',
  Rule: 'fixes id inForceFrom name section source value',
  RunningNotice: `
      form formId lease leaseId nextDeadline property propertyId propertyName standing tenant tenantIds
      tenants unit unitId unitLabel`,
  RunningNotices: 'count nextOn rows',
  ScheduleDeposit: 'held interest receivedOn',
  ScheduleEvent: 'balance charged on paid what',
  ScheduleHearing: 'arrears on updateBy',
  ServeBy: 'date method',
  SignedIn: 'email expiresAt name role token userId',
  SkippedTenancy: 'leaseId reason',
  Statement: 'closingBalance deposits from openingBalance other rows to',
  StatementDeposit: 'depositId events held interest interestOwing kind',
  StatementRow: 'amount balance description kind on paymentId periodFrom periodTo',
  TenantService: `
      deemedGivenOn recipient servedBy servedOn serverCapacity serverPhone serviceMethod tenantId`,
  TimelineEntry: 'at change form kind on payment ticket title',
  Warning: 'code date message section',
};

/** Fields that have no value in any row of the world, so that the crawl shows nothing of them. */
export const UNPROVEN: readonly string[] = [
  'ApiKey.scopes',
  'Charge.period',
  'Charge.voidReason',
  'Charge.voidedOn',
  'Deposit.replacementCost',
  'Deposit.warnings',
  'Form.appliedOn',
  'Form.compensationPaidOn',
  'Form.correctedOn',
  'Form.fileNumber',
  'Form.hearingOn',
  'Form.rules',
  'Form.servedBy',
  'Form.serverCapacity',
  'Form.serverPhone',
  'Form.serviceMethod',
  'Form.warnings',
  'Form.withdrawnOn',
  'Lease.deposit',
  'Lease.endReason',
  'Lease.endsOn',
  'Lease.rentOwedUntil',
  'Lease.warnings',
  'Payment.dueOn',
  'Payment.reason',
  'Payment.returnedOn',
  'Payment.warnings',
  'Property.deletedAt',
  'Property.transfers',
  'Suggestion.closedOn',
  'Tenant.endReason',
  'Tenant.leaseEnd',
  'Ticket.scheduledFor',
];
