import type { GraphQLError, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';
import type { Plan, PlannedField } from './plan.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What every row gets at a place, whatever its values. */
export interface Outcome {
  /** @throws DomainError for a refusal. */
  give(): unknown;
}

/** What Pothos notes of a field that one query fetched, and of the fields below it. */
export interface Mapping {
  readonly nested: Readonly<Record<string, Mapping | undefined>>;
}

/** What was decided for a place of the document. */
export interface Decision {
  readonly outcome: Outcome | null;
  /** Whether the rows hold what the field needs. */
  readonly isLoaded: boolean;
  /** The name of the property that a leaf is of each row; null where more has to be done. */
  readonly property: string | null;
  /** Gives the value from the row alone; null where more has to be done. */
  readonly read: ((row: Row) => unknown) | null;
  /** What was read below this place; null where it is not known. */
  readonly mapping: Mapping | null;
}

/** How the answers of a place begin once its first row has shown which of its leaves are properties of their rows. */
export interface Beginning {
  /** An answer with these leaves, and room for the others. @throws Error where one of them is missing or wrong. */
  readonly begin: (row: Row) => Record<string, unknown>;
  /** The other fields. */
  readonly rest: readonly PlannedField[];
}

/** One execution of a plan. */
export interface Execution {
  readonly plan: Plan;
  readonly context: Context;
  readonly operation: OperationDefinitionNode;
  /** One object for all fields: Pothos remembers selections by it. */
  readonly variables: GraphQLResolveInfo['variableValues'];
  readonly schema: GraphQLSchema;
  /** The arguments of each field, by its place. */
  readonly args: readonly Arguments[];
  /** By place; filled at its first row. */
  readonly decisions: Decision[];
  /** By the number of an object of the plan, once its first row is done. */
  readonly beginnings: (Beginning | undefined)[];
  readonly errors: GraphQLError[];
}

/** What graphql-js tells a resolver of its field. */
export function infoOf(execution: Execution, planned: PlannedField, path: Path): GraphQLResolveInfo {
  const { field, nodes, parentType } = planned;
  const { schema, operation, variables: variableValues, plan } = execution;
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path,
    schema,
    fragments: plan.fragments,
    rootValue: undefined,
    operation,
    variableValues,
  };
}
