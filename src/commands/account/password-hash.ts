import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { Unavailable } from '../../errors.ts';

/** Hashing takes a core for some 20 ms. One core is left for everything else. */
const CONCURRENCY = Math.max(1, availableParallelism() - 1);

/** Hashes that may wait, a second or two of them. */
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 2;

const limit = pLimit(CONCURRENCY);

/** Hashes that run and wait now. */
export function passwordQueue(): { readonly running: number; readonly waiting: number } {
  return { running: limit.activeCount, waiting: limit.pendingCount };
}

/** Runs a hash in its turn. @throws Unavailable `server_busy` if too many wait already */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (limit.pendingCount >= MAX_WAITING) {
    const message = 'Too many passwords are being checked at once. Try again later.';
    throw new Unavailable('server_busy', message, RETRY_AFTER_SECONDS);
  }
  return limit(work);
}

/** Argon2id in PHC string format, with the library's parameters (OWASP's minimum or above). */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

/** Whether a password is that of a hash. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password));
}
