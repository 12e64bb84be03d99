import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';
import type { Path } from '../../faults/faults.ts';

/** The variables in an argument's value, each with its path from the argument's name down. */
function pathsIn(value: ValueNode, path: Path): [variable: string, path: Path][] {
  switch (value.kind) {
    case Kind.VARIABLE:
      return [[value.name.value, path]];
    case Kind.LIST:
      return value.values.flatMap((item, index) => pathsIn(item, [...path, index]));
    case Kind.OBJECT:
      return value.fields.flatMap((field) => pathsIn(field.value, [...path, field.name.value]));
    default:
      return [];
  }
}

/** The names of the variables in an argument's value. */
export function variablesIn(value: ValueNode): string[] {
  return pathsIn(value, []).map(([variable]) => variable);
}

/** By document, as long as the cache of parsed documents keeps them. */
const pathsOf = new WeakMap<DocumentNode, ReadonlyMap<string, Path>>();

/**
 * Where a document uses its variables: the path of each from the argument down, e.g. `["input", "deposit"]` for
 * `createTenant(input: { deposit: $amount })`. The first use counts, fields before directives.
 */
export function variablePaths(document: DocumentNode): ReadonlyMap<string, Path> {
  const known = pathsOf.get(document) ?? findPaths(document);
  pathsOf.set(document, known);
  return known;
}

function findPaths(document: DocumentNode): ReadonlyMap<string, Path> {
  const ofFields: [string, Path][] = [];
  const ofDirectives: [string, Path][] = [];
  visit(document, {
    Argument: (node, _key, _parent, _path, ancestors) => {
      const owner = ancestors.at(-2);
      const isDirective = owner !== undefined && 'kind' in owner && owner.kind === Kind.DIRECTIVE;
      (isDirective ? ofDirectives : ofFields).push(...pathsIn(node.value, [node.name.value]));
    },
  });
  // A map keeps the last of several entries with the same key.
  return new Map([...ofFields, ...ofDirectives].reverse());
}
