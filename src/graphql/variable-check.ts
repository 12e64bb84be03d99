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
import { badInput, type Fault } from '../errors.ts';
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

/** Refuses bad variables with all their faults at once. */
export function useVariableCheck(): Plugin {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const faults = faultsOfVariables(args);
      if (faults.length === 0) return;
      const { code, reason, details, message } = badInput(faults);
      const http = { status: 400, spec: true };
      setResultAndStopExecution({
        errors: [new GraphQLError(message, { extensions: { code, reason, details, http } })],
      });
    },
  };
}
