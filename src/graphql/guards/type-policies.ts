import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { VISIBLE_ROWS } from '../../policies/rows.ts';
import type { ScopedNoun } from '../../policies/scopes.ts';

interface TypePolicy {
  /** `rows` of a model, narrowed by policies/rows.ts; `values` computed from visible rows, the input or the law. */
  readonly of: 'rows' | 'values';
  /** Nouns whose read scopes an API key needs to see more than ids; empty: no scope is needed. */
  readonly nouns: readonly ScopedNoun[];
}

const rows = (...nouns: readonly ScopedNoun[]): TypePolicy => ({ of: 'rows', nouns });
const values = (...nouns: readonly ScopedNoun[]): TypePolicy => ({ of: 'values', nouns });

/** Policies of all object types except pages. The server does not start if a type has none. */
export const TYPE_POLICIES: Readonly<Record<string, TypePolicy | undefined>> = {
  Workspace: rows(),
  User: rows(),
  Member: rows(),
  Session: rows(),
  ApiKey: rows(),
  Invitation: rows(),
  AuditEvent: rows(),
  Property: rows('properties'),
  Unit: rows('properties'),
  Lease: rows('tenants'),
  LeaseRent: rows('tenants'),
  Tenant: rows('tenants'),
  Payment: rows('payments'),
  Charge: rows('payments'),
  Deposit: rows('payments'),
  Receipt: rows('payments'),
  Suggestion: rows('payments'),
  RentRun: rows(),
  Ticket: rows('tickets'),
  Form: rows('forms'),

  Ledger: values('payments'),
  Statement: values('payments'),
  MonthOfRent: values('payments'),
  Arrears: values('payments'),
  RentRollRow: values('tenants', 'payments'),
  TimelineEntry: values('tenants'),
  Dashboard: values('properties', 'tenants', 'payments', 'tickets', 'forms'),
  RunningNotice: values('tenants', 'forms'),
  EndingTenancy: values('tenants'),
  PossibleIncrease: values('tenants'),
  ReportFile: values('tenants', 'payments'),
  FormValidation: values('forms'),
  NoticeOption: values('forms'),
  RentIncreasePlan: values('tenants'),
  // Parts of those above.
  Address: values(),
  Ageing: values(),
  Occupancy: values(),
  OpenTickets: values(),
  RunningNotices: values(),
  EndingTenancies: values(),
  PossibleIncreases: values(),
  LedgerRow: values(),
  SkippedTenancy: values(),
  RecordedPaymentRow: values(),
  CreatedTenantRow: values(),
  ImportedRow: values(),
  RowFault: values(),
  NextRent: values(),
  OtherAccount: values(),
  OtherRow: values(),
  StatementDeposit: values(),
  ReceivedMoney: values(),
  PaidPeriod: values(),
  ReceiptUnit: values(),
  ReceiptLandlord: values(),
  PropertyOwner: values(),
  DepositEvent: values(),
  DepositInterest: values(),
  StatementRow: values(),
  DateByMethod: values(),
  ServeBy: values(),
  NoticeStanding: values(),
  Deadline: values(),
  EarlierNotice: values(),
  TenantService: values(),
  N4Facts: values(),
  N5Facts: values(),
  N7Facts: values(),
  N8Facts: values(),
  N9Facts: values(),
  N10Facts: values(),
  N11Facts: values(),
  N12Facts: values(),
  N13Facts: values(),
  RentIncreaseFacts: values(),
  L1ScheduleFacts: values(),
  PaymentAgreementFacts: values(),
  EntryFacts: values(),
  LeaseFacts: values(),
  PrintedAddress: values(),
  PeriodOwing: values(),
  NoticeEvent: values(),
  LatePayment: values(),
  Instalment: values(),
  RentFromDay: values(),
  DocumentSigner: values(),
  DocumentRepresentative: values(),
  ScheduleEvent: values(),
  ReturnedPaymentCharge: values(),
  ScheduleDeposit: values(),
  ScheduleHearing: values(),
  PartialRent: values(),
  PricedService: values(),
  OtherService: values(),
  LeaseServices: values(),
  // The law's, and answers that show a secret once.
  Defect: values(),
  Warning: values(),
  Rule: values(),
  EarliestTermination: values(),
  SignedIn: values(),
  CreatedApiKey: values(),
  CreatedInvitation: values(),
};

/** Whether a type is part of a page: connections and edges show only rows, which have their own policies. */
function isPaging(type: GraphQLObjectType): boolean {
  const fields = type.getFields();
  return type.name === 'PageInfo' || 'edges' in fields || ('cursor' in fields && 'node' in fields);
}

function assertDeclared(type: GraphQLObjectType): void {
  const policy = TYPE_POLICIES[type.name];
  const model = type.extensions['pothosPrismaModel'] as string | undefined;
  if (!policy) {
    throw new Error(
      `The type ${type.name} declares no policy. Declare it as rows or values in graphql/guards/type-policies.ts.`,
    );
  }
  if (policy.of === 'rows' ? model !== undefined && Object.hasOwn(VISIBLE_ROWS, model) : !model) return;
  throw new Error(
    `The type ${type.name} is declared as ${policy.of}, but its model is ${model ?? 'none'}. Correct its policy.`,
  );
}

/** @throws Error naming a type without a policy, or with a wrong one. */
export function assertTypesDeclared(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    const isOurs = isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type);
    if (isOurs && !isPaging(type)) assertDeclared(type);
  }
}
