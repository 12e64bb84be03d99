import { isNativeError } from 'node:util/types';

/** How many nested causes are logged. */
const MAX_CAUSES = 5;

/** A stack frame as V8 writes it. A similar line of a message does not end with line and column. */
const FRAME = /^ {4}at .+(?::\d+:\d+|<anonymous>|native)\)?$/;

/** Fields of errors of Node and PostgreSQL that hold identifiers, never values. */
const IDENTIFIER_FIELDS = [
  'code',
  'syscall',
  'severity',
  'routine',
  'schema',
  'table',
  'column',
  'constraint',
];

/** Matches identifiers, but neither sentences nor e-mail addresses. */
const IDENTIFIER = /^[\w.:-]{1,64}$/;

interface LoggedError {
  readonly type: string;
  /** Frames only. */
  readonly stack: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
  readonly [name: string]: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function framesOf(error: Error): string {
  // Remove the message first, which may hold lines that look like frames.
  const lines = (error.stack ?? '').replace(error.message, '').split('\n');
  return lines.filter((line) => FRAME.test(line)).join('\n');
}

function identifiers(holder: unknown, fields: readonly string[]): Record<string, unknown> {
  if (!isObject(holder)) return {};
  const named = fields.map((field): [string, unknown] => [field, holder[field]]);
  return Object.fromEntries(named.filter(([, value]) => typeof value === 'string' && IDENTIFIER.test(value)));
}

/** Prisma's `meta` holds the model's name and the database's code, beside text that repeats values. */
function prismaIdentifiers(error: Error): Record<string, unknown> {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: unknown } } };
  return {
    ...identifiers(meta, ['modelName']),
    ...identifiers(meta?.driverAdapterError?.cause, ['kind', 'originalCode']),
  };
}

function describe(error: Error, depth: number): LoggedError {
  const isBelow = (inner: unknown): inner is Error => isNativeError(inner) && depth < MAX_CAUSES;
  const { errors } = error as { errors?: unknown };
  return {
    type: error.constructor.name,
    ...identifiers(error, IDENTIFIER_FIELDS),
    ...prismaIdentifiers(error),
    stack: framesOf(error),
    ...(isBelow(error.cause) && { cause: describe(error.cause, depth + 1) }),
    ...(Array.isArray(errors) && {
      errors: errors.filter(isBelow).map((inner) => describe(inner, depth + 1)),
    }),
  };
}

/**
 * An error for the log: type, codes and stack frames, also of its causes. Never the message: those of Prisma, PostgreSQL
 * and parsers repeat the input, which may be personal.
 */
export function describeError(error: unknown): LoggedError {
  return isNativeError(error) ? describe(error, 0) : { type: typeof error, stack: '' };
}
