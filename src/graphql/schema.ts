import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '../request/context.ts';
import { badInput } from '../errors.ts';
import { guardAccess } from './guards/access-guard.ts';
import { commandFaultsOf, type Arguments } from './input/argument-rules.ts';
import { builder } from './builder.ts';
import { faultsOfArguments } from './input/argument-faults.ts';
import { maySetRowsAside, ROWS, setAsideOf } from './input/malformed-rows.ts';
import { faultsToReport } from './input/input-check.ts';
import { makeMutationsIdempotent } from './input/idempotent-mutations.ts';
import { describeRelay } from './types/describe-relay.ts';
import { guardScopes } from './guards/scope-guard.ts';
import './nouns/api-key.ts';
import './nouns/audit.ts';
import './nouns/bulk.ts';
import './nouns/charge.ts';
import './nouns/contractor.ts';
import './nouns/dashboard.ts';
import './nouns/deposit.ts';
import './nouns/deposit-changes.ts';
import './nouns/form-changes.ts';
import './nouns/form.ts';
import './nouns/invitation.ts';
import './nouns/lease.ts';
import './nouns/lease-changes.ts';
import './nouns/lease-queries.ts';
import './nouns/member.ts';
import './nouns/notice-options.ts';
import './nouns/notice.ts';
import './nouns/payment-returns.ts';
import './nouns/payment.ts';
import './nouns/property.ts';
import './nouns/property-changes.ts';
import './nouns/receipt.ts';
import './nouns/rent-increase.ts';
import './nouns/rent-roll.ts';
import './nouns/rent-run.ts';
import './nouns/report-file.ts';
import './nouns/search.ts';
import './nouns/session.ts';
import './nouns/suggestion.ts';
import './nouns/tenancy-end.ts';
import './nouns/tenant-changes.ts';
import './nouns/tenant.ts';
import './nouns/ticket.ts';
import './nouns/timeline.ts';
import './nouns/unit.ts';
import './nouns/unit-queries.ts';
import './nouns/workspace.ts';
import './types/facts/agreement-facts.ts';
import './types/facts/entry-facts.ts';
import './types/facts/lease-facts.ts';
import './types/facts/notice-facts.ts';
import './types/facts/schedule-facts.ts';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;

/** Refuses faulty arguments. Planned execution (execution/) does the same once for all rows. */
function withCheckedArguments(field: Field): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isBulk = maySetRowsAside(field);
  return (root, args, context, info) => {
    // Variables hold the rows that are left then, and they were checked.
    const checked = isBulk && setAsideOf(context, info.path.key) ? ROWS : undefined;
    const found = faultsOfArguments(
      field as GraphQLField<unknown, Context, Arguments>,
      args,
      context,
      checked,
    );
    if (found.every(({ faults }) => faults.length === 0)) return resolve(root, args, context, info);
    const sound = Object.fromEntries(field.args.map(({ name }, index) => [name, found[index]?.sound]));
    return commandFaultsOf(field, sound, context).then((commandFaults) => {
      throw badInput(faultsToReport(found, commandFaults));
    });
  };
}

function buildSchema(): GraphQLSchema {
  const built = builder.toSchema();
  makeMutationsIdempotent(built);
  for (const type of Object.values(built.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0) field.resolve = withCheckedArguments(field as Field);
    }
  }
  guardScopes(built);
  guardAccess(built);
  describeRelay(built);
  return built;
}

/** The GraphQL schema, printed to schema/schema.graphql. */
export const schema = buildSchema();
