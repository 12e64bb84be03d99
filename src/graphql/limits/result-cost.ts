import {
  getArgumentValues,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  typeFromAST,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import { costOf } from './field-costs.ts';

/** A selected field: where its value is in the result, what it costs, and what is selected of it. */
interface Selected {
  readonly key: string;
  readonly cost: number;
  readonly inner: readonly Selected[];
}

type Part = Exclude<SelectionNode, FieldNode>;

function selectedField(args: ExecutionArgs, type: GraphQLNamedType, node: FieldNode): Selected[] {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const key = node.alias?.value ?? node.name.value;
  // `__typename` and introspection.
  if (!field) return [{ key, cost: 1, inner: [] }];
  const given = getArgumentValues(field, node, args.variableValues);
  const { field: cost = 1 } = costOf(given, args.contextValue as Context, field as never) as {
    field?: number;
  };
  const inner = node.selectionSet ? selectedOf(args, getNamedType(field.type), node.selectionSet) : [];
  return [{ key, cost, inner }];
}

function selectedPart(args: ExecutionArgs, type: GraphQLNamedType, part: Part): Selected[] {
  const fragment =
    part.kind === Kind.INLINE_FRAGMENT
      ? part
      : args.document.definitions.find(
          (definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === part.name.value,
        );
  if (!fragment || !('selectionSet' in fragment)) return [];
  const condition = 'typeCondition' in fragment ? fragment.typeCondition : undefined;
  const narrowed = condition ? typeFromAST(args.schema, condition) : type;
  return isCompositeType(narrowed) ? selectedOf(args, narrowed, fragment.selectionSet) : [];
}

function selectedOf(
  args: ExecutionArgs,
  type: GraphQLNamedType,
  { selections }: SelectionSetNode,
): Selected[] {
  return selections.flatMap((node) =>
    node.kind === Kind.FIELD ? selectedField(args, type, node) : selectedPart(args, type, node),
  );
}

/** The cost of a value. A field that is not in it was skipped, or belongs to another type. */
function costOfValue(value: unknown, selected: readonly Selected[]): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) {
    for (const item of value) sum += costOfValue(item, selected);
    return sum;
  }
  for (const { key, cost, inner } of selected) {
    if (!(key in value)) continue;
    sum += cost;
    if (inner.length > 0) sum += costOfValue((value as Record<string, unknown>)[key], inner);
  }
  return sum;
}

/** The cost of what an operation returned: with the rows that there were, not those that there might have been. */
export function costOfResult(args: ExecutionArgs, data: unknown): number {
  const operation = getOperationAST(args.document, args.operationName);
  const root = operation && args.schema.getRootType(operation.operation);
  return operation && root ? costOfValue(data, selectedOf(args, root, operation.selectionSet)) : 0;
}
