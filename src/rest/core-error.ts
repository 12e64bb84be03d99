import type { GraphQLError } from 'graphql';
import type { Fault } from '../errors.ts';
import { choiceMessage, unknownFieldMessage } from '../faults/faults.ts';
import { wordFor, type Words } from '../vocabulary/words.ts';
import { asGiven } from './translate-body.ts';
import { pointerTo, Problem, statusOf, type ProblemItem } from '../http/problem.ts';
import { parameterProblem } from './parameters.ts';
import type { AnyRoute } from './route.ts';

interface Extensions {
  readonly code?: string;
  readonly reason?: string;
  readonly details?: readonly Fault[];
  /** Seconds until a retry can succeed. */
  readonly retryAfterSeconds?: number;
}

/** Own property of a table. Client-chosen names such as `constructor` must not reach the prototype. */
function ownEntry<Value>(table: Readonly<Record<string, Value>> | undefined, name: string | number) {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Name of a field of the body in `/v1`. */
function nameOf(route: AnyRoute, step: string | number): string {
  return ownEntry(route.renamed, step) ?? asGiven(route, String(step));
}

/** Message of an unknown field, with the field names of `/v1`. */
function unknownField(route: AnyRoute, { allowed }: Fault): Pick<ProblemItem, 'allowed' | 'detail'> {
  if (!allowed) return { detail: unknownFieldMessage(null) };
  const names = [...new Set(allowed.map((field) => ownEntry(route.renamed, field) ?? field))];
  return { detail: unknownFieldMessage(names), allowed: names };
}

/** Message and allowed values of a fault. The core lists enum members, `/v1` their words. */
function wordingOf(
  route: AnyRoute,
  fault: Fault,
  words?: Words | null,
): Pick<ProblemItem, 'allowed' | 'detail'> {
  const { code, message, allowed } = fault;
  if (code === 'unknown_field') return unknownField(route, fault);
  if (!allowed) return { detail: message };
  if (!words) return { detail: message, allowed };
  const inWords = allowed.map((member) => wordFor(words, member));
  return { detail: code === 'invalid_value' ? choiceMessage(inWords) : message, allowed: inWords };
}

function itemOf(route: AnyRoute, fault: Fault): ProblemItem {
  const { path, message: _message, ...rest } = fault;
  const [, ...below] = path;
  const steps = below.map((step, depth) => (depth === 0 ? nameOf(route, step) : step));
  const isQuery = route.method === 'GET';
  // A parameter is one item of a list of the core's.
  const named = isQuery ? steps.filter((step) => typeof step === 'string') : steps;
  const name = String(named.at(-1) ?? path[0]);
  const words = ownEntry(isQuery ? route.parameters : { ...route.codeWords, ...route.words }, name);
  const place = isQuery ? { parameter: name === 'after' ? 'cursor' : name } : { pointer: pointerTo(steps) };
  return { ...rest, ...place, ...wordingOf(route, fault, words) };
}

/** 404 for a malformed part of the path, with the code of the route. */
function missingPath(route: AnyRoute, params: readonly string[], details: readonly Fault[]): Problem | null {
  const part = details
    .map(({ path }) => ownEntry(route.pathArguments, path[0] ?? '') ?? String(path[0]))
    .find((name) => params.includes(name));
  if (part === undefined) return null;
  return new Problem(
    404,
    route.pathCodes?.[part] ?? 'not_found',
    `This ${part === 'id' ? 'resource' : part} does not exist.`,
  );
}

/** The HTTP problem for an error of the core. */
export function problemOf(route: AnyRoute, params: readonly string[], error: GraphQLError): Problem {
  const {
    code = 'INTERNAL',
    reason = 'internal',
    details = [],
    retryAfterSeconds,
  } = error.extensions as Extensions;
  const missing = code === 'BAD_INPUT' ? missingPath(route, params, details) : null;
  if (missing) return missing;
  const errors = details.map((fault) => itemOf(route, fault));
  if (code === 'BAD_INPUT' && route.method === 'GET') {
    return parameterProblem(errors);
  }
  const headers: Record<string, string> = {
    ...(code === 'UNAUTHENTICATED' && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
  };
  // A single fault gives the problem its own detail.
  const isLone = details.length === 1 && details[0]?.message === error.message;
  const detail = (isLone ? errors[0]?.detail : undefined) ?? error.message;
  return new Problem(statusOf(code), reason, detail, { errors, headers });
}
