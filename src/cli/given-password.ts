import { MAX_PASSWORD, passwordFaults, type Person } from '../commands/account/password.ts';

/** Arguments are visible in every list of processes, so the environment holds the password. */
const VARIABLE = 'KEYNEST_PASSWORD';

/**
 * The password that an operator chose for an account.
 *
 * @throws Error with the remedy, when the password is missing, too long or easy to guess.
 */
export async function givenPassword(person: Person): Promise<string> {
  const password = process.env[VARIABLE] ?? '';
  if (password === '') throw new Error(`Set the environment variable ${VARIABLE} to the password.`);
  if (password.length > MAX_PASSWORD)
    throw new Error(`Give a password of at most ${MAX_PASSWORD} characters in ${VARIABLE}.`);
  const [fault] = await passwordFaults(password, person, [VARIABLE]);
  if (fault) throw new Error(fault.message);
  return password;
}
