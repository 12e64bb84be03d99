import {
  getNullableType,
  getOperationAST,
  GraphQLError,
  isInputType,
  typeFromAST,
  valueFromAST,
  type ExecutionArgs,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import { assertOperationAccess, rootFieldsOf, type RootField } from '../guards/access-guard.ts';
import type { Path } from '../../faults/faults.ts';
import { commandFaultsOf } from './argument-rules.ts';
import { assertAnswerInScope } from '../guards/scope-guard.ts';
import { faultsToReport, findFaults, type FaultOptions, type Found } from './input-check.ts';
import { variablePaths } from './variable-paths.ts';

type Values = Readonly<Record<string, unknown>>;

const NOTHING: Found = { faults: [], commandFaults: [], sound: null };

function findInVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  values: Readonly<Record<string, unknown>>,
  path: Path,
  options: FaultOptions,
): Found {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode as never) as unknown;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!isInputType(type) || (value === undefined && defaultValue)) return NOTHING;
  return findFaults(type, value, path, 'raw', [], options);
}

/** Faults that the command of a root field would report for its arguments without other faults. */
function commandFaultsOfRoot({ field, node }: RootField, sound: Values, context: Context) {
  const given = (node.arguments ?? []).map(({ name, value }): [string, unknown] => {
    const type = field.args.find((argument) => argument.name === name.value)?.type;
    return [name.value, type && valueFromAST(value, getNullableType(type), sound)];
  });
  return commandFaultsOf(field, Object.fromEntries(given), context);
}

/**
 * Finds every fault of an operation's variables; GraphQL's own coercion would report them one by one. Paths begin with
 * the argument that uses the variable.
 */
export async function faultsOfVariables({
  schema,
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): Promise<readonly Fault[]> {
  const operation = getOperationAST(document, operationName);
  const values = variableValues ?? {};
  const context = contextValue as Context;
  const { isSignedIn, interface: origin } = context;
  // The names of `/v1` are public. Without a session, GraphQL reveals no names of the schema.
  const options = {
    checkContext: isSignedIn ? context : null,
    hidesNames: !isSignedIn && origin === 'graphql',
    wantsLists: origin === 'rest',
  };
  const definitions = operation?.variableDefinitions ?? [];
  const paths = variablePaths(document);
  const found = definitions.map((definition) => {
    const { value: name } = definition.variable.name;
    return findInVariable(schema, definition, values, paths.get(name) ?? [name], options);
  });
  if (found.every(({ faults }) => faults.length === 0)) return [];
  const sound = Object.fromEntries(
    definitions.map(({ variable }, index) => [variable.name.value, found[index]?.sound]),
  );
  const roots = operation && isSignedIn ? rootFieldsOf(schema, operation) : [];
  const fromCommand = await Promise.all(roots.map((root) => commandFaultsOfRoot(root, sound, context)));
  return faultsToReport(found, fromCommand.flat());
}

/** Checks permissions first; only permitted callers learn the faults of the input. */
async function refusalOf(args: ExecutionArgs): Promise<DomainError | null> {
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
  const faults = await faultsOfVariables(args);
  return faults.length === 0 ? null : badInput(faults);
}

/** Refuses an operation before execution if it is not permitted or its variables have faults. Reports all faults. */
export function useVariableCheck(): Plugin {
  return {
    onExecute: async ({ args, setResultAndStopExecution }) => {
      const refusal = await refusalOf(args);
      if (!refusal) return;
      const { code, reason, details, message } = refusal;
      const http = code === 'BAD_INPUT' ? { http: { status: 400, spec: true } } : {};
      setResultAndStopExecution({
        errors: [new GraphQLError(message, { extensions: { code, reason, details, ...http } })],
      });
    },
  };
}
