import {
  Kind,
  parseType,
  visit,
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLArgument,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The rows that are left of the list that a root field was given. */
export interface LeftRows {
  readonly node: FieldNode;
  readonly argument: GraphQLArgument;
  readonly rows: readonly unknown[];
}

interface NewVariable extends LeftRows {
  readonly name: string;
}

type Request = Required<Pick<ExecutionArgs, 'document'>> & { readonly variableValues: Variables };

function variablesUsedIn(nodes: readonly ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

/** Names that the client has not taken. */
function named(lists: readonly LeftRows[], taken: ReadonlySet<string>): NewVariable[] {
  let number = 0;
  return lists.map((list) => {
    do number += 1;
    while (taken.has(`rows${number}`));
    return { ...list, name: `rows${number}` };
  });
}

function definitionOf({ name, argument }: NewVariable): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: parseType(String(argument.type)),
  };
}

/** The document with variables in place of the lists. */
function replaceLists(document: DocumentNode, variables: readonly NewVariable[]): DocumentNode {
  return visit(document, {
    Field: (node) => {
      const variable = variables.find((one) => one.node === node);
      if (!variable) return undefined;
      const { name, argument } = variable;
      const value = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
      const others = (node.arguments ?? []).map((one) =>
        one.name.value === argument.name ? { ...one, value } : one,
      );
      return { ...node, arguments: others };
    },
  });
}

/**
 * The request with a variable of its own for each of some lists, however the client wrote it. Variables that stood in
 * them only are left out: GraphQL would refuse the operation because of one that is malformed.
 */
export function withRowsAsVariables(
  { document, variableValues }: Request,
  operation: OperationDefinitionNode,
  lists: readonly LeftRows[],
): Request {
  const { variableDefinitions = [] } = operation;
  const variables = named(lists, new Set(variableDefinitions.map(({ variable }) => variable.name.value)));
  const replaced = replaceLists(document, variables);
  const place = document.definitions.indexOf(operation);
  const { [place]: changed } = replaced.definitions;
  if (changed?.kind !== Kind.OPERATION_DEFINITION) return { document, variableValues };
  const fragments = replaced.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const bare = { ...changed, variableDefinitions: [] };
  const used = variablesUsedIn([bare, ...fragments]);
  const kept = variableDefinitions.filter(({ variable }) => used.has(variable.name.value));
  const whole = { ...bare, variableDefinitions: [...kept, ...variables.map(definitionOf)] };
  return {
    document: { ...replaced, definitions: replaced.definitions.with(place, whole) },
    variableValues: {
      ...variableValues,
      ...Object.fromEntries(variables.map(({ name, rows }) => [name, rows])),
    },
  };
}
