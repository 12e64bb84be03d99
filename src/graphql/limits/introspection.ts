import type { FieldNode, ValidationContext, ValidationRule } from 'graphql';
import { documentRefusal } from './refusal.ts';

const OFF = 'Introspection is off on this server. Read schema/schema.graphql, or set GRAPHIQL=true.';
const ALIASED = 'Introspection does not allow aliases. Ask for each field once, without an alias.';

/** Refuses introspection. */
export const noIntrospection: ValidationRule = (context: ValidationContext) => ({
  Field: ({ name }: FieldNode) => {
    if (name.value !== '__schema' && name.value !== '__type') return;
    context.reportError(documentRefusal('introspection_off', OFF));
  },
});

/** Refuses aliases in introspection. The whole schema takes tens of milliseconds, and aliases would multiply that. */
export const introspectionOnce: ValidationRule = (context: ValidationContext) => ({
  Field: ({ name, alias }: FieldNode) => {
    const isWithin = context.getParentType()?.name.startsWith('__') ?? false;
    if (!alias || name.value === '__typename' || !(isWithin || name.value === '__schema')) return;
    context.reportError(documentRefusal('too_many_aliases', ALIASED));
  },
});
