import { getOperationAST, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../request/context.ts';

/** Short, and no token of ours: a client chooses the name, and it is logged. */
const LOGGED_NAME = /^(?!kn_)\w{1,64}$/i;

/** Notes the names of executed operations for the request's line in the log. */
export function useOperationNames(): Plugin {
  return {
    onExecute: ({ args }) => {
      const { document, operationName, contextValue } = args as unknown as ExecutionArgs;
      const context = contextValue as Context;
      const name = getOperationAST(document, operationName)?.name?.value;
      if (name !== undefined && LOGGED_NAME.test(name)) context.operationNames.push(name);
    },
  };
}
