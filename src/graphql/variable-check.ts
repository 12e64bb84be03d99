import {
  getOperationAST,
  GraphQLError,
  isInputType,
  typeFromAST,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import type { VariableDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { badInput, DomainError, type Fault } from '../errors.ts';
import { assertOperationAccess } from './access-guard.ts';
import { assertAnswerInScope } from './scope-guard.ts';
import { findFaults, MAX_FAULTS, type FaultOptions } from './input-check.ts';

function faultsOfVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  values: Readonly<Record<string, unknown>>,
  options: FaultOptions,
): readonly Fault[] {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode as never) as unknown;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!isInputType(type) || (value === undefined && defaultValue)) return [];
  return findFaults(type, value, [name], 'raw', [], options);
}

/** Every fault of an operation's variables, before GraphQL's own coercion would name them one by one. */
export function faultsOfVariables({
  schema,
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): readonly Fault[] {
  const operation = getOperationAST(document, operationName);
  const values = variableValues ?? {};
  const { isSignedIn, interface: origin } = contextValue as Context;
  // The façade's words are in its public reference; of the graph the signed-out learn no names.
  const options = { hidesNames: !isSignedIn && origin === 'graphql', wantsLists: origin === 'rest' };
  const definitions = operation?.variableDefinitions ?? [];
  return definitions
    .flatMap((definition) => faultsOfVariable(schema, definition, values, options))
    .slice(0, MAX_FAULTS);
}

/** Who may not do it at all is told so first; who may, everything that is wrong with the input. */
function refusalOf(args: ExecutionArgs): DomainError | null {
  const { schema, document, operationName } = args;
  const context = args.contextValue as Context;
  const operation = getOperationAST(document, operationName);
  try {
    if (operation) assertOperationAccess(schema, operation, context);
    assertAnswerInScope(schema, document, operationName, context);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  const faults = faultsOfVariables(args);
  return faults.length === 0 ? null : badInput(faults);
}

/** Refuses, before execution, whoever may not do it and whatever variables are bad, all their faults at once. */
export function useVariableCheck(): Plugin {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const refusal = refusalOf(args);
      if (!refusal) return;
      const { code, reason, details, message } = refusal;
      const http = code === 'BAD_INPUT' ? { http: { status: 400, spec: true } } : {};
      setResultAndStopExecution({
        errors: [new GraphQLError(message, { extensions: { code, reason, details, ...http } })],
      });
    },
  };
}
