import { randomBytes } from 'node:crypto';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { User } from '../../generated/prisma/client.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** In characters. Argon2 reads all of them, so longer passwords only cost time. */
export const MAX_PASSWORD = 1000;

/** Verified for an unknown user, so that the answer takes the same time. */
const dummyHash = hashPassword(randomBytes(32).toString('hex'));

/**
 * The user with this password; null for a wrong password or an unknown account, which take the same time.
 *
 * @throws RateLimited after too many failed attempts on the account from the caller's address.
 */
export function provePassword(context: Context, email: string, password: string): Promise<User | null> {
  return context.throttle.attempt({ email, address: context.address }, async () => {
    const user = await context.system.user.findUnique({ where: { email: email.toLowerCase() } });
    const isRight = await verifyPassword(user?.passwordHash ?? (await dummyHash), password);
    return isRight ? user : null;
  });
}

/** 3 of 4: "safely unguessable", should the hashes ever leak (zxcvbn: 10⁸ guesses and more). */
const MIN_SCORE = 3;

/** Limits the estimate, which blocks the thread: its time grows with the square of the length. */
const JUDGED_CHARACTERS = 40;

const ADVICE = 'Use a few uncommon words, or let a password manager make one.';

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Loaded with the first new password: the dictionaries take a quarter of a second. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const { createEstimator } = await import('./password-estimator.ts');
  return createEstimator();
}

/** Words about the person, which are easy to guess. In lower case, as the library expects. */
function wordsOf({ name, email }: Person): string[] {
  const known = [name, email].map((text) => text.toLowerCase());
  const parts = known.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return ['keynest', ...known, ...parts].filter((word) => word !== '');
}

/** The owner of a new password. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** The fault of a new password that is easy to guess, with advice; empty for a strong one. */
export async function passwordFaults(
  password: string,
  person: Person,
  path: Fault['path'],
): Promise<readonly Fault[]> {
  estimator ??= loadEstimator();
  const judged = password.slice(0, JUDGED_CHARACTERS);
  const { score, feedback } = (await estimator).check(judged, wordsOf(person));
  if (score >= MIN_SCORE) return [];
  const { warning, suggestions } = feedback;
  const advice = suggestions.length > 0 ? suggestions : [ADVICE];
  const message = [warning ?? 'This password is easy to guess.', ...advice].join(' ');
  return [{ path, code: 'weak_password', message }];
}
