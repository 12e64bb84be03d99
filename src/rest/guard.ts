import { Kind } from 'graphql';
import { runOperation, type Core } from './core.ts';
import { entityTagOf } from './entity-tag.ts';
import { isConditional, isKnown, isMatched, preconditionFailed, type Preconditions } from './precondition.ts';
import type { AnyRoute, RouteInput } from './route.ts';

/** A variable of the operation that makes its write conditional; none for a write that depends on nothing. */
export interface Guard {
  readonly expectedVersion?: number;
}

export const UNGUARDED: Guard = {};

/**
 * No row has this version, they count from 1. With it the core decides what it decides first, whether the row is there
 * (404) and the caller may do this (403), and then finds the version stale: preconditions come last (RFC 9110 §13.2.1).
 */
const NO_VERSION = 0;

function takesExpectedVersion({ document }: AnyRoute): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ variable }) => variable.name.value === 'expectedVersion'),
  );
}

/** Whether the write depends on a certain representation, not just on there being one, which the core sees to. */
function dependsOnTags(preconditions: Preconditions): boolean {
  const { ifMatch, ifNoneMatch } = preconditions;
  return isConditional(preconditions) && !(ifMatch === '*' && ifNoneMatch === null);
}

/**
 * Guards the write of a route. Its preconditions are held against what `read`, the GET of the same path, shows now;
 * that the row has not changed between this comparison and the write is the core's to ensure, by the version that was
 * compared. A resource without a version is compared, then written.
 *
 * @throws Problem 404 where there is nothing to compare with, 412 where the core could not tell.
 */
export async function guardWrite<Session>(
  core: Core<Session>,
  { route, read }: { readonly route: AnyRoute; readonly read: AnyRoute | undefined },
  input: RouteInput,
  session: Session,
  preconditions: Preconditions,
): Promise<Guard> {
  if (!dependsOnTags(preconditions)) return UNGUARDED;
  if (!read) throw preconditionFailed();
  const { data, problem } = await runOperation(core, read, { ...input, query: {}, body: {} }, session);
  if (problem) throw problem;
  const tag = entityTagOf(read, data, read.present(data));
  const holds = tag !== null && isMatched(preconditions, tag) && !isKnown(preconditions, tag);
  const version = holds ? read.version?.(data) : null;
  if (takesExpectedVersion(route)) return { expectedVersion: version ?? NO_VERSION };
  if (!holds) throw preconditionFailed();
  return UNGUARDED;
}
