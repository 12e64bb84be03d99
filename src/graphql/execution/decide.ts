import { getLoaderMapping } from '@pothos/selection-mapper';
import type { Path } from 'graphql/jsutils/Path.js';
import { badInput } from '../../errors.ts';
import { isHiddenFrom } from '../guards/access-guard.ts';
import { scopeOutcome } from '../guards/scope-guard.ts';
import { faultsOfArguments } from '../input/argument-faults.ts';
import { faultsToReport } from '../input/input-check.ts';
import type { PageArguments } from '../types/connections.ts';
import { pagesOf } from './pages.ts';
import type { PlannedField } from './plan.ts';
import { infoOf, type Decision, type Execution, type Mapping, type Outcome } from './execution.ts';

function giving(value: unknown): Outcome {
  return { give: () => value };
}

function refusing(error: Error): Outcome {
  return {
    give: () => {
      throw error;
    },
  };
}

/** Guards and argument checks in the order of schema.ts: the same for all rows, so they run once for each place. */
function outcomeOf({ context, args }: Execution, { field, index }: PlannedField): Outcome | null {
  if (isHiddenFrom(field, context)) return giving(null);
  const scope = scopeOutcome(field, context);
  if (scope) return 'refusal' in scope ? refusing(scope.refusal) : giving(scope.value);
  const found = field.args.length === 0 ? [] : faultsOfArguments(field, args[index] ?? {}, context);
  if (found.every(({ faults }) => faults.length === 0)) return null;
  return refusing(badInput(faultsToReport(found, [])));
}

/**
 * Decides for a place of the document at its first row. All rows of a place were read by one query, so what it read of the
 * first one it read of all.
 */
export function decide(
  execution: Execution,
  planned: PlannedField,
  row: unknown,
  path: () => Path,
): Decision {
  const decision = decideWithoutReading(execution, planned, row, path);
  const read = decision.outcome === null && decision.isLoaded ? readerOf(execution, planned) : null;
  return { ...decision, read, property: read ? propertyOf(planned) : null };
}

/** The property of its row that a leaf is; null if it is none. */
function propertyOf({ kind, shape }: PlannedField): string | null {
  const isProperty = kind.of === 'property' || kind.of === 'column';
  return isProperty && shape.kind === 'leaf' ? kind.name : null;
}

/** How a field is read from its row; null where its resolver has to be asked. */
function readerOf({ args }: Execution, { kind, index }: PlannedField): Decision['read'] {
  if (kind.of === 'property' || kind.of === 'column') return (row) => row[kind.name];
  if (kind.of !== 'selection' || !kind.relation) return null;
  const { name, isPaged } = kind.relation;
  return isPaged ? pagesOf(name, args[index] as PageArguments) : (row) => row[name];
}

function decideWithoutReading(
  execution: Execution,
  planned: PlannedField,
  row: unknown,
  path: () => Path,
): Omit<Decision, 'property' | 'read'> {
  const { above, kind } = planned;
  if (!above) return { outcome: null, isLoaded: false, mapping: null };
  const outcome = outcomeOf(execution, planned);
  if (outcome || (kind.of !== 'selection' && kind.of !== 'column'))
    return { outcome, isLoaded: true, mapping: null };
  const mapping = mappingOf(execution, planned, path);
  const check = kind.of === 'selection' ? kind.isLoaded : null;
  const isLoaded =
    mapping !== null && (check?.(row, infoOf(execution, planned, path()), execution.context) ?? true);
  return { outcome, isLoaded, mapping: isLoaded ? mapping : null };
}

/** The mapping of a place, from that of the nearest selection above it, or from the query of its root field. */
function mappingOf(execution: Execution, planned: PlannedField, path: () => Path): Mapping | null {
  const type = planned.parentType.name;
  let relative = planned.key;
  let { above } = planned;
  while (above?.above && above.kind.of !== 'selection') {
    // What the schema's resolvers give was read by queries of their own.
    if (above.kind.of === 'schema') return null;
    relative = `${above.key}.${relative}`;
    ({ above } = above);
  }
  if (!above) return null;
  if (!above.above) return getLoaderMapping(execution.context, path(), type, null) ?? null;
  return execution.decisions[above.index]?.mapping?.nested[`${type}@${relative}`] ?? null;
}
