import {
  defaultFieldResolver,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize, isAct, type Act } from '../../policies/acts.ts';
import type { Arguments } from '../input/argument-rules.ts';

type Field = GraphQLField<unknown, Context>;

/** A field that an operation names at its root. */
export interface RootField {
  readonly field: Field;
  readonly node: FieldNode;
}

/**
 * What the signed-in need not be asked for: `public`: anything, they need not even be signed in; `signedIn`: it is
 * about nobody's rows; `rows`: it finds the rows that the viewer may see and no others, and what may not be done to a
 * row that is seen is refused by its command.
 */
const ACCESSES = ['public', 'signedIn', 'rows'] as const;

/** The act of a field that is one of several by what it is asked for; nothing in the arguments has been checked yet. */
export type ActByArguments = (args: Arguments) => Act;

/** What a field may say of itself. */
interface Policy {
  /** A root field says this, or its `act`. */
  readonly access?: (typeof ACCESSES)[number];
  /** Whoever may not do this is refused, whichever row it is about and however bad the input. */
  readonly act?: Act | ActByArguments;
  /** Below the roots: to whom the field is null, though they see the row. */
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

/** A field that nobody thought about must not be open by chance: it keeps the server from starting. */
function assertDeclared(type: GraphQLObjectType, field: Field): void {
  const { access, act } = policyOf(field);
  const isDeclared =
    act === undefined
      ? access !== undefined && ACCESSES.includes(access)
      : typeof act === 'function' || isAct(act);
  if (isDeclared && (act === undefined || access === undefined)) return;
  throw new Error(
    `${type.name}.${field.name} declares no policy. Give it either extensions: { act: <one of policies/acts.ts> } or extensions: { access: <one of ${ACCESSES.join(', ')}> }.`,
  );
}

function guardRoot(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()) as Field[]) {
    assertDeclared(type, field);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args: Arguments, context, info): unknown => {
      assertAccess(field, () => args, context);
      return resolve(root, args, context, info);
    };
  }
}

function guardHidden(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()) as Field[]) {
    const { hiddenFrom } = policyOf(field);
    if (!hiddenFrom) continue;
    if (isNonNullType(field.type))
      throw new Error(`${type.name}.${field.name} is hidden, so it can be null.`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row, args: Arguments, context, info): unknown =>
      hiddenFrom.includes(context.viewer.role) ? null : resolve(row, args, context, info);
  }
}

/**
 * Holds every root field to the policy that it declares, and hides the fields that say from whom.
 *
 * @throws Error naming a root field that declares none.
 */
export function guardAccess(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (roots.includes(type)) guardRoot(type);
    else guardHidden(type);
  }
}

/** The fields that an operation names at its root; those in fragments are looked at when they are resolved. */
export function rootFieldsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): readonly RootField[] {
  const type = schema.getRootType(operation.operation) as GraphQLObjectType | undefined;
  const fields = (type?.getFields() ?? {}) as Record<string, Field | undefined>;
  return operation.selectionSet.selections.flatMap((node) => {
    const field = node.kind === Kind.FIELD ? fields[node.name.value] : undefined;
    return field && node.kind === Kind.FIELD ? [{ field, node }] : [];
  });
}

/** The same for the fields an operation names at its root, before anything is said about its input. */
export function assertOperationAccess(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Arguments,
  context: Context,
): void {
  for (const { field, node } of rootFieldsOf(schema, operation)) {
    const given = () =>
      (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]);
    assertAccess(field, () => Object.fromEntries(given()) as Arguments, context);
  }
}
