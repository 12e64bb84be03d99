import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import { nounOf } from '../../ids.ts';
import type { DomainError } from '../../errors.ts';
import { scopeMissing } from '../../policies/acts.ts';
import { mayRead, type ScopedNoun } from '../../policies/scopes.ts';
import type { Arguments } from '../input/argument-rules.ts';
import { assertTypesDeclared, TYPE_POLICIES } from './type-policies.ts';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;
type Nouns = readonly ScopedNoun[];

/** Fields below the roots that are refused to API keys without these scopes. */
const REFUSED = new WeakMap<Field, Nouns>();

/** Lists below the roots that are empty for API keys without these scopes. */
const EMPTIED = new WeakMap<Field, Nouns>();

/** What stands in place of a field's value for an API key without its scopes. */
type ScopeOutcome = { readonly refusal: DomainError } | { readonly value: unknown };

/** Of fields below the roots; null where the scopes suffice. */
const OUTCOMES = new WeakMap<Field, (context: Context) => ScopeOutcome | null>();

/** What the scopes of an API key make of a field below the roots: the same for every row. */
export function scopeOutcome(field: Field, context: Context): ScopeOutcome | null {
  return OUTCOMES.get(field)?.(context) ?? null;
}

/** Nouns whose read scopes an API key needs to see more of a type than ids. */
export const NOUNS_BY_TYPE: Readonly<Record<string, Nouns | undefined>> = Object.fromEntries(
  Object.entries(TYPE_POLICIES).map(([name, policy]) => [name, policy?.nouns]),
);

interface Target {
  readonly nouns: Nouns;
  readonly shape: 'one' | 'list' | 'connection';
  /** Whether the type has an id, which is no more than referring columns show. */
  readonly hasId: boolean;
}

/** The type behind a field; for a connection, the type of its nodes. */
function targetOf(type: GraphQLOutputType): Target {
  const named = getNamedType(type);
  if (!isObjectType(named)) return { nouns: [], shape: 'one', hasId: false };
  const edge = named.getFields()['edges'];
  const edgeType = edge && getNamedType(edge.type);
  const node = isObjectType(edgeType) ? edgeType.getFields()['node'] : undefined;
  if (node) return { ...targetOf(node.type), shape: 'connection' };
  return {
    nouns: NOUNS_BY_TYPE[named.name] ?? [],
    shape: isListType(getNullableType(type)) ? 'list' : 'one',
    hasId: 'id' in named.getFields(),
  };
}

const NO_PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
const EMPTY = { list: [], connection: { edges: [], pageInfo: NO_PAGE, totalCount: 0 } } as const;

function missingScope(context: Context, nouns: Nouns): ScopedNoun | undefined {
  return context.isSignedIn ? nouns.find((noun) => !mayRead(context.viewer, noun)) : undefined;
}

/** A resolver that refuses API keys without the scopes, or returns an empty list for them. */
function guarded(field: Field, nouns: Nouns, outcome: 'refuse' | 'list' | 'connection'): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const outcomeFor = (context: Context): ScopeOutcome | null => {
    const missing = missingScope(context, nouns);
    if (missing === undefined) return null;
    return outcome === 'refuse' ? { refusal: scopeMissing(`${missing}:read`) } : { value: EMPTY[outcome] };
  };
  OUTCOMES.set(field, outcomeFor);
  return (root, args, context, info): unknown => {
    const found = outcomeFor(context);
    if (!found) return resolve(root, args, context, info);
    if ('refusal' in found) throw found.refusal;
    return found.value;
  };
}

/** Refuses root fields without the scopes. */
function guardRoot(field: Field): void {
  const { nouns } = targetOf(field.type);
  if (nouns.length > 0) field.resolve = guarded(field, nouns, 'refuse');
}

/**
 * Guards a field below the roots: references to one row stay open, for the id; lists of rows are empty; all others are
 * refused. So a key with `properties:read` gets `/v1/properties/{id}` without the tenants.
 */
function guardBelow(parent: GraphQLObjectType, field: Field): void {
  const target = targetOf(field.type);
  const isReference = target.shape === 'one' && target.hasId && target.nouns.length > 0;
  if (field.name === 'id' || isReference) return;
  const nouns = [...(NOUNS_BY_TYPE[parent.name] ?? []), ...target.nouns];
  if (nouns.length === 0) return;
  const isList = target.shape !== 'one' && target.hasId;
  const outcome = isList ? target.shape : 'refuse';
  (outcome === 'refuse' ? REFUSED : EMPTIED).set(field, nouns);
  field.resolve = guarded(field, nouns, outcome);
}

