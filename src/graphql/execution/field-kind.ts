import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';

type Field = GraphQLField<unknown, Context, Arguments>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;

/** Whether a row was read with what a field needs, as Pothos asks it. */
type IsLoaded = (row: unknown, info: unknown, context: Context) => boolean;

/** A relation that a field shows as it is. */
interface Relation {
  readonly name: string;
  /** Whether it is shown in pages. */
  readonly isPaged: boolean;
}

/** How a field below the roots gets its value. */
export type FieldKind =
  /** A property of the row. */
  | { readonly of: 'property'; readonly name: string }
  /** The same, of a row that may have been read without it. */
  | { readonly of: 'column'; readonly name: string }
  /** The resolver of its noun, without Pothos' wrapping. */
  | { readonly of: 'resolver'; readonly resolve: Resolver }
  /** The same, of a field that needs more than the columns of the row. */
  | {
      readonly of: 'selection';
      readonly resolve: Resolver;
      readonly isLoaded: IsLoaded | null;
      readonly relation: Relation | null;
    }
  /** The resolver of the schema. */
  | { readonly of: 'schema' };

/** What Pothos tells of a field; see `pothosConfig` in its documentation. */
interface Extensions {
  readonly pothosExposedField?: string;
  readonly pothosOriginalResolve?: Resolver;
  readonly pothosResolveWrapped?: boolean;
  readonly pothosArgMappers?: readonly unknown[] | null;
  readonly pothosPrismaSelect?: unknown;
  readonly pothosPrismaLoaded?: IsLoaded;
  /** Of fields made by `relation` and `relatedConnection`. */
  readonly pothosPrismaRelationField?: { readonly name: string };
}

function isRowId(type: GraphQLObjectType, { name }: Field): boolean {
  const isNode = type.getInterfaces().some((one) => isInterfaceType(one) && one.name === 'Node');
  return isNode && name === 'id' && type.extensions['pothosPrismaModel'] !== undefined;
}

function relationOf(field: Field): Relation | null {
  const { pothosPrismaRelationField: relation } = field.extensions as Extensions;
  if (!relation) return null;
  const type = getNamedType(field.type);
  return { name: relation.name, isPaged: isObjectType(type) && 'edges' in type.getFields() };
}

/** How the field of a type gets its value, when it is executed by a plan. */
export function kindOf(type: GraphQLObjectType, field: Field): FieldKind {
  // The global ID is the row's ID (builder.ts), so Pothos need not make it in a promise for each row.
  if (isRowId(type, field)) return { of: 'property', name: 'id' };
  const extensions = field.extensions as Extensions;
  const { pothosOriginalResolve: resolve, pothosPrismaSelect, pothosExposedField: exposed } = extensions;
  if ((extensions.pothosArgMappers ?? []).length > 0) return { of: 'schema' };
  if (pothosPrismaSelect && exposed !== undefined) return { of: 'column', name: exposed };
  if (pothosPrismaSelect && resolve) {
    const isLoaded = extensions.pothosPrismaLoaded ?? null;
    return { of: 'selection', resolve, isLoaded, relation: relationOf(field) };
  }
  if (extensions.pothosResolveWrapped === true) return { of: 'schema' };
  if (exposed !== undefined) return { of: 'property', name: exposed };
  return resolve ? { of: 'resolver', resolve } : { of: 'schema' };
}
