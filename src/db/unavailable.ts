import { Unavailable } from '../errors.ts';
import { causeCodes } from './prisma-errors.ts';

type Trouble = 'unreachable' | 'busy' | 'full' | 'slow';

const RETRY_AFTER_SECONDS: Record<Trouble, number> = { unreachable: 5, busy: 1, full: 60, slow: 5 };

const UNCHANGED = 'Nothing was changed.';
const RETRY = 'It is unknown whether a change was applied. Retry it with the same idempotency key.';

/** Troubles that roll back the transaction. */
const ROLLED_BACK: ReadonlySet<Trouble> = new Set(['busy', 'full']);

const ERRORS: Record<Trouble, readonly [reason: string, message: string]> = {
  unreachable: ['database_unavailable', 'The database does not answer. Try again later.'],
  busy: ['database_busy', 'The server is busy. Try again.'],
  full: ['storage_full', "The server's disk is full or not writable. Ask its operator to free some space."],
  slow: ['timed_out', 'The database took too long and the query was cancelled. Ask for less at a time.'],
};

/** Codes of Prisma (P…) and its adapters, SQLSTATEs (PostgreSQL, appendix A) and codes of Node. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  P1001: 'unreachable', // The server can't be reached.
  P1002: 'unreachable', // It was reached and did not answer.
  P1008: 'unreachable', // An operation ran into the socket's timeout.
  P1017: 'unreachable', // The server closed the connection.
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  '08000': 'unreachable', // connection_exception
  '08003': 'unreachable', // connection_does_not_exist
  '08006': 'unreachable', // connection_failure
  '25006': 'unreachable', // read_only_sql_transaction: a standby answers while the primary is replaced.
  '57P01': 'unreachable', // admin_shutdown
  '57P02': 'unreachable', // crash_shutdown
  '57P03': 'unreachable', // cannot_connect_now
  // Kinds of errors of Prisma's driver adapters, for raw statements.
  DatabaseNotReachable: 'unreachable',
  ConnectionClosed: 'unreachable',
  SocketTimeout: 'unreachable',
  TooManyConnections: 'busy',
  P2024: 'busy', // No connection was free in time.
  P2028: 'busy', // A transaction could not begin, or was closed, in time.
  P2034: 'busy', // A deadlock, or two that could not be put in an order.
  P2037: 'busy', // Too many connections.
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '53300': 'busy', // too_many_connections
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'full',
  '53100': 'full', // disk_full
  '57014': 'slow', // query_canceled, by statement_timeout
};

/** Messages of pg and its pool for errors without a code. */
const MESSAGES = new Map<string, Trouble>([
  ['Connection terminated', 'unreachable'],
  ['Connection terminated unexpectedly', 'unreachable'],
  ['Connection terminated due to connection timeout', 'unreachable'],
  ['Client has encountered a connection error and is not queryable', 'unreachable'],
  ['Client was closed and is not queryable', 'unreachable'],
  ['timeout expired', 'unreachable'],
  ['Query read timeout', 'unreachable'],
  // Despite its text, this is the wait for a free connection of the pool.
  ['timeout exceeded when trying to connect', 'busy'],
]);

/** A missing socket: PostgreSQL is being started. As a code alone, it may be any missing file. */
const NO_SOCKET = /^connect ENOENT /m;

function troubleOfMessage(error: unknown, depth = 0): Trouble | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  if (NO_SOCKET.test(error.message)) return 'unreachable';
  return MESSAGES.get(error.message) ?? troubleOfMessage(error.cause, depth + 1);
}

function troubleOf(error: unknown): Trouble | undefined {
  const codes = causeCodes(error).filter((code) => typeof code === 'string');
  const found = codes.map((code) => (Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined));
  return found.find((trouble) => trouble !== undefined) ?? troubleOfMessage(error);
}

/**
 * The error for a client when the database fails; null for any other error. `hasWritten`: whether the operation has
 * committed anything; null if unknown.
 */
export function unavailable(error: unknown, hasWritten: boolean | null): Unavailable | null {
  const trouble = troubleOf(error);
  if (!trouble) return null;
  const [reason, message] = ERRORS[trouble];
  const effect = hasWritten === false && ROLLED_BACK.has(trouble) ? UNCHANGED : RETRY;
  return new Unavailable(reason, `${message} ${effect}`, RETRY_AFTER_SECONDS[trouble], error);
}
