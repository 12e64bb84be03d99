import {
  defaultFieldResolver,
  Kind,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { authorize, type Act } from '../policies/acts.ts';

type Field = GraphQLField<unknown, Context>;

/** What a root field may say of itself. */
interface Access {
  /** The signed-out may use it. */
  readonly access?: 'public';
  /** Whoever may not do this is refused, whichever row it is about and however bad the input. */
  readonly act?: Act;
}

/** @throws DomainError UNAUTHENTICATED or FORBIDDEN. */
function assertAccess({ extensions }: Field, context: Context): void {
  const { access, act } = extensions as Access;
  if (access === 'public') return;
  const { viewer } = context;
  if (act) authorize(viewer, act);
}

/** Every root field needs somebody signed in, unless it says otherwise. */
export function guardAccess(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {}) as Field[]) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args: Record<string, unknown>, context, info): unknown => {
        assertAccess(field, context);
        return resolve(root, args, context, info);
      };
    }
  }
}

/** The same for the fields an operation names at its root, before anything is said about its input. */
export function assertOperationAccess(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  context: Context,
): void {
  const type = schema.getRootType(operation.operation) as GraphQLObjectType | undefined;
  const fields = (type?.getFields() ?? {}) as Record<string, Field | undefined>;
  for (const selection of operation.selectionSet.selections) {
    const field = selection.kind === Kind.FIELD ? fields[selection.name.value] : undefined;
    if (field) assertAccess(field, context);
  }
}
