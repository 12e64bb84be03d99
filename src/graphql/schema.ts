import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '../context.ts';
import { badInput } from '../errors.ts';
import { guardAccess } from './access-guard.ts';
import { foreseenBy, type Arguments } from './argument-rules.ts';
import { builder } from './builder.ts';
import { faultsToTell, findFaults, type Check } from './input-check.ts';
import { haveEffectsOnce } from './once.ts';
import { describeRelay } from './relay-words.ts';
import { guardScopes } from './scope-guard.ts';
import './api-key.ts';
import './audit.ts';
import './form-changes.ts';
import './form.ts';
import './invitation.ts';
import './lease.ts';
import './member.ts';
import './notice-options.ts';
import './notice.ts';
import './payment.ts';
import './property.ts';
import './rent-roll.ts';
import './session.ts';
import './tenant-changes.ts';
import './tenant.ts';
import './ticket.ts';
import './unit.ts';
import './workspace.ts';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;

/** The checks of a field's arguments, for values written into the document instead of sent as variables. */
function withCheckedArguments(field: Field): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  return (root, args, context, info) => {
    const asker = context.isSignedIn ? context : null;
    const found = field.args.map(({ name, type, extensions }) => {
      const { checks = [] } = extensions as { checks?: readonly Check[] };
      return findFaults(type, args[name], [name], 'coerced', checks, { asker });
    });
    const sound = Object.fromEntries(field.args.map(({ name }, index) => [name, found[index]?.sound]));
    const faults = faultsToTell(found, foreseenBy(field, sound));
    if (faults.length > 0) throw badInput(faults);
    return resolve(root, args, context, info);
  };
}

function buildSchema(): GraphQLSchema {
  const built = builder.toSchema();
  haveEffectsOnce(built);
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

/** The domain. Printed to schema/schema.graphql, which clients may rely on. */
export const schema = buildSchema();
