/** What went wrong, as a closed set: every layer above maps over it totally, never over message text. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RULE_VIOLATION',
  'PRECONDITION_FAILED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One fault of an input, with the way to the field it stands in. */
export interface Fault {
  /** From the operation's arguments down, e.g. `['input', 'units', 0, 'label']`. */
  readonly path: readonly (string | number)[];
  /** Stable, snake_case. */
  readonly code: string;
  /** For a person: what is wrong and what would be right. */
  readonly message: string;
  /** Values that would have been taken, where they can be listed; the fields there are, for one that there is not. */
  readonly allowed?: readonly string[];
  /** The statute section a rule comes from, e.g. `RTA s.59(1)`. */
  readonly section?: string;
  /** The calendar date (YYYY-MM-DD) that would hold, where the fault is a date. */
  readonly earliestDate?: string;
}

export interface DomainErrorOptions {
  /** Finer than the code, stable, snake_case, e.g. `unit_occupied`. */
  readonly reason?: string;
  readonly details?: readonly Fault[];
  readonly cause?: unknown;
}

/** The one error the core throws on purpose. Anything else is a defect and is masked. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly reason: string;
  readonly details: readonly Fault[];

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = options.reason ?? code.toLowerCase();
    this.details = options.details ?? [];
  }
}

/** The server can't do it now, and will be able to again by itself: 503 with `Retry-After` over HTTP. */
export class Unavailable extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(reason: string, message: string, retryAfterSeconds: number, cause?: unknown) {
    super('UNAVAILABLE', message, { reason, cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** All faults of an input at once. A lone rule of law that is broken names the whole error. */
export function badInput(details: readonly Fault[]): DomainError {
  const [first, ...more] = details;
  const isAlone = first !== undefined && more.length === 0;
  const message = isAlone
    ? first.message
    : `The input has ${details.length} faults, each with its own words.`;
  const reason = isAlone && first.section !== undefined ? first.code : 'invalid_input';
  return new DomainError('BAD_INPUT', message, { reason, details });
}

/** For what does not exist and for what the viewer may not see: the same words for both. */
export function notFound(noun: string): DomainError {
  return new DomainError('NOT_FOUND', `No such ${noun}.`);
}
