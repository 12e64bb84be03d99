import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isInputType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  valueFromASTUntyped,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLArgument,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import { refusedFields, rootFieldsOf, type RefusedField, type RootField } from '../guards/access-guard.ts';
import { assertAnswerInScope } from '../guards/scope-guard.ts';
import { commandFaultsOf } from './argument-rules.ts';
import {
  faultsToReport,
  findFaults,
  MAX_FAULTS,
  type Check,
  type FaultOptions,
  type Found,
} from './input-check.ts';
import {
  findMalformedRows,
  keepAside,
  ROWS,
  setsRowsAside,
  soundRows,
  type MalformedRows,
} from './malformed-rows.ts';
import { withRowsAsVariables, type LeftRows } from './rows-as-variables.ts';
import { variablePaths, variablesIn } from './variable-paths.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the check of an operation needs to know. */
interface Checking {
  readonly args: ExecutionArgs;
  readonly context: Context;
  /** The variables, with their defaults where they are absent. */
  readonly values: Values;
  readonly options: FaultOptions;
  /** What was found in variables that are whole arguments: fifty root fields may take the same one. */
  readonly known: Map<string, Found>;
}

/** The faults of one root field, or of the variables that no root field takes. */
interface Refusal {
  /** The root field's key in the response; null for variables of other fields. */
  readonly responseKey: string | null;
  readonly faults: readonly Fault[];
  /** Malformed rows that do not stop the others. */
  readonly aside?: RowsAside;
}

interface RowsAside extends LeftRows {
  readonly given: unknown;
  readonly malformed: MalformedRows;
}

function valuesOf({ variableDefinitions = [] }: OperationDefinitionNode, given: Values): Values {
  const entries = variableDefinitions.map(({ variable, defaultValue }): [string, unknown] => {
    const name = variable.name.value;
    if (Object.hasOwn(given, name)) return [name, given[name]];
    return [name, defaultValue && valueFromASTUntyped(defaultValue)];
  });
  const values = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  // Without a prototype: a variable may be called `constructor`.
  return Object.assign(Object.create(null) as object, values);
}

function checkingOf(args: ExecutionArgs, operation: OperationDefinitionNode): Checking {
  const context = args.contextValue as Context;
  const { isSignedIn, interface: origin } = context;
  const options = {
    checkContext: isSignedIn ? context : null,
    // The names of /v1 are in its public reference. Those of the graph are for signed-in callers.
    hidesNames: !isSignedIn && origin === 'graphql',
    wantsLists: origin === 'rest',
  };
  const values = valuesOf(operation, args.variableValues ?? {});
  return { args, context, options, values, known: new Map() };
}

/** Checks an argument of a root field as a whole: literals and variables together. */
function findInArgument({ node, field }: RootField, argument: GraphQLArgument, checking: Checking): Found {
  const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (given?.kind !== Kind.VARIABLE) return findIn(argument, given, checking);
  const key = `${given.name.value} ${field.name} ${argument.name}`;
  const found = checking.known.get(key) ?? findIn(argument, given, checking);
  checking.known.set(key, found);
  return found;
}

function findIn(
  argument: GraphQLArgument,
  given: ValueNode | undefined,
  { values, options }: Checking,
): Found {
  const value: unknown = given ? valueFromASTUntyped(given, values) : argument.defaultValue;
  const { checks = [] } = argument.extensions as { checks?: readonly Check[] };
  return findFaults(argument.type, value, [argument.name], 'raw', checks, options);
}

function rowsValueOf({ arguments: given = [] }: FieldNode): ValueNode | undefined {
  return given.find(({ name }) => name.value === ROWS)?.value;
}

function responseKeyOf({ node }: RootField): string {
  return node.alias?.value ?? node.name.value;
}

/** The malformed rows of a bulk mutation, where nothing else is at fault. */
function rowsAside(
  { node, field }: RootField,
  found: readonly Found[],
  { values, options }: Checking,
): RowsAside | null {
  const place = field.args.findIndex(({ name }) => name === ROWS);
  const argument = field.args[place];
  const value = rowsValueOf(node);
  if (!argument || !value || found.some(({ faults }, index) => index !== place && faults.length > 0))
    return null;
  const given: unknown = valueFromASTUntyped(value, values);
  const malformed = findMalformedRows(argument, given, options);
  return malformed && { node, argument, given, malformed, rows: soundRows(given, malformed) };
}

/** Takes the malformed rows out of the request, before GraphQL coerces them. */
function setRowsAside(
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  refusals: readonly Refusal[],
): void {
  const lists = refusals.flatMap(({ responseKey, aside }) => {
    if (responseKey === null || !aside) return [];
    const { given, malformed } = aside;
    keepAside(args.contextValue as Context, responseKey, { malformed, given });
    return [aside];
  });
  if (lists.length === 0) return;
  const { document, variableValues } = args;
  Object.assign(
    args,
    withRowsAsVariables({ document, variableValues: variableValues ?? {} }, operation, lists),
  );
}

