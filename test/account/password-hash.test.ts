import { hashPassword, verifyPassword } from '../../src/commands/account/password-hash.ts';

test('a crowd of passwords is refused beyond what may wait, and the others are hashed', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 300 }, () => hashPassword('a password')));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(100);
  for (const outcome of refused) {
    expect(outcome).toMatchObject({ reason: { code: 'UNAVAILABLE', reason: 'server_busy' } });
  }
  const [first] = outcomes;
  expect(first).toMatchObject({ status: 'fulfilled' });
  const hash = (first as PromiseFulfilledResult<string>).value;
  expect(await verifyPassword(hash, 'a password')).toBe(true);
  expect(await verifyPassword(hash, 'another')).toBe(false);
});
