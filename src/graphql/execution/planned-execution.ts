import {
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';
import { argumentsOfField, planQuery, type Plan } from './plan.ts';
import type { Execution } from './execution.ts';
import { runObject } from './run-plan.ts';

/** Plans of one operation: `@skip` and `@include` make several. */
interface Plans {
  /** Variables that decide which fields are selected. */
  readonly conditions: readonly string[];
  readonly byCondition: Map<string, Plan | null>;
}

const MAX_PLANS = 32;

/** By document and operation, as long as the cache of parsed documents keeps them. */
const plansOf = new WeakMap<DocumentNode, Map<string | null, Plans>>();

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      visit(directive, { Variable: ({ name }) => void names.add(name.value) });
    },
  });
  return [...names];
}

type Variables = Readonly<Record<string, unknown>>;

function findPlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Plan | null {
  const byOperation = plansOf.get(document) ?? new Map<string | null, Plans>();
  plansOf.set(document, byOperation);
  const name = operation.name?.value ?? null;
  const plans: Plans = byOperation.get(name) ?? {
    conditions: conditionsOf(document),
    byCondition: new Map(),
  };
  byOperation.set(name, plans);
  const condition = plans.conditions.map((variable) => String(variables[variable])).join(' ');
  const known = plans.byCondition.get(condition);
  if (known !== undefined) return known;
  const plan = planQuery(schema, document, operation, variables);
  if (plans.byCondition.size < MAX_PLANS) plans.byCondition.set(condition, plan);
  return plan;
}

/** The arguments of all fields; null where one is wrong, which graphql-js's algorithm tells of. */
function argumentsOf({ fields }: Plan, variables: Variables): Arguments[] | null {
  try {
    return fields.map(
      ({ constant, field, nodes }): Arguments => constant ?? argumentsOfField(field, nodes, variables),
    );
  } catch {
    return null;
  }
}

/** The execution of a query by its plan; null for everything that is executed field by field. */
function executionOf(args: ExecutionArgs): Execution | null {
  const { schema, document, operationName, contextValue, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  const plan = coerced ? findPlan(schema, document, operation, coerced) : null;
  const given = coerced && plan ? argumentsOf(plan, coerced) : null;
  if (!coerced || !plan || !given) return null;
  const context = contextValue as Context;
  const noted = { decisions: [], beginnings: [], errors: [] };
  return { plan, context, operation, variables: coerced, schema, args: given, ...noted };
}

async function run(execution: Execution): Promise<ExecutionResult> {
  const { plan, errors } = execution;
  const result = (data: unknown): ExecutionResult =>
    ({ ...(errors.length > 0 ? { errors } : {}), data }) as ExecutionResult;
  try {
    return result(await runObject(execution, plan.root, {}, undefined));
  } catch (error) {
    errors.push(error as GraphQLError);
    return result(null);
  }
}

/**
 * Executes queries by a plan that is made once for each document: what guards, argument checks and selections come to is
 * decided once for each of its fields, and rows are walked without a promise. Other operations, and queries of
 * interfaces, are executed field by field; both give the same answers (test/proofs/reads).
 */
export function usePlannedExecution(): Plugin {
  return {
    onExecute: ({ args, setExecuteFn }) => {
      const execution = executionOf(args);
      if (!execution) return;
      setExecuteFn(() => run(execution) as never);
    },
  };
}
