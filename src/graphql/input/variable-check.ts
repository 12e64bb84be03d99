import {
  getOperationAST,
  GraphQLError,
  isInputType,
  Kind,
  typeFromAST,
  type ExecutionArgs,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import { assertOperationAccess, rootFieldsOf, type RootField } from '../guards/access-guard.ts';
import { foreseenBy, type Arguments } from './argument-rules.ts';
import { assertAnswerInScope } from '../guards/scope-guard.ts';
import { faultsToTell, findFaults, type FaultOptions, type Found } from './input-check.ts';

const NOTHING: Found = { faults: [], foreseen: [], sound: null };

function findInVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  values: Readonly<Record<string, unknown>>,
  options: FaultOptions,
): Found {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode as never) as unknown;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!isInputType(type) || (value === undefined && defaultValue)) return NOTHING;
  return findFaults(type, value, [name], 'raw', [], options);
}

/** What the commands of the root fields would find between their arguments, as far as those come in variables. */
function foreseenBetween({ field, node }: RootField, sound: Arguments): readonly Fault[] {
  const variables = Object.fromEntries(
    (node.arguments ?? []).flatMap(({ name, value }) =>
      value.kind === Kind.VARIABLE ? [[name.value, value.name.value]] : [],
    ),
  ) as Readonly<Record<string, string>>;
  const args = Object.entries(variables).map(([argument, variable]) => [argument, sound[variable]]);
  const foreseen = foreseenBy(field, Object.fromEntries(args) as Arguments);
  return foreseen.map(({ path: [argument = '', ...below], ...rest }) => ({
    ...rest,
    path: [variables[argument] ?? argument, ...below],
  }));
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
  const context = contextValue as Context;
  const { isSignedIn, interface: origin } = context;
  // The façade's words are in its public reference; of the graph the signed-out learn no names.
  const options = {
    asker: isSignedIn ? context : null,
    hidesNames: !isSignedIn && origin === 'graphql',
    wantsLists: origin === 'rest',
  };
  const definitions = operation?.variableDefinitions ?? [];
  const found = definitions.map((definition) => findInVariable(schema, definition, values, options));
  const sound = Object.fromEntries(
    definitions.map(({ variable }, index) => [variable.name.value, found[index]?.sound]),
  );
  const roots = operation ? rootFieldsOf(schema, operation) : [];
  return faultsToTell(
    found,
    roots.flatMap((root) => foreseenBetween(root, sound)),
  );
}

/** Who may not do it at all is told so first; who may, everything that is wrong with the input. */
function refusalOf(args: ExecutionArgs): DomainError | null {
  const { schema, document, operationName } = args;
  const context = args.contextValue as Context;
  const operation = getOperationAST(document, operationName);
  try {
    if (operation) assertOperationAccess(schema, operation, args.variableValues ?? {}, context);
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
