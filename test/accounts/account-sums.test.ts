import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

test('the sums of a tenancy are stored with it, and removed with it', async () => {
  const landlord = keynest.as('landlord');
  const { unitId } = await keynest.own.property();
  const tenancy = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-11-01' };
  const { id } = (await landlord.post('/v1/tenants', tenancy)).body as { id: string };
  expect(await keynest.prisma.accountSums.count()).toBe(1);
  expect((await landlord.delete(`/v1/tenants/${id}`)).status).toBe(200);
  expect(await keynest.prisma.accountSums.count()).toBe(0);
});
