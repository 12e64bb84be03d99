import type { GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Arguments } from './argument-rules.ts';
import { findFaults, type Check, type Found } from './input-check.ts';

/** The faults of a field's coerced arguments: values in the document are not checked as variables are. */
export function faultsOfArguments(
  field: GraphQLField<unknown, Context, Arguments>,
  args: Arguments,
  context: Context,
): Found[] {
  const checkContext = context.isSignedIn ? context : null;
  return field.args.map(({ name, type, extensions }) => {
    const { checks = [] } = extensions as { checks?: readonly Check[] };
    return findFaults(type, args[name], [name], 'coerced', checks, { checkContext });
  });
}
