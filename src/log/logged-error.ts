import { isNativeError } from 'node:util/types';

/** As much of the chain of causes as anybody reads. */
const DEEPEST_CAUSE = 5;

/** A place in the code, as V8 writes it; a line of a message that starts alike has no line and column at its end. */
const FRAME = /^ {4}at .+(?::\d+:\d+|<anonymous>|native)\)?$/;

/** What Node and PostgreSQL say of an error: names of things, never values. */
const NAMING_FIELDS = ['code', 'syscall', 'severity', 'routine', 'schema', 'table', 'column', 'constraint'];

/** An identifier, so that no sentence fits and no e-mail address. */
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
  // Without the message first, which may hold lines that look like frames.
  const lines = (error.stack ?? '').replace(error.message, '').split('\n');
  return lines.filter((line) => FRAME.test(line)).join('\n');
}

function identifiers(holder: unknown, fields: readonly string[]): Record<string, unknown> {
  if (!isObject(holder)) return {};
  const named = fields.map((field): [string, unknown] => [field, holder[field]]);
  return Object.fromEntries(named.filter(([, value]) => typeof value === 'string' && IDENTIFIER.test(value)));
}

/** Prisma keeps its model's name and the database's own code in `meta`, beside words that repeat values. */
function prismaIdentifiers(error: Error): Record<string, unknown> {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: unknown } } };
  return {
    ...identifiers(meta, ['modelName']),
    ...identifiers(meta?.driverAdapterError?.cause, ['kind', 'originalCode']),
  };
}

function describe(error: Error, depth: number): LoggedError {
  const isBelow = (inner: unknown): inner is Error => isNativeError(inner) && depth < DEEPEST_CAUSE;
  const { errors } = error as { errors?: unknown };
  return {
    type: error.constructor.name,
    ...identifiers(error, NAMING_FIELDS),
    ...prismaIdentifiers(error),
    stack: framesOf(error),
    ...(isBelow(error.cause) && { cause: describe(error.cause, depth + 1) }),
    ...(Array.isArray(errors) && {
      errors: errors.filter(isBelow).map((inner) => describe(inner, depth + 1)),
    }),
  };
}

/**
 * An error as it is logged: its type, its codes and the places in the code that it came through, and the same of its
 * causes. Never its message: Prisma's repeats the arguments of the call, PostgreSQL's the values of the row and a
 * parser's the text, so it is as personal as what was worked on.
 */
export function describeError(error: unknown): LoggedError {
  return isNativeError(error) ? describe(error, 0) : { type: typeof error, stack: '' };
}
