import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { validate, type OperationDefinitionNode, type ValidationContext, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { introspectionOnce, noIntrospection } from './introspection.ts';
import { documentRefusal, type RefusalReason } from './refusal.ts';

/** Levels of fields; fragments add none, and introspection is not counted. */
export const MAX_DEPTH = 12;

/** Each use of a fragment counts what is in it. */
export const MAX_ALIASES = 50;
export const MAX_DIRECTIVES = 50;

const TOO_DEEP = `This document nests deeper than ${MAX_DEPTH} levels. Ask for the inner rows by their ids, in another request.`;
const ALIASES = `This document has more than ${MAX_ALIASES} aliases. Ask for a list, or send several requests.`;
const DIRECTIVES = `This document has more than ${MAX_DIRECTIVES} directives. Leave out what is not needed, or send several requests.`;

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
  // graphql-js takes them for valid, and they would pass by what guards the others.
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
 * Forbids nothing. What a document was found to be is kept by the names of the rules it was held to, so that this one
 * keeps the answers to the signed-out, which suggest no names, apart from the others.
 */
function withoutSuggestions(): object {
  return {};
}

export interface ShapeOptions {
  /** Whether documents may ask for the schema itself. */
  readonly hasIntrospection: boolean;
}

/**
 * Holds documents to the limits of depth, aliases and directives before they are held to the schema, which costs more
 * than they may be worth; and tells the signed-out nothing of the names that the schema has.
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
