import { serverAudits } from 'graphql-http';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** The audits of GraphQL over HTTP that its working group publishes; what they only recommend is asked for too. */
function auditsOf(send: typeof fetch) {
  return serverAudits({ url: () => `${keynest.origin}/graphql`, fetchFn: send });
}

const asLandlord: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('Authorization', `Bearer ${await keynest.tokenOf('landlord')}`);
  return fetch(input, { ...init, headers });
};

describe.each([
  ['signed out', fetch],
  ['signed in', asLandlord],
] as const)('GraphQL over HTTP, %s', (_who, send) => {
  test.each(auditsOf(send).map((audit) => [audit.id, audit.name, audit] as const))(
    '%s %s',
    async (id, name, audit) => {
      const result = await audit.fn();
      expect({ ...result, response: undefined }).toEqual({ id, name, status: 'ok', response: undefined });
    },
  );
});

test('every audit is there', () => {
  expect(auditsOf(fetch).length).toBeGreaterThanOrEqual(60);
});
