import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const JANUARY = '2027-01-31';
const FEBRUARY = '2027-02-28';

/** A monthly tenancy of 1,000.00 with a rent deposit. */
async function tenancy() {
  const { tenantId, leaseId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 100_000 });
  await landlord().post(`/v1/tenants/${tenantId}/deposits`, { amount: 1000, receivedOn: '2026-09-01' });
  return { tenantId, leaseId };
}

/** A served N9 of the tenants. */
async function n9(tenantId: string, terminationDate: string): Promise<string> {
  const signer = { firstName: 'Sarah', lastName: 'Thompson', phone: '416-555-0100' };
  const { body } = await landlord().post('/v1/forms/N9', { tenantId, terminationDate, signer });
  const { id } = body as Json;
  const served = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
  expect((await landlord().patch(`/v1/forms/${id}`, served)).status).toBe(200);
  return id as string;
}

const withdraw = (id: string) => landlord().patch(`/v1/forms/${id}`, { status: 'Void' });

/** The last day, the due days that the deposit pays, and what is owing when all months are over. */
async function endOf({ tenantId, leaseId }: { tenantId: string; leaseId: string }) {
  const { body: lease } = (await landlord().get(`/v1/leases/${leaseId}`)) as Json;
  const { body: ledger } = (await landlord().get(`/v1/tenants/${tenantId}/ledger?asOf=2027-03-31`)) as Json;
  const paid = ledger.rows.filter(({ paid: cents }: Json) => cents > 0).map(({ dueOn }: Json) => dueOn);
  return [lease.status, lease.lastDayOn, paid, ledger.balance];
}

test('a second notice that becomes void leaves the first one, which still ends the tenancy', async () => {
  const home = await tenancy();
  const first = await n9(home.tenantId, JANUARY);
  const second = await n9(home.tenantId, FEBRUARY);
  // September to February is 6,000.00, of which the deposit pays the last month.
  expect(await endOf(home)).toEqual(['Notice', FEBRUARY, ['2027-02-01'], 5000]);
  await withdraw(second);
  expect(await endOf(home)).toEqual(['Notice', JANUARY, ['2027-01-01'], 4000]);
  await withdraw(first);
  expect(await endOf(home)).toEqual(['Active', null, [], 7000]);
});

test('a first notice that becomes void leaves the second one', async () => {
  const home = await tenancy();
  const first = await n9(home.tenantId, JANUARY);
  await n9(home.tenantId, FEBRUARY);
  await withdraw(first);
  expect(await endOf(home)).toEqual(['Notice', FEBRUARY, ['2027-02-01'], 5000]);
});

test('tenants who stay by agreement withdraw both', async () => {
  const home = await tenancy();
  const forms = [await n9(home.tenantId, JANUARY), await n9(home.tenantId, FEBRUARY)];
  await landlord().patch(`/v1/tenants/${home.tenantId}`, { status: 'Active' });
  expect(await endOf(home)).toEqual(['Active', null, [], 7000]);
  for (const id of forms) {
    const { body } = await landlord().get(`/v1/forms/${id}`);
    expect(body).toMatchObject({ status: 'Void', withdrawnOn: '2026-11-23' });
  }
});

test('a first notice whose day has passed ends nothing afterwards', async () => {
  const home = await tenancy();
  await n9(home.tenantId, JANUARY);
  const second = await n9(home.tenantId, FEBRUARY);
  keynest.clock.set('2027-02-10T15:00:00Z');
  await withdraw(second);
  expect(await endOf(home)).toEqual(['Active', null, [], 7000]);
  keynest.clock.reset();
});
