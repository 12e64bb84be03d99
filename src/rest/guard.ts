import { runOperation, type Core } from './core.ts';
import { entityTagOf } from './entity-tag.ts';
import {
  isConditional,
  matchesIfNoneMatch,
  passesIfMatch,
  preconditionFailed,
  type Preconditions,
} from './precondition.ts';
import { takesVariable, type AnyRoute, type RouteInput } from './route.ts';

/** Variables that make an operation's write conditional; empty for an unconditional write. */
export interface Guard {
  readonly expectedVersion?: number;
}

export const UNGUARDED: Guard = {};

/**
 * No row has this version: versions count from 1. The core checks existence (404) and permission (403) first and then
 * finds this version stale, since preconditions come last (RFC 9110 §13.2.1).
 */
const NO_VERSION = 0;

/** Whether the write depends on a certain representation. That the resource exists (`If-Match: *`) the core checks. */
function dependsOnTags(preconditions: Preconditions): boolean {
  const { ifMatch, ifNoneMatch } = preconditions;
  return isConditional(preconditions) && !(ifMatch === '*' && ifNoneMatch === null);
}

/**
 * Guards a route's write. Compares its preconditions with the current answer of `read`, the GET of the same path. The
 * returned version lets the core refuse the write if the row changes after the comparison.
 *
 * @throws Problem 404 for a missing resource; 412 for a failed precondition on a resource without a version.
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
  const tag = entityTagOf(read, data, read.present(data, input));
  const holds = tag !== null && passesIfMatch(preconditions, tag) && !matchesIfNoneMatch(preconditions, tag);
  const version = holds ? read.version?.(data) : null;
  if (takesVariable(route, 'expectedVersion')) return { expectedVersion: version ?? NO_VERSION };
  if (!holds) throw preconditionFailed();
  return UNGUARDED;
}
