import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');

/** A tenancy of $1,000 a month from 1 August unless stated otherwise. Today is Monday, 23 November 2026. */
async function tenancy(parts: Record<string, unknown> = {}): Promise<string> {
  const { unitId } = await keynest.own.property();
  const body = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-08-01', ...parts };
  return ((await landlord().post('/v1/tenants', body)).body as { id: string }).id;
}

const pay = (tenantId: string, amount: number, period: string, receivedOn: string) =>
  landlord().post('/v1/payments', { tenantId, amount, period, receivedOn });

const DOCUMENT = `query ($period: YearMonth!) { workspace { month(period: $period) { expected received overdue pending } } }`;

async function month(period: string): Promise<number[]> {
  const { data } = await keynest.gql(await keynest.viewerOf('landlord'), DOCUMENT, { period });
  const { expected, received, overdue, pending } = (data as never)['workspace']['month'];
  return [expected, received, overdue, pending];
}

test('the rent of each month, with money that came late or ahead, counted by hand', async () => {
  const monthly = await tenancy();
  await tenancy({ rentPeriod: 'Weekly', rent: 300, leaseStart: '2026-10-01' });
  await tenancy({ leaseStart: '2026-11-16', rentDueDay: 1 });
  const former = await tenancy({ rent: 800 });
  await pay(monthly, 1000, '2026-08', '2026-08-03');
  await pay(monthly, 1000, '2026-09', '2026-11-05');
  await pay(monthly, 300, '2026-12', '2026-11-20');
  await landlord().post(`/v1/tenants/${former}/charges`, { kind: 'Credit', amount: 800, on: '2026-08-01' });
  await landlord().patch(`/v1/tenants/${former}`, { status: 'Past', endedOn: '2026-10-15' });

  expect(await month('2026-07')).toEqual([0, 0, 0, 0]);
  // 1,000 paid, and 800 forgiven.
  expect(await month('2026-08')).toEqual([1800, 1800, 0, 0]);
  // 1,000 paid in November, and 800 owing.
  expect(await month('2026-09')).toEqual([1800, 1000, 800, 0]);
  // 1,000, five Thursdays at 300, and 15 of 31 days of 800.
  expect(await month('2026-10')).toEqual([2887.1, 0, 2887.1, 0]);
  // 1,000, 15 of 30 days of 1,000, and four Thursdays, of which the last lies ahead.
  expect(await month('2026-11')).toEqual([2700, 0, 2400, 300]);
  // 1,000 twice, and five Thursdays.
  expect(await month('2026-12')).toEqual([3500, 300, 0, 3200]);
});
