import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { Json } from '../support/http.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

test('rent of tenants who left before the end of their term becomes due after they left', async () => {
  const landlord = keynest.as('landlord');
  const { unitId } = await keynest.own.property();
  const term = { leaseStart: '2026-11-01', leaseEnd: '2027-05-31' };
  const made = await landlord.post('/v1/tenants', { name: 'Sarah Thompson', unitId, rent: 1000, ...term });
  const { id } = made.body as Json;
  await landlord.post('/v1/payments', { tenantId: id, amount: 1000 });
  const left = await landlord.patch(`/v1/tenants/${id}`, { status: 'Past', endedOn: '2026-11-15' });
  expect(left.body).toMatchObject({ balance: 0 });
  keynest.clock.advance({ days: 10 });
  const { body: rows } = await landlord.get(`/v1/payments?tenant=${id}&source=Expected`);
  expect(rows).toMatchObject([{ dueOn: '2026-12-01', amount: 1000, status: 'Overdue' }]);
  expect((await landlord.get(`/v1/tenants/${id}`)).body).toMatchObject({ balance: 1000 });
  expect((await landlord.get('/v1/suggestions?status=Open')).body).toMatchObject([{ dueOn: '2026-12-01' }]);
});
