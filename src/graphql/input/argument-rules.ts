import type { GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';

/** A field's arguments by name, of any shape. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A constraint between a root field's arguments, which its command looks at too. What is faulty is null or absent. */
export type ArgumentRule = (args: Arguments) => readonly Fault[];

/** Spread into a root field's `extensions`. */
export function foreseenIn(rule: ArgumentRule): { foreseen: ArgumentRule } {
  return { foreseen: rule };
}

/** What a root field's command would find between its arguments; to be told along with other faults. */
export function foreseenBy(
  { extensions }: GraphQLField<unknown, Context>,
  args: Arguments,
): readonly Fault[] {
  const { foreseen } = extensions as { foreseen?: ArgumentRule };
  return foreseen?.(args) ?? [];
}
