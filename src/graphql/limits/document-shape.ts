import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { validate, type OperationDefinitionNode, type ValidationContext, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { introspectionOnce, noIntrospection } from './introspection.ts';
import { documentRefusal, type RefusalReason } from './refusal.ts';

/** Levels of fields. Fragments add none; introspection is not counted. */
export const MAX_DEPTH = 12;

/** Each use of a fragment counts its aliases. */
export const MAX_ALIASES = 50;
export const MAX_DIRECTIVES = 50;

const TOO_DEEP = `This document nests deeper than ${MAX_DEPTH} levels. Ask for the inner rows by their ids, in another request.`;
const ALIASES = `This document has more than ${MAX_ALIASES} aliases. Ask for a list, or send several requests.`;
const DIRECTIVES = `This document has more than ${MAX_DIRECTIVES} directives. Leave out some, or send several requests.`;

function reporting(n: number, reason: RefusalReason, message: string) {
  const report = (context: ValidationContext | null): void => {
    context?.reportError(documentRefusal(reason, message));
  };
  return { n, propagateOnRejection: false, onReject: [report] };
}

const SHAPE: readonly ValidationRule[] = [
  maxDepthRule({ ...reporting(MAX_DEPTH, 'query_too_deep', TOO_DEEP), flattenFragments: true }),
  maxAliasesRule(reporting(MAX_ALIASES, 'too_many_aliases', ALIASES)),
  maxDirectivesRule(reporting(MAX_DIRECTIVES, 'too_many_directives', DIRECTIVES)),
  // graphql-js accepts subscriptions as valid, and they would bypass the guards of other operations.
  noSubscriptions,
];

function noSubscriptions(context: ValidationContext) {
  return {
    OperationDefinition: ({ operation }: OperationDefinitionNode) => {
      if (context.getSchema().getRootType(operation)) return;
      const message = `This server has no ${operation}s. Send a query.`;
      context.reportError(documentRefusal('no_such_operation_type', message));
    },
  };
}

/**
 * A rule without checks. Yoga caches validation results by the names of the rules, so this one separates the results for
 * signed-out callers, which suggest no names.
 */
function withoutSuggestions(): object {
  return {};
}

export interface ShapeOptions {
  /** Whether introspection is allowed. */
  readonly hasIntrospection: boolean;
}

/**
 * Checks depth, aliases and directives before the document is validated, which takes longer. Hides suggestions of names
 * from signed-out callers.
 */
export function useShapeLimits({ hasIntrospection }: ShapeOptions): Plugin<Context> {
  const limits = [...SHAPE, hasIntrospection ? introspectionOnce : noIntrospection];
  return {
    onValidate: ({ context, addValidationRule, setValidationFn }) => {
      const hideSuggestions = !context.isSignedIn;
      if (hideSuggestions) addValidationRule(withoutSuggestions);
      setValidationFn((...[schema, document, rules]: Parameters<typeof validate>) => {
        const refusals = validate(schema, document, limits);
        return refusals.length > 0 ? refusals : validate(schema, document, rules, { hideSuggestions });
      });
    },
  };
}
