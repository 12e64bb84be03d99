import type { GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';

/** Arguments of a field by name. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Finds the faults that the command of a root field would report. Values with other faults are null or absent in
 * `args`. It runs only if there are such faults; otherwise the command reports its own.
 */
export type ArgumentRule = (args: Arguments, context: Context) => Promise<readonly Fault[]>;

/** Spread into a root field's `extensions`. */
export function withCommandRule(rule: ArgumentRule): { commandRule: ArgumentRule } {
  return { commandRule: rule };
}

/** Faults that the command of a root field would report, to be reported with other faults. */
export async function commandFaultsOf(
  { extensions }: GraphQLField<unknown, Context>,
  args: Arguments,
  context: Context,
): Promise<readonly Fault[]> {
  const { commandRule } = extensions as { commandRule?: ArgumentRule };
  return (await commandRule?.(args, context)) ?? [];
}
