import { Unavailable } from '../errors.ts';
import { causeCodes } from './prisma-errors.ts';

type Trouble = 'away' | 'busy' | 'full' | 'slow';

const RETRY_AFTER_SECONDS: Record<Trouble, number> = { away: 5, busy: 1, full: 60, slow: 5 };

const UNCHANGED = 'Nothing was changed.';
const REPEAT = 'Whether a change had its effect is not known: repeat it with the same idempotency key.';

/** What undoes the transaction that it befalls. */
const UNDOING: ReadonlySet<Trouble> = new Set(['busy', 'full']);

const WORDS: Record<Trouble, readonly [reason: string, message: string]> = {
  away: ['database_unavailable', 'The database does not answer. Try again later.'],
  busy: ['database_busy', 'Too much is going on at once. Try again.'],
  full: [
    'storage_full',
    'There is no room to store this, or the disk can not be written. Whoever runs this server has to make room.',
  ],
  slow: ['timed_out', 'The database took too long over this and was stopped. Ask for less at a time.'],
};

/**
 * By code: Prisma's (P…) and its adapters', SQLSTATEs (PostgreSQL, appendix A) and Node's.
 */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  P1001: 'away', // The server can't be reached.
  P1002: 'away', // It was reached and did not answer.
  P1008: 'away', // An operation ran into the socket's timeout.
  P1017: 'away', // The server closed the connection.
  ENOTFOUND: 'away',
  EAI_AGAIN: 'away',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EHOSTUNREACH: 'away',
  ENETUNREACH: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
  '08000': 'away', // connection_exception
  '08003': 'away', // connection_does_not_exist
  '08006': 'away', // connection_failure
  '25006': 'away', // read_only_sql_transaction: a standby answers while the primary is replaced.
  '57P01': 'away', // admin_shutdown
  '57P02': 'away', // crash_shutdown
  '57P03': 'away', // cannot_connect_now
  // What Prisma's driver adapters call the same, in errors of raw statements.
  DatabaseNotReachable: 'away',
  ConnectionClosed: 'away',
  SocketTimeout: 'away',
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

/** What pg and its pool say without any code. */
const UNCODED = new Map<string, Trouble>([
  ['Connection terminated', 'away'],
  ['Connection terminated unexpectedly', 'away'],
  ['Connection terminated due to connection timeout', 'away'],
  ['Client has encountered a connection error and is not queryable', 'away'],
  ['Client was closed and is not queryable', 'away'],
  ['timeout expired', 'away'],
  ['Query read timeout', 'away'],
  // Said of the wait for a connection of the pool, whatever its words.
  ['timeout exceeded when trying to connect', 'busy'],
]);

function uncodedTrouble(error: unknown, depth = 0): Trouble | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  return UNCODED.get(error.message) ?? uncodedTrouble(error.cause, depth + 1);
}

function troubleOf(error: unknown): Trouble | undefined {
  const codes = causeCodes(error).filter((code) => typeof code === 'string');
  const found = codes.map((code) => (Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined));
  return found.find((trouble) => trouble !== undefined) ?? uncodedTrouble(error);
}

/**
 * What a client is told when the database is the trouble and not the request; null for any other error. `hasWritten`:
 * whether something was committed before, as far as that is known.
 */
export function unavailable(error: unknown, hasWritten: boolean | null): Unavailable | null {
  const trouble = troubleOf(error);
  if (!trouble) return null;
  const [reason, message] = WORDS[trouble];
  const effect = hasWritten === false && UNDOING.has(trouble) ? UNCHANGED : REPEAT;
  return new Unavailable(reason, `${message} ${effect}`, RETRY_AFTER_SECONDS[trouble], error);
}
