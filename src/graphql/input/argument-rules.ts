import type { GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';

/** A field's arguments by name, of any shape. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * What the command of a root field would find wrong with its arguments. Values that have faults of their own are null
 * or absent from `args`. Asked only where there are such faults: otherwise the command itself tells its faults.
 */
export type ArgumentRule = (args: Arguments, context: Context) => Promise<readonly Fault[]>;

/** Spread into a root field's `extensions`. */
export function foreseenIn(rule: ArgumentRule): { foreseen: ArgumentRule } {
  return { foreseen: rule };
}

/** What a root field's command would find wrong with its arguments, to be told along with other faults. */
export async function foreseenBy(
  { extensions }: GraphQLField<unknown, Context>,
  args: Arguments,
  context: Context,
): Promise<readonly Fault[]> {
  const { foreseen } = extensions as { foreseen?: ArgumentRule };
  return (await foreseen?.(args, context)) ?? [];
}
