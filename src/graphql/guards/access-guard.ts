import {
  defaultFieldResolver,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { DomainError } from '../../errors.ts';
import { authorize, isAct, type Act } from '../../policies/acts.ts';
import type { Arguments } from '../input/argument-rules.ts';

type Field = GraphQLField<unknown, Context>;

/** A root field of an operation. */
export interface RootField {
  readonly field: Field;
  readonly node: FieldNode;
}

/**
 * Access without an act. `public`: open to everybody; `signedIn`: shows no rows; `rows`: finds only visible rows, and the
 * command refuses what the viewer may not do to them.
 */
const ACCESS_KINDS = ['public', 'signedIn', 'rows'] as const;

/** The act of a field, depending on its arguments, which are not validated yet. */
export type ActByArguments = (args: Arguments) => Act;

/** The policy that a field declares in its extensions. */
interface Policy {
  /** A root field declares either this or `act`. */
  readonly access?: (typeof ACCESS_KINDS)[number];
  /** Checked before the row is looked up and before the input is validated. */
  readonly act?: Act | ActByArguments;
  /** Below the roots: roles for which the field is null, though they see the row. */
  readonly hiddenFrom?: readonly Role[];
}

function policyOf({ extensions }: Field): Policy {
  return extensions;
}

/** @throws DomainError UNAUTHENTICATED or FORBIDDEN. */
function assertAccess(field: Field, args: () => Arguments, context: Context): void {
  const { access, act } = policyOf(field);
  if (access === 'public') return;
  const { viewer } = context;
  if (act) authorize(viewer, typeof act === 'function' ? act(args()) : act);
}

/** The server does not start if a root field declares no policy, so that none is open by accident. */
function assertDeclared(type: GraphQLObjectType, field: Field): void {
  const { access, act } = policyOf(field);
  const isDeclared =
    act === undefined
      ? access !== undefined && ACCESS_KINDS.includes(access)
      : typeof act === 'function' || isAct(act);
  if (isDeclared && (act === undefined || access === undefined)) return;
  throw new Error(
    `${type.name}.${field.name} declares no policy. Set extensions.act to an act of policies/acts.ts, or extensions.access to ${ACCESS_KINDS.join(' or ')}.`,
  );
}

/** A refused field of a query is null, so that the others are answered. */
function assertNullable(field: Field): void {
  if (!policyOf(field).act || !isNonNullType(field.type)) return;
  throw new Error(`Query.${field.name} is refused to some viewers. Make it nullable.`);
}

function guardRoot(type: GraphQLObjectType, isQuery: boolean): void {
  for (const field of Object.values(type.getFields()) as Field[]) {
    assertDeclared(type, field);
    if (isQuery) assertNullable(field);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args: Arguments, context, info): unknown => {
      assertAccess(field, () => args, context);
      return resolve(root, args, context, info);
    };
  }
}

/** Whether the viewer sees null in place of a field below the roots. */
export function isHiddenFrom(field: Field, context: Context): boolean {
  return policyOf(field).hiddenFrom?.includes(context.viewer.role) ?? false;
}

function guardHidden(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()) as Field[]) {
    const { hiddenFrom } = policyOf(field);
    if (!hiddenFrom) continue;
    if (isNonNullType(field.type))
      throw new Error(`${type.name}.${field.name} is hidden from roles. Make it nullable.`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row, args: Arguments, context, info): unknown =>
      isHiddenFrom(field, context) ? null : resolve(row, args, context, info);
  }
}

/**
 * Enforces the policies of root fields, and hides fields with `hiddenFrom`.
 *
 * @throws Error naming a root field without a policy, or a field that has to be nullable.
 */
export function guardAccess(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (roots.includes(type)) guardRoot(type, type === schema.getQueryType());
    else guardHidden(type);
  }
}

/** The root fields of an operation, also those in fragments. */
export function rootFieldsOf(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): readonly RootField[] {
  const type = schema.getRootType(operation.operation) as GraphQLObjectType | undefined;
  const fields = (type?.getFields() ?? {}) as Record<string, Field | undefined>;
  const spread = new Set<string>();
  const rootsIn = ({ selections }: SelectionSetNode): RootField[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return rootsIn(node.selectionSet);
      if (node.kind === Kind.FIELD) {
        const field = fields[node.name.value];
        return field ? [{ field, node }] : [];
      }
      const name = node.name.value;
      if (spread.has(name)) return [];
      spread.add(name);
      const fragment = definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootsIn(fragment.selectionSet) : [];
    });
  return rootsIn(operation.selectionSet);
}

/** A root field that the viewer may not use. */
export interface RefusedField {
  readonly root: RootField;
  readonly error: DomainError;
}

function refusalOf({ field, node }: RootField, variables: Arguments, context: Context): DomainError | null {
  const given = () =>
    (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]);
  try {
    assertAccess(field, () => Object.fromEntries(given()) as Arguments, context);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** The root fields that the viewer may not use, found before the input is validated. */
export function refusedFields(
  roots: readonly RootField[],
  variables: Arguments,
  context: Context,
): readonly RefusedField[] {
  return roots.flatMap((root) => {
    const error = refusalOf(root, variables, context);
    return error ? [{ root, error }] : [];
  });
}
