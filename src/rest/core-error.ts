import type { GraphQLError } from 'graphql';
import type { Fault } from '../errors.ts';
import { asGiven } from './body.ts';
import { pointerTo, Problem, statusOf, type ProblemItem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';
import { wordFor, type Words } from './words.ts';

interface Extensions {
  readonly code?: string;
  readonly reason?: string;
  readonly details?: readonly Fault[];
  /** When it may be tried again. */
  readonly retryAfterSeconds?: number;
}

/** A table's entry by a name that a client chose: `constructor` is none. */
function own<Value>(table: Readonly<Record<string, Value>> | undefined, name: string | number) {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Members of the core's enums in the words of the contract. */
function inWords(fault: Fault, words: Words | null | undefined): Pick<ProblemItem, 'allowed' | 'detail'> {
  if (!fault.allowed || !words)
    return { detail: fault.message, ...(fault.allowed && { allowed: fault.allowed }) };
  const allowed = fault.allowed.map((member) => wordFor(words, member));
  return { detail: allowed.length > 0 ? `Take one of ${allowed.join(', ')}.` : fault.message, allowed };
}

/** The core's words for people, with the contract's words in place of its enum members. */
function detailOf(route: AnyRoute, message: string): string {
  const members = Object.values(route.words ?? {}).flatMap((words) => Object.entries(words));
  return members.reduce(
    (text, [word, member]) => text.replaceAll(new RegExp(`\\b${member}\\b`, 'g'), word),
    message,
  );
}

/** The contract's name for a field of the body. */
function nameOf(route: AnyRoute, step: string | number): string {
  return own(route.renamed, step) ?? asGiven(route, String(step));
}

/** The fault in the contract's names, where it is about a field that there is not. */
function inNames(route: AnyRoute, fault: Fault): Fault {
  const { path, code, allowed } = fault;
  const [, name, ...below] = path;
  if (code !== 'unknown_field' || !allowed || name === undefined || below.length > 0) return fault;
  const given = asGiven(route, String(name));
  const names = [...new Set(allowed.map((field) => own(route.renamed, field) ?? field))];
  const message = `There is no field "${given}" to set. Fields: ${names.join(', ')}.`;
  return { ...fault, allowed: names, message };
}

function itemOf(route: AnyRoute, coreFault: Fault): ProblemItem {
  const fault = inNames(route, coreFault);
  const { path, message: _message, ...rest } = fault;
  const [, ...below] = path;
  const steps = below.map((step, depth) => (depth === 0 ? nameOf(route, step) : step));
  const name = String(steps.at(-1) ?? path[0]);
  const isQuery = route.method === 'GET';
  const words = own(isQuery ? route.parameters : route.words, name);
  const place = isQuery ? { parameter: name === 'after' ? 'cursor' : name } : { pointer: pointerTo(steps) };
  return { ...rest, ...place, ...inWords(fault, words) };
}

/** A part of the path that has the wrong shape names nothing: 404, with the code the route gives it. */
function missingPath(route: AnyRoute, params: readonly string[], details: readonly Fault[]): Problem | null {
  const part = details.map(({ path }) => String(path[0])).find((name) => params.includes(name));
  if (part === undefined) return null;
  return new Problem(
    404,
    route.pathCodes?.[part] ?? 'not_found',
    `There is no such ${part === 'id' ? 'resource' : part}.`,
  );
}

/** What the core refused, in HTTP's terms. */
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
    return new Problem(400, 'invalid_parameter', errors.map(({ detail }) => detail).join(' '), { errors });
  }
  const headers: Record<string, string> = {
    ...(code === 'UNAUTHENTICATED' && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
  };
  const [lone, ...others] = errors;
  const isUnknown = lone?.code === 'unknown_field' && others.length === 0;
  const detail = isUnknown ? lone.detail : detailOf(route, error.message);
  return new Problem(statusOf(code), reason, detail, { errors, headers });
}