/** All faults of a root field's arguments, and where there are any, those that its command would report. */
async function faultsOfRoot(root: RootField, checking: Checking): Promise<Refusal> {
  const { field } = root;
  const responseKey = responseKeyOf(root);
  const found = field.args.map((argument) => findInArgument(root, argument, checking));
  if (found.every(({ faults }) => faults.length === 0)) return { responseKey, faults: [] };
  const sound = Object.fromEntries(field.args.map(({ name }, index) => [name, found[index]?.sound]));
  const aside = setsRowsAside(field, sound) ? rowsAside(root, found, checking) : null;
  if (aside) return { responseKey, faults: [], aside };
  const { context } = checking;
  const fromCommand = context.isSignedIn ? await commandFaultsOf(field, sound, context) : [];
  return { responseKey, faults: faultsToReport(found, fromCommand) };
}

/** The faults of a variable that no root field takes: by its declared type. */
function faultsOfVariable(
  { variable, type: typeNode }: VariableDefinitionNode,
  path: Fault['path'],
  { args: { schema }, values, options }: Checking,
): readonly Fault[] {
  const type = typeFromAST(schema, typeNode as never) as unknown;
  return isInputType(type)
    ? findFaults(type, values[variable.name.value], path, 'raw', [], options).faults
    : [];
}

/** The faults of variables that no root field takes: those of fields below, and of directives. */
function faultsOfOthers(
  operation: OperationDefinitionNode,
  roots: readonly RootField[],
  checking: Checking,
): readonly Fault[] {
  const ofRoots = new Set(
    roots.flatMap(({ node }) => (node.arguments ?? []).flatMap(({ value }) => variablesIn(value))),
  );
  const paths = variablePaths(checking.args.document);
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    return ofRoots.has(name) ? [] : faultsOfVariable(definition, paths.get(name) ?? [name], checking);
  });
}

/**
 * Every fault of an operation's input, before GraphQL's own coercion would name them one by one. Paths begin with the
 * argument's name, whatever variable it takes.
 */
async function findRefusals(
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  roots: readonly RootField[],
  forbidden: readonly RootField[],
): Promise<Refusal[]> {
  const checking = checkingOf(args, operation);
  const others = faultsOfOthers(operation, roots, checking);
  const refusals = await Promise.all(
    roots
      .filter(({ node }) => forbidden.every((refused) => refused.node !== node))
      .map((root) => faultsOfRoot(root, checking)),
  );
  const refused = firstFaults([...refusals, { responseKey: null, faults: others }]);
  if (refused.length === 0) setRowsAside(args, operation, refusals);
  return refused;
}

/** Keeps the maximum of faults of all refusals together, and the refusals that have one. */
function firstFaults(refusals: readonly Refusal[]): Refusal[] {
  let left = MAX_FAULTS;
  return refusals.flatMap(({ responseKey, faults }) => {
    const kept = faults.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [{ responseKey, faults: kept }] : [];
  });
}

function toGraphQLError(
  { code, reason, details, message }: DomainError,
  responseKey: string | null,
): GraphQLError {
  const http = code === 'BAD_INPUT' ? { http: { status: 400, spec: true } } : {};
  const path = responseKey === null ? {} : { path: [responseKey] };
  return new GraphQLError(message, { ...path, extensions: { code, reason, details, ...http } });
}

/** What the viewer may not do, where it stops the operation; nothing is told of the input then. */
function accessErrors(
  { schema, document, operationName, contextValue, variableValues }: ExecutionArgs,
  operation: OperationDefinitionNode,
  refused: readonly RefusedField[],
): GraphQLError[] {
  const context = contextValue as Context;
  if (operation.operation !== OperationTypeNode.QUERY || !context.isSignedIn) {
    const [first] = refused;
    if (first) return [toGraphQLError(first.error, null)];
    try {
      assertAnswerInScope(schema, document, operationName, context);
    } catch (error) {
      if (error instanceof DomainError) return [toGraphQLError(error, null)];
      throw error;
    }
  }
  if (refused.length === 0) return [];
  // Without variables of the right types nothing is executed, so that no field could be null.
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  return errors ? refused.map(({ root, error }) => toGraphQLError(error, responseKeyOf(root))) : [];
}

/**
 * The errors that stop an operation before execution. Each names its root field where several are at fault. The forbidden
 * fields of a query don't stop the others: they are null, and their guards say why.
 */
async function errorsOf(args: ExecutionArgs): Promise<GraphQLError[]> {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return [];
  const context = args.contextValue as Context;
  const roots = rootFieldsOf(args.schema, args.document, operation);
  const refused = refusedFields(roots, args.variableValues ?? {}, context);
  const forbidden = accessErrors(args, operation, refused);
  if (forbidden.length > 0) return forbidden;
  const forbiddenRoots = refused.map(({ root }) => root);
  const refusals = await findRefusals(args, operation, roots, forbiddenRoots);
  const isAmbiguous = refusals.length > 1;
  return refusals.map(({ responseKey, faults }) =>
    toGraphQLError(badInput(faults), isAmbiguous ? responseKey : null),
  );
}

/** Refuses, before execution, callers without access and bad input, with all faults at once. */
export function useVariableCheck(): Plugin {
  return {
    onExecute: async ({ args, setResultAndStopExecution }) => {
      const errors = await errorsOf(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}
