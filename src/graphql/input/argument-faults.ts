import type { GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Arguments } from './argument-rules.ts';
import { findFaults, type Check, type Found } from './input-check.ts';

/**
 * The faults of a field's coerced arguments: values in the document are not checked as variables are.
 *
 * @param checked an argument that was checked before
 */
export function faultsOfArguments(
  field: GraphQLField<unknown, Context, Arguments>,
  args: Arguments,
  context: Context,
  checked?: string,
): Found[] {
  const checkContext = context.isSignedIn ? context : null;
  return field.args.map(({ name, type, extensions }) => {
    if (name === checked) return { faults: [], commandFaults: [], sound: args[name] };
    const { checks = [] } = extensions as { checks?: readonly Check[] };
    return findFaults(type, args[name], [name], 'coerced', checks, { checkContext });
  });
}
