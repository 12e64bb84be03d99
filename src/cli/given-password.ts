import { MAX_PASSWORD, passwordFaults, type Person } from '../commands/account/password.ts';

/** Where nobody else sees it: arguments are in every list of processes. */
const VARIABLE = 'KEYNEST_PASSWORD';

/**
 * The password that an operator gives to an account.
 *
 * @throws Error with the remedy, for none, for one that is too long to sign in with, and for one that is easy to guess.
 */
export async function givenPassword(person: Person): Promise<string> {
  const password = process.env[VARIABLE] ?? '';
  if (password === '') throw new Error(`Give the password in the environment variable ${VARIABLE}.`);
  if (password.length > MAX_PASSWORD) throw new Error(`Give at most ${MAX_PASSWORD} characters as password.`);
  const [fault] = await passwordFaults(password, person, [VARIABLE]);
  if (fault) throw new Error(fault.message);
  return password;
}
