import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../request/context.ts';

/** Short, and no token of ours: a client chooses the name, and it is logged. */
const LOGGED_NAME = /^(?!kn_)\w{1,64}$/i;

/** Fields of introspection count as one. */
const INTROSPECTION = 'introspection';

/** The fields that a selection of a root type asks for, by the schema's names, not by the caller's aliases. */
function fieldsOf(selectionSet: SelectionSetNode, document: DocumentNode): string[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const { value } = selection.name;
      return value.startsWith('__') ? INTROSPECTION : value;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, document);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(fragment.selectionSet, document) : [];
  });
}

/** Notes what was executed, for the request's line in the log and the metrics. */
export function useOperationNames(): Plugin {
  return {
    onExecute: ({ args }) => {
      const { document, operationName, contextValue } = args as unknown as ExecutionArgs;
      const context = contextValue as Context;
      const operation = getOperationAST(document, operationName);
      const name = operation?.name?.value;
      if (name !== undefined && LOGGED_NAME.test(name)) context.operationNames.push(name);
      if (operation) context.rootFields.push(...fieldsOf(operation.selectionSet, document));
    },
  };
}

/** A code of ours; errors of the GraphQL library have none. */
function codeOf({ extensions }: GraphQLError): string {
  const { code } = extensions;
  return typeof code === 'string' ? code : 'none';
}

/** Notes the codes of errors. Comes after the plugin that gives errors their codes. */
export function useErrorCodes(): Plugin {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result }) => {
        const { errors = [] } = result as ExecutionResult;
        const { errorCodes } = (args as unknown as ExecutionArgs).contextValue as Context;
        errorCodes.push(...errors.map(codeOf));
      },
    }),
  };
}
