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
import { findFaults } from './input-check.ts';

function faultsOfVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode as never) as unknown;
  const isAbsent = values[name] === undefined;
  if (!isInputType(type) || (isAbsent && defaultValue)) return [];
  return findFaults(type, values[name], [name], 'raw');
}

/** Every fault of an operation's variables, before GraphQL's own coercion would name them one by one. */
export function faultsOfVariables({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): readonly Fault[] {
  const operation = getOperationAST(document, operationName);
  const values = variableValues ?? {};
  return (operation?.variableDefinitions ?? []).flatMap((definition) =>
    faultsOfVariable(schema, definition, values),
  );
}

/** Who may not do it at all is told so first; who may, everything that is wrong with the input. */
function refusalOf(args: ExecutionArgs): DomainError | null {
  const operation = getOperationAST(args.document, args.operationName);
  try {
    if (operation) assertOperationAccess(args.schema, operation, args.contextValue as Context);
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
