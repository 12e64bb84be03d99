/** A closed set of error codes. Other layers map every code, and never read message text. */
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

/** One fault of an input, with the path to its field. */
export interface Fault {
  /** From the operation's arguments down, e.g. `['input', 'units', 0, 'label']`. */
  readonly path: readonly (string | number)[];
  /** Stable, snake_case. */
  readonly code: string;
  /** For a person: what is wrong and how to fix it. */
  readonly message: string;
  /** Accepted values, if they can be listed; for an unknown field, the known fields. */
  readonly allowed?: readonly string[];
  /** The statute section a rule comes from, e.g. `RTA s.59(1)`. */
  readonly section?: string;
  /** The earliest valid calendar date (YYYY-MM-DD), if the fault is a date. */
  readonly earliestDate?: string;
  /** First day on which a rent increase could take effect (YYYY-MM-DD). */
  readonly earliestOn?: string;
  /** The highest lawful rent, in dollars. */
  readonly maximumRent?: number;
}

export interface DomainErrorOptions {
  /** Finer than the code, stable, snake_case, e.g. `unit_occupied`. */
  readonly reason?: string;
  readonly details?: readonly Fault[];
  readonly cause?: unknown;
}

/** The error that the core throws on purpose. Any other error is a defect and is masked. */
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

/** A temporary failure of the server: 503 with `Retry-After` over HTTP. */
export class Unavailable extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(reason: string, message: string, retryAfterSeconds: number, cause?: unknown) {
    super('UNAVAILABLE', message, { reason, cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Another request with the same idempotency key is running: 409 with `Retry-After` over HTTP. */
export class InProgress extends DomainError {
  /** Seconds until a retry can take the request over, at the latest. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('CONFLICT', message, { reason: 'request_in_progress' });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** All faults of an input at once. If the only fault breaks a rule of law, its code is the error's reason. */
export function badInput(details: readonly Fault[]): DomainError {
  const [first, ...more] = details;
  const isAlone = first !== undefined && more.length === 0;
  const message = isAlone ? first.message : `The input has ${details.length} faults. Correct each of them.`;
  const reason = isAlone && first.section !== undefined ? first.code : 'invalid_input';
  return new DomainError('BAD_INPUT', message, { reason, details });
}

/** The same error for a missing row and for an invisible one. */
export function notFound(noun: string): DomainError {
  return new DomainError('NOT_FOUND', `No such ${noun}.`);
}
