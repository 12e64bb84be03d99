import { visit, type DocumentNode } from 'graphql';
import { variablesIn } from '../input/variable-paths.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Arguments whose values change what a field costs; see costOf. */
const COUNTED: ReadonlySet<string> = new Set(['first', 'last', 'ids', 'rows', 'input']);

/** Costs that are kept of one document: page sizes make several. */
const MAX_COSTS = 64;
/** Longer values, such as rows to import, seldom come again. */
const MAX_KEY_CHARACTERS = 300;

/** The variables of a document: those whose values count, and the others. */
interface Uses {
  readonly counted: readonly string[];
  readonly others: readonly string[];
  readonly costs: Map<string, number>;
}

/** By document, as long as the cache of parsed documents keeps them. */
const usesOf = new WeakMap<DocumentNode, Uses>();

function usesIn(document: DocumentNode): Uses {
  const counted = new Set<string>();
  const all = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      for (const variable of variablesIn(value)) {
        all.add(variable);
        if (COUNTED.has(name.value)) counted.add(variable);
      }
    },
  });
  const others = [...all].filter((variable) => !counted.has(variable));
  return { counted: [...counted], others, costs: new Map() };
}

/** A variable that is absent or null may be an error. Its value is none here. */
function presenceOf(value: unknown): string {
  if (value === undefined) return '-';
  return value === null ? '0' : '1';
}

function hasLongList(value: unknown): boolean {
  return Array.isArray(value) && value.length > MAX_KEY_CHARACTERS;
}

/** What the cost depends on besides the document; null for values that are not worth keeping. */
function keyOf({ counted, others }: Uses, operationName: string, variables: Variables): string | null {
  const values = counted.map((variable) => variables[variable]);
  if (values.some((value) => hasLongList(value))) return null;
  const parts = [operationName, ...others.map((variable) => presenceOf(variables[variable]))];
  const key = JSON.stringify([
    parts.join(' '),
    ...values.map((value) => (value === undefined ? '-' : [value])),
  ]);
  return key.length > MAX_KEY_CHARACTERS ? null : key;
}

/**
 * The cost of an operation: worked out once for each document and each set of the values that it depends on. An error is
 * worked out each time.
 */
export function knownCost(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
  workOut: () => number,
): number {
  const uses = usesOf.get(document) ?? usesIn(document);
  usesOf.set(document, uses);
  const key = keyOf(uses, operationName ?? '', variables);
  if (key === null) return workOut();
  const known = uses.costs.get(key);
  if (known !== undefined) return known;
  const cost = workOut();
  if (uses.costs.size >= MAX_COSTS) uses.costs.clear();
  uses.costs.set(key, cost);
  return cost;
}
