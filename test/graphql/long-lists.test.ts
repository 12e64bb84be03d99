import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from '../../src/policies/scopes.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Rows that are completed in several turns. */
const MANY = 130;
const WITHOUT_PROPERTIES: readonly Scope[] = ['tenants:read', 'payments:read'];

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

test('an error in a row of a long list, executed field by field, leaves no promise to nobody', async () => {
  const { own } = keynest;
  const { unitIds } = await own.property({ units: MANY, isManaged: true });
  const homes = [];
  for (const unitId of unitIds) homes.push(await own.tenancy({ unitId }));
  const landlord = await keynest.viewerOf('landlord');
  const key = { ...landlord, sessionId: null, apiKeyId: 'ak_test', scopes: WITHOUT_PROPERTIES };
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  // An interface is executed field by field, and the key lacks the scope of properties.
  const node = `node(id: "${homes[0]!.tenantId}") { id }`;
  const { errors } = await keynest.gql(
    key,
    `{ ${node} workspace { rentRoll { tenant { name } property { name } } } }`,
  );
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'insufficient_scope' });
  // Rows go on after the first error.
  await sleep(500);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
