import { Problem, type ProblemItem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';
import { memberInAnyCase } from './words.ts';

const MAX_LIMIT = 100;

function limitOf(text: string): number | null {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : null;
}

function bad(code: string, items: readonly ProblemItem[]): Problem {
  return new Problem(400, code, items.map(({ detail }) => detail).join(' '), { errors: items });
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

/**
 * The query's parameters, with the contract's words translated to enum members. No parameter is silently ignored.
 *
 * @throws Problem 400 `unknown_parameter` or `invalid_parameter`, naming each.
 */
export function readParameters(route: AnyRoute, search: URLSearchParams): Record<string, unknown> {
  const known = route.parameters ?? {};
  const unknown = unknownParameters(search, Object.keys(known));
  if (unknown.length > 0) throw bad('unknown_parameter', unknown);
  const faults: ProblemItem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, words] of Object.entries(known)) {
    const [text, ...more] = search.getAll(name);
    if (text === undefined) continue;
    const value = name === 'limit' ? limitOf(text) : words ? memberInAnyCase(words, text) : text;
    if (more.length > 0) {
      faults.push({
        parameter: name,
        code: 'repeated',
        detail: `The parameter "${name}" is repeated. Give it once.`,
      });
    } else if (value === null) {
      faults.push({
        parameter: name,
        code: 'out_of_range',
        detail: `Invalid "${name}". Give a whole number from 1 to ${MAX_LIMIT}.`,
      });
    } else {
      values[name] = value;
    }
  }
  if (faults.length > 0) throw bad('invalid_parameter', faults);
  return values;
}
