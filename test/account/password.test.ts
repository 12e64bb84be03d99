import { passwordFaults } from '../../src/commands/account/password.ts';
import { cpuTimeOf } from '../support/cpu-time.ts';

const PERSON = { name: 'Sarah Thompson', email: 'sarah@example.com' };
const PATH = ['input', 'new'];

/** Of processor time: more than ten times what it takes, and less than a third of what judging all of it would take. */
const PATIENCE_MILLISECONDS = 1000;

const judge = async (password: string) =>
  (await passwordFaults(password, PERSON, PATH)).map(({ code }) => code);

// Loads the dictionaries.
beforeAll(() => judge('warm'));

describe('the strength of a password', () => {
  test.each([
    ['password', 'weak_password'],
    ['P4$$w0rd', 'weak_password'],
    ['Sarah Thompson 1', 'weak_password'],
    ['correct horse battery staple', undefined],
    ['tr4in-Maple-osprey-77', undefined],
  ])('%s: %s', async (password, code) => {
    expect((await judge(password))[0]).toBe(code);
  });

  test.each([
    ['signs that may be letters', 'aA1!'.repeat(250)],
    ['many signs that may be letters', '4@8({[3€9&6#1!|'.repeat(66)],
    ['words in disguise', 'p4$$w0rd'.repeat(125)],
    ['dates', '19991231'.repeat(125)],
    ['one letter', 'a'.repeat(1000)],
  ])('is computed quickly for a thousand %s', async (_what, password) => {
    const { milliseconds } = await cpuTimeOf(() => judge(password));
    expect(milliseconds).toBeLessThan(PATIENCE_MILLISECONDS);
  });
});
