import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { VISIBLE_ROWS } from '../../policies/rows.ts';
import type { ScopedNoun } from '../../policies/scopes.ts';

interface TypePolicy {
  /**
   * `rows` of a model, which policies/rows.ts narrows; `values`: worked out from rows that the viewer was shown, from
   * what they sent, or from the law.
   */
  readonly of: 'rows' | 'values';
  /** Whose read scopes an API key needs to see more of it than ids; none: it says nothing of a scoped noun by itself. */
  readonly nouns: readonly ScopedNoun[];
}

const rows = (...nouns: readonly ScopedNoun[]): TypePolicy => ({ of: 'rows', nouns });
const values = (...nouns: readonly ScopedNoun[]): TypePolicy => ({ of: 'values', nouns });

/** Every object type but those that page others. A type without a line here keeps the server from starting. */
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
  Ticket: rows('tickets'),
  Form: rows('forms'),

  Ledger: values('payments'),
  Statement: values('payments'),
  Arrears: values('payments'),
  RentRollRow: values('tenants', 'payments'),
  FormValidation: values('forms'),
  NoticeOption: values('forms'),
  // Parts of those above.
  Address: values(),
  Ageing: values(),
  LedgerRow: values(),
  NextRent: values(),
  StatementRow: values(),
  DateByMethod: values(),
  NoticeStanding: values(),
  // The law's, and what is told once to whoever made it.
  Defect: values(),
  Warning: values(),
  Rule: values(),
  EarliestTermination: values(),
  SignedIn: values(),
  CreatedApiKey: values(),
  CreatedInvitation: values(),
};

/** Pages, their edges and what stands on them show nothing but rows, which have policies of their own. */
function isPaging(type: GraphQLObjectType): boolean {
  const fields = type.getFields();
  return type.name === 'PageInfo' || 'edges' in fields || ('cursor' in fields && 'node' in fields);
}

function assertDeclared(type: GraphQLObjectType): void {
  const policy = TYPE_POLICIES[type.name];
  const model = type.extensions['pothosPrismaModel'] as string | undefined;
  if (!policy) {
    throw new Error(
      `The type ${type.name} declares no policy. Say in graphql/type-policies.ts whether it is rows or values.`,
    );
  }
  if (policy.of === 'rows' ? model !== undefined && Object.hasOwn(VISIBLE_ROWS, model) : !model) return;
  throw new Error(`The type ${type.name} is no ${policy.of}: its model is ${model ?? 'none'}.`);
}

/** @throws Error naming a type that declares no policy, or one that it can't have. */
export function assertTypesDeclared(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    const isOurs = isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type);
    if (isOurs && !isPaging(type)) assertDeclared(type);
  }
}
