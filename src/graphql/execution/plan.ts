import {
  getArgumentValues,
  GraphQLError,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';
import { kindOf, type FieldKind } from './field-kind.ts';

export type Field = GraphQLField<unknown, Context, Arguments>;

/** How the values of an output type become part of the answer. */
export type Shape = { readonly isRequired: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'object'; readonly object: PlannedObject }
);

/** A field of the answer: one for each place in the document, whatever the number of rows. */
export interface PlannedField {
  /** The key in the answer. */
  readonly key: string;
  /** Its place among all fields of the plan. */
  readonly index: number;
  readonly parentType: GraphQLObjectType;
  readonly field: Field;
  readonly nodes: readonly FieldNode[];
  readonly kind: FieldKind;
  readonly shape: Shape;
  /** Arguments without variables; null: they depend on variables. */
  readonly constant: Arguments | null;
  /** The field above; null for a root field. */
  readonly above: PlannedField | null;
}

/** The selected fields of an object type. */
export interface PlannedObject {
  /** Its number among all objects of the plan. */
  readonly index: number;
  readonly type: GraphQLObjectType;
  /** Keys of `__typename`, with their places among the fields. */
  readonly fields: readonly (PlannedField | string)[];
  /** The answer of the first row, without values. Not a null prototype, which makes objects that are slow to write and to read. */
  readonly empty: () => Record<string, unknown>;
}

export interface Plan {
  readonly root: PlannedObject;
  readonly fields: readonly PlannedField[];
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** A document that graphql-js's algorithm executes. */
class Unplanned extends Error {}

/** A field's arguments. @throws GraphQLError for a wrong one. */
export function argumentsOfField(field: Field, nodes: readonly FieldNode[], variables: Arguments): Arguments {
  const [node] = nodes;
  if (!node) throw new Unplanned();
  return getArgumentValues(field as GraphQLField<unknown, unknown>, node, { ...variables });
}

interface Planning {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fields: PlannedField[];
  /** Numbers the objects. */
  readonly nextObject: () => number;
}

function hasVariables(nodes: readonly FieldNode[]): boolean {
  let found = false;
  for (const argument of nodes[0]?.arguments ?? []) {
    visit(argument, { Variable: () => void (found = true) });
  }
  return found;
}

function shapeOf(
  planning: Planning,
  type: GraphQLOutputType,
  above: PlannedField,
  nodes: readonly FieldNode[],
): Shape {
  const isRequired = isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return { isRequired, kind: 'list', item: shapeOf(planning, nullable.ofType, above, nodes) };
  }
  if (isLeafType(nullable)) return { isRequired, kind: 'leaf', type: nullable };
  if (!isObjectType(nullable)) throw new Unplanned();
  const { schema, fragments, variables } = planning;
  const selected = collectSubfields(schema, fragments, { ...variables }, nullable, nodes);
  return { isRequired, kind: 'object', object: planObject(planning, nullable, selected, above) };
}

function planField(
  planning: Planning,
  parentType: GraphQLObjectType,
  [key, nodes]: readonly [string, readonly FieldNode[]],
  above: PlannedField | null,
): PlannedField {
  const [node] = nodes;
  const field = node && (parentType.getFields()[node.name.value] as Field | undefined);
  if (!node || !field) throw new Unplanned();
  const constant = hasVariables(nodes) ? null : argumentsOfField(field, nodes, {});
  const planned = { key, parentType, field, nodes, constant, above, kind: kindOf(parentType, field) };
  const { length: index } = planning.fields;
  // Filled in below: the fields below refer to this one.
  const whole = { ...planned, index, shape: undefined as unknown as Shape };
  planning.fields.push(whole);
  whole.shape = shapeOf(planning, field.type, whole, nodes);
  return whole;
}

/** An answer to which fields are added. */
function emptyOf(fields: PlannedObject['fields']): PlannedObject['empty'] {
  // Of the names that GraphQL allows, only this one would not become a property.
  const isPlain = fields.every((field) => (typeof field === 'string' ? field : field.key) !== '__proto__');
  return isPlain ? () => ({}) : () => Object.create(null) as Record<string, unknown>;
}

function planObject(
  planning: Planning,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
  above: PlannedField | null,
): PlannedObject {
  const index = planning.nextObject();
  const fields = [...selected].map((entry) =>
    entry[1][0]?.name.value === '__typename' ? entry[0] : planField(planning, type, entry, above),
  );
  return { index, type, fields, empty: emptyOf(fields) };
}

const PLANNED_DIRECTIVES = new Set(['skip', 'include']);

function directivesOf(document: DocumentNode): string[] {
  const names: string[] = [];
  visit(document, { Directive: ({ name }) => void names.push(name.value) });
  return names;
}

/** The plan of a query; null for what graphql-js's algorithm executes: interfaces, introspection, other directives. */
export function planQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Plan | null {
  const type = schema.getQueryType();
  if (!type) return null;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  if (directivesOf(document).some((name) => !PLANNED_DIRECTIVES.has(name))) return null;
  let objects = 0;
  const planning: Planning = { schema, fragments, variables, fields: [], nextObject: () => objects++ };
  try {
    const selected = collectFields(schema, fragments, { ...variables }, type, operation.selectionSet);
    return { root: planObject(planning, type, selected, null), fields: planning.fields, fragments };
  } catch (error) {
    // Wrong arguments too: graphql-js tells of them, at every row.
    if (error instanceof Unplanned || error instanceof GraphQLError) return null;
    throw error;
  }
}
