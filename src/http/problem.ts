import { STATUS_CODES } from 'node:http';
import type { ErrorCode, Fault } from '../errors.ts';

const TYPE_BASE = 'https://api.keynest.app/problems/';

/** HTTP statuses of the core's codes (RFC 9110, RFC 6585, RFC 4918). */
const STATUS_BY_CODE: Record<ErrorCode, number> = {
  BAD_INPUT: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RULE_VIOLATION: 422,
  PRECONDITION_FAILED: 412,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

export function statusOf(code: string): number {
  return Object.hasOwn(STATUS_BY_CODE, code) ? STATUS_BY_CODE[code as ErrorCode] : 500;
}

/** A fault of the request, with a pointer into its body (RFC 6901) or the name of its parameter. */
export interface ProblemItem extends Omit<Fault, 'path' | 'message'> {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** Limits of a rent increase, which the problem repeats from the fault that names them. */
function limitsOf(errors: readonly ProblemItem[]): Pick<ProblemItem, 'earliestOn' | 'maximumRent'> {
  const { earliestOn, maximumRent } = errors.find((item) => item.earliestOn !== undefined) ?? {};
  return {
    ...(earliestOn === undefined ? {} : { earliestOn }),
    ...(maximumRent === undefined ? {} : { maximumRent }),
  };
}

/** An error answer. Only the outermost middleware writes it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemItem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    extra: { errors?: readonly ProblemItem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = extra.errors ?? [];
    this.headers = extra.headers ?? {};
  }

  /** The body of `application/problem+json` (RFC 9457). `instance`: the path, if known. */
  toBody(instance?: string): object {
    return {
      type: TYPE_BASE + this.code,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      instance,
      code: this.code,
      ...limitsOf(this.errors),
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    };
  }
}

/** A path as a JSON pointer (RFC 6901). */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The 405 of a path with other methods. `allowed`: the value of the Allow header (RFC 9110 §15.5.6). */
export function methodNotAllowed(allowed: string): Problem {
  return new Problem(405, 'method_not_allowed', `This path does not accept that method. Use ${allowed}.`, {
    headers: { Allow: allowed },
  });
}

/** @throws Problem 405 for any other method than GET and HEAD. */
export function assertReadMethod({ method }: { readonly method: string }): void {
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
}
