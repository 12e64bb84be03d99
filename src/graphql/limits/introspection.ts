import type { FieldNode, ValidationContext, ValidationRule } from 'graphql';
import { documentRefusal } from './refusal.ts';

const OFF =
  'This server tells nobody its schema: introspection is off here. `__typename` works; read schema/schema.graphql, or set GRAPHIQL=true.';
const ALIASED = 'Introspection takes no aliases below `__schema`. Ask for each thing once.';

/** For servers that tell nobody their schema. */
export const noIntrospection: ValidationRule = (context: ValidationContext) => ({
  Field: ({ name }: FieldNode) => {
    if (name.value !== '__schema' && name.value !== '__type') return;
    context.reportError(documentRefusal('introspection_off', OFF));
  },
});

/** The whole schema once is tens of milliseconds of work; by other names it could be had thousands of times. */
export const introspectionOnce: ValidationRule = (context: ValidationContext) => ({
  Field: ({ name, alias }: FieldNode) => {
    const isWithin = context.getParentType()?.name.startsWith('__') ?? false;
    if (!alias || name.value === '__typename' || !(isWithin || name.value === '__schema')) return;
    context.reportError(documentRefusal('too_many_aliases', ALIASED));
  },
});
