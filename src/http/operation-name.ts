import type { Context } from 'koa';
import type { Interface } from '../telemetry/signals.ts';
import { GRAPHQL_PATH } from './paths.ts';
import type { RouteName } from './route-pattern.ts';

/** What a request executed, as the context of its operations notes it. */
export interface Executed {
  /** Names that the caller gave to its operations. */
  readonly operationNames: readonly string[];
  /** Fields of the root types that were asked for. */
  readonly rootFields: readonly string[];
  /** Codes of the errors that operations ended with. */
  readonly errorCodes: readonly string[];
}

const NOTHING: Executed = { operationNames: [], rootFields: [], errorCodes: [] };

/** Empty before anything was executed. */
export function executedBy({ state }: Context): Executed {
  return (state as { context?: Executed }).context ?? NOTHING;
}

/** The name of a request without a known operation, of one with several. */
const UNKNOWN = 'unknown';
const SEVERAL = 'several';

function interfaceOf({ pattern }: RouteName): Interface {
  if (pattern === GRAPHQL_PATH) return 'graphql';
  if (pattern.startsWith('/v1/')) return 'rest';
  return pattern.startsWith('/files/') ? 'files' : 'other';
}

/** The field that a GraphQL request asked for. */
function fieldOf({ rootFields }: Executed): string {
  const fields = [...new Set(rootFields)];
  return fields.length > 1 ? SEVERAL : (fields[0] ?? UNKNOWN);
}

/** Names a request's operation without any text of the caller, so that the number of names is bounded. */
export function nameOperation(
  route: RouteName,
  executed: Executed,
): { readonly interface: Interface; readonly operation: string } {
  const name = interfaceOf(route);
  if (name === 'graphql') return { interface: name, operation: fieldOf(executed) };
  return { interface: name, operation: name === 'other' ? route.pattern : (route.operation ?? UNKNOWN) };
}
