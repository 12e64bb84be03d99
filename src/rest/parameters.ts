import { Problem, type ProblemItem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';
import type { Words } from '../vocabulary/words.ts';
import { memberInAnyCase } from './words.ts';

const MAX_LIMIT = 100;
/** Parameters that are true or false. */
const SWITCHES: readonly string[] = ['dryRun', 'deleted'];

function limitOf(text: string): number | null {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : null;
}

/** The problem of a query's parameters: 400 `unknown_parameter` or `invalid_parameter`, naming each. */
export function parameterProblem(errors: readonly ProblemItem[]): Problem {
  const isUnknown = errors.some(({ code }) => code === 'unknown_parameter');
  const detail =
    errors.length === 1 && errors[0]
      ? errors[0].detail
      : `The request has ${errors.length} invalid parameters. Correct each of them.`;
  return new Problem(400, isUnknown ? 'unknown_parameter' : 'invalid_parameter', detail, { errors });
}

function unknownParameters(search: URLSearchParams, known: readonly string[]): ProblemItem[] {
  const remedy = known.length > 0 ? `Use ${known.join(', ')}.` : 'This endpoint takes no parameters.';
  return [...new Set(search.keys())]
    .filter((name) => !known.includes(name))
    .map((parameter) => ({
      parameter,
      code: 'unknown_parameter',
      detail: `Unknown parameter "${parameter}". ${remedy}`,
    }));
}

/** A query's parameters: those that can be used, and the faults of the others. */
export interface ReadParameters {
  /** With the contract's words translated to enum members. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly ProblemItem[];
}

/** The fault of a parameter that the façade checks itself; null for a value to pass on. */
function faultOf(name: string, value: unknown, isRepeated: boolean): ProblemItem | null {
  if (isRepeated) {
    const detail = `The parameter "${name}" is repeated. Give it once.`;
    return { parameter: name, code: 'repeated', detail };
  }
  if (value !== null) return null;
  if (SWITCHES.includes(name)) {
    const detail = `Invalid "${name}". Give true or false.`;
    return { parameter: name, code: 'invalid_value', detail };
  }
  const detail = `Invalid "${name}". Give a whole number from 1 to ${MAX_LIMIT}.`;
  return { parameter: name, code: 'out_of_range', detail };
}

/** The value of a parameter; null for one that the façade refuses itself. */
function valueOf(name: string, words: Words | null, text: string): unknown {
  if (name === 'limit') return limitOf(text);
  if (SWITCHES.includes(name)) return text === 'true' || (text === 'false' ? false : null);
  return words ? memberInAnyCase(words, text) : text;
}

/** Reads the query's parameters. No parameter is silently ignored. */
export function readParameters(route: AnyRoute, search: URLSearchParams): ReadParameters {
  const known = route.parameters ?? {};
  const faults = unknownParameters(search, Object.keys(known));
  const values: Record<string, unknown> = {};
  for (const [name, words] of Object.entries(known)) {
    const [text, ...more] = search.getAll(name);
    if (text === undefined) continue;
    const value = valueOf(name, words, text);
    const fault = faultOf(name, value, more.length > 0);
    if (fault) faults.push(fault);
    else values[name] = value;
  }
  return { values, faults };
}
