import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { User } from '../../generated/prisma/client.ts';

/** In characters. Argon2 reads all of it; longer ones only cost time. */
export const MAX_PASSWORD = 1000;

/** Argon2id in PHC string format, with the library's parameters (OWASP's minimum or above). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Compared against when there is no such user, so that the answer takes the same time. */
const nobodysHash = hashPassword(randomBytes(32).toString('hex'));

/**
 * Whose password it is; null for a wrong password and for an unknown account alike, which take the same time.
 *
 * @throws RateLimited after too many failed attempts on the account from the caller's address.
 */
export function provePassword(context: Context, email: string, password: string): Promise<User | null> {
  return context.throttle.attempt({ email, address: context.address }, async () => {
    const user = await context.system.user.findUnique({ where: { email: email.toLowerCase() } });
    const isRight = await verify(user?.passwordHash ?? (await nobodysHash), password);
    return isRight ? user : null;
  });
}

/** 3 of 4: "safely unguessable", should the hashes ever leak (zxcvbn: 10⁸ guesses and more). */
const LEAST_SCORE = 3;

/**
 * The estimate takes as long as the square of the length, in the one thread that serves everybody, and tries every way
 * of reading digits and signs as letters. So much of a password decides; what follows makes it no worse.
 */
const JUDGED_CHARACTERS = 40;
const MOST_SUBSTITUTIONS = 10;

const ADVICE = 'Use a few uncommon words, or let a password manager make one.';

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Its dictionaries take a quarter of a second to load, so they are loaded once somebody chooses a password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
    translations: english.translations,
  });
}

/** Words that whoever knows the person tries first. In lower case, in which the library looks for them. */
function wordsOf({ name, email }: Person): string[] {
  const known = [name, email].map((text) => text.toLowerCase());
  const parts = known.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return ['keynest', ...known, ...parts].filter((word) => word !== '');
}

/** Whose password it is going to be. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** What makes a new password too easy to guess, with advice, as a fault at `path`; none when it will do. */
export async function passwordFaults(
  password: string,
  person: Person,
  path: Fault['path'],
): Promise<readonly Fault[]> {
  estimator ??= loadEstimator();
  const judged = password.slice(0, JUDGED_CHARACTERS);
  const { score, feedback } = (await estimator).check(judged, wordsOf(person));
  if (score >= LEAST_SCORE) return [];
  const { warning, suggestions } = feedback;
  const advice = suggestions.length > 0 ? suggestions : [ADVICE];
  const message = [warning ?? 'This password is easy to guess.', ...advice].join(' ');
  return [{ path, code: 'weak_password', message }];
}
