import { GraphQLError } from 'graphql';
import { Unavailable } from '../../src/errors.ts';
import { maskError } from '../../src/graphql/guards/error-mask.ts';
import { RateLimited } from '../../src/throttle/rate-limited.ts';

/** What a client is told of an error that some field threw, and what of it is logged. */
function masked(cause: Error) {
  const reported: unknown[] = [];
  const thrown = new GraphQLError('at a field', { path: ['anywhere'], originalError: cause });
  const { message, path, extensions } = maskError(thrown, (error) => reported.push(error));
  return { message, path, extensions, reported };
}

test('too many attempts give the time of retry and are not logged', () => {
  expect(masked(new RateLimited(45))).toEqual({
    message: 'Too many failed attempts. Try again in 45 seconds.',
    path: ['anywhere'],
    extensions: {
      code: 'RATE_LIMITED',
      reason: 'rate_limited',
      details: [],
      retryAfterSeconds: 45,
      http: { headers: { 'Retry-After': '45' } },
    },
    reported: [],
  });
});

test('unavailable services answer 503 and are logged', () => {
  const cause = new Unavailable('timed_out', 'Too slow.', 5);
  expect(masked(cause)).toMatchObject({
    extensions: { retryAfterSeconds: 5, http: { status: 503, headers: { 'Retry-After': '5' } } },
    reported: [cause],
  });
});