/** State of a walk through a document. */
interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Visited fragments, by type. */
  readonly seen: Set<string>;
  /** Whether a field will be empty, so that nothing below it is resolved. */
  readonly isEmptied: (field: Field) => boolean;
}

/** The fields that a document selects, as execution would collect them. */
function* selectedFields(
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode | undefined,
  walk: Walk,
): Generator<Field> {
  const { fragments, seen } = walk;
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value] as Field | undefined;
      if (!field) continue;
      yield field;
      const target = getNamedType(field.type);
      if (isObjectType(target) && !walk.isEmptied(field)) {
        yield* selectedFields(target, selection.selectionSet, walk);
      }
      continue;
    }
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const fragment = isSpread ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value ?? type.name;
    const isOther = condition !== type.name && !type.getInterfaces().some(({ name }) => name === condition);
    // Visit a fragment once per type: repeated spreads could grow without end.
    const use = isSpread ? `${type.name} ${selection.name.value}` : null;
    if (!fragment || isOther || (use !== null && seen.has(use))) continue;
    if (use !== null) seen.add(use);
    yield* selectedFields(type, fragment.selectionSet, walk);
  }
}

/**
 * Refuses a mutation whose answer an API key may not read, before it runs. A refusal afterwards would look as if nothing
 * had changed.
 *
 * @throws DomainError FORBIDDEN `insufficient_scope`.
 */
export function assertAnswerInScope(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  context: Context,
): void {
  const operation = getOperationAST(document, operationName);
  const mutations = schema.getMutationType();
  if (operation?.operation !== OperationTypeNode.MUTATION || !mutations) return;
  if (!context.isSignedIn || context.viewer.scopes === null) return;
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const fragments = new Map(definitions.map((definition) => [definition.name.value, definition]));
  const isEmptied = (field: Field) => missingScope(context, EMPTIED.get(field) ?? []) !== undefined;
  const walk: Walk = { fragments, seen: new Set(), isEmptied };
  for (const field of selectedFields(mutations, operation.selectionSet, walk)) {
    const missing = missingScope(context, REFUSED.get(field) ?? []);
    if (missing !== undefined) throw scopeMissing(`${missing}:read`);
  }
}

/** Whether an id's prefix names a type that implements Node. */
function isNodeId(schema: GraphQLSchema, id: unknown): boolean {
  const type = schema.getType(nounOf(String(id)) ?? '');
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

function isShown(schema: GraphQLSchema, context: Context, id: unknown): boolean {
  const noun = nounOf(String(id)) ?? '';
  return isNodeId(schema, id) && missingScope(context, NOUNS_BY_TYPE[noun] ?? []) === undefined;
}

/** Makes `node` and `nodes` return null for types outside of the scopes. */
function guardNodes(schema: GraphQLSchema, { node, nodes }: Record<string, Field | undefined>): void {
  const one = node?.resolve;
  const many = nodes?.resolve;
  if (!node || !nodes || !one || !many) throw new Error('The schema lacks the fields node and nodes.');
  node.resolve = (root, args: { id?: unknown }, context, info): unknown =>
    isShown(schema, context, args.id) ? one(root, args, context, info) : null;
  nodes.resolve = async (root, args: { ids?: unknown[] }, context, info): Promise<unknown> => {
    const all = args.ids ?? [];
    const ids = all.filter((id) => isShown(schema, context, id));
    const rows = (await many(root, { ids }, context, info)) as unknown[];
    return all.map((id) => rows[ids.indexOf(id)] ?? null);
  };
}

/**
 * Enforces the read scopes of API keys by the types that a document reaches; `authorize` checks writes. Commands still see
 * all rows, whatever the key may read: a notice counts payments, and only an empty property can be deleted.
 *
 * @throws Error naming a type without a policy.
 */
export function guardScopes(schema: GraphQLSchema): void {
  assertTypesDeclared(schema);
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === mutation || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (type === query) guardRoot(field as Field);
      else guardBelow(type, field as Field);
    }
  }
  if (query) guardNodes(schema, query.getFields() as Record<string, Field | undefined>);
}
