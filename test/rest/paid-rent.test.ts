import { day } from '../support/factories.ts';
import { expectProblem } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. Rent that was taken is not raised, however the change is called (RTA s.116(4)). */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const patch = (id: string, body: object) => landlord().patch(`/v1/tenants/${id}`, body);
const pay = (tenantId: string, amount: number, parts: object = {}) =>
  landlord().post('/v1/payments', { tenantId, amount, ...parts });
const reason = 'A slip of the pen.';

async function enter(parts: object = {}): Promise<Json> {
  const { unitId } = await keynest.own.property();
  const tenant = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-09-01', ...parts };
  return (await landlord().post('/v1/tenants', tenant)).body;
}

describe('a correction to a higher rent', () => {
  const correct = (id: string, rent = 3000) => patch(id, { rent, rentBasis: 'Correction', reason });

  test('is refused once money paid a period in full, whatever its amount', async () => {
    const { id } = await enter();
    await pay(id, 2500);
    expectProblem(await correct(id), 422, 'paid_at_this_rent', ['/rent']);
    expect((await correct(id, 1250)).status).toBe(200);
  });

  test('is refused once money and a discount paid a period', async () => {
    const { id } = await enter();
    await pay(id, 980, { period: '2026-09' });
    const discount = { kind: 'Discount', amount: 20, period: '2026-09', note: 'Paid on time' };
    await landlord().post(`/v1/tenants/${id}/charges`, discount);
    expectProblem(await correct(id), 422, 'paid_at_this_rent', ['/rent']);
  });

  test('is refused once a part period was paid', async () => {
    const { id } = await enter({ leaseStart: '2026-09-16', rentDueDay: 1 });
    await pay(id, 500);
    expectProblem(await correct(id), 422, 'paid_at_this_rent', ['/rent']);
  });

  test('is taken where a part was paid, or a credit forgave the period', async () => {
    const { id } = await enter();
    await pay(id, 999);
    expect((await correct(id)).body).toMatchObject({ rent: 3000 });
    const other = await enter();
    await landlord().post(`/v1/tenants/${other.id}/charges`, { kind: 'Credit', amount: 1000, note: 'Free' });
    expect((await correct(other.id)).body).toMatchObject({ rent: 3000 });
  });

  test('is taken where all paid the higher rent, though the last month was paid at the lower one too', async () => {
    const { id } = await enter();
    for (const [month, amount] of [
      ['2026-09', 1100],
      ['2026-10', 1100],
      ['2026-11', 800],
    ] as const)
      await pay(id, amount, { period: month });
    expect((await correct(id, 1100)).body).toMatchObject({ rent: 1100, balance: 300 });
  });
});

test('history may raise the rent from a day on, before which the lower one was received', async () => {
  const { id, leaseId } = await enter({ leaseStart: '2025-01-01' });
  await keynest.prisma.lease.update({ where: { id: leaseId }, data: { createdAt: day('2026-11-20') } });
  await pay(id, 1000, { period: '2025-01', receivedOn: '2025-01-01' });
  const history = { rent: 1020, rentBasis: 'History', reason };
  const early = await patch(id, { ...history, rentEffectiveOn: '2025-01-01' });
  expectProblem(early, 422, 'paid_at_this_rent', ['/rent']);
  expect((await patch(id, { ...history, rentEffectiveOn: '2026-01-01' })).body).toMatchObject({ rent: 1020 });
  await pay(id, 1020, { period: '2026-03' });
  const again = await patch(id, { ...history, rent: 1040, rentEffectiveOn: '2026-02-01' });
  expectProblem(again, 422, 'paid_at_this_rent', ['/rent']);
});

describe('a first day ahead', () => {
  test('frees no rent that was received', async () => {
    const { id } = await enter();
    const paid = (await pay(id, 1000)).body as Json;
    expect((await patch(id, { leaseStart: '2026-12-01', reason })).status).toBe(200);
    expectProblem(await patch(id, { rent: 3000 }), 422, 'paid_at_this_rent', ['/rent']);
    expect((await patch(id, { rent: 900 })).status).toBe(200);
    expect((await patch(id, { rent: 1000 })).status).toBe(200);
    await landlord().post(`/v1/payments/${paid.id}/refund`, {});
    expect((await patch(id, { rent: 1100 })).body).toMatchObject({ rent: 1100 });
  });

  test('leaves the rent free where nothing was received at it', async () => {
    const { id } = await enter({ leaseStart: '2026-12-01', deposit: 1000 });
    await pay(id, 300);
    expect((await patch(id, { rent: 1100 })).body).toMatchObject({ rent: 1100 });
  });
});

describe('another rental period', () => {
  const paidMonth = async () => {
    const tenant = await enter();
    await pay(tenant.id, 1000, { period: '2026-09' });
    return tenant;
  };

  test.each(['Biweekly', 'Weekly', 'Daily'])(
    '%s raises a monthly rent that was received: 422',
    async (rentPeriod) => {
      const { id, leaseId } = await paidMonth();
      const refused = await patch(id, { rentPeriod, reason });
      expectProblem(refused, 422, 'paid_at_this_rent', ['/rentPeriod']);
      expect(refused.body).toMatchObject({ errors: [{ section: 'RTA s.116(4)' }] });
      const throughLease = await landlord().patch(`/v1/leases/${leaseId}`, { rentPeriod, reason });
      expectProblem(throughLease, 422, 'paid_at_this_rent', ['/rentPeriod']);
      expect((await landlord().get(`/v1/tenants/${id}`)).body).toMatchObject({ balance: 2000 });
    },
  );

  test('that lowers the rent, with its amount or without, is taken', async () => {
    const { id } = await paidMonth();
    const weekly = { rentPeriod: 'Weekly', rent: 230, rentBasis: 'Correction', reason };
    expect((await patch(id, weekly)).body).toMatchObject({ rentPeriod: 'Weekly', rent: 230 });
    const other = await enter({ rentPeriod: 'Weekly' });
    await pay(other.id, 1000);
    expect((await patch(other.id, { rentPeriod: 'Monthly', reason })).body).toMatchObject({ balance: 2000 });
  });

  test('is taken while no period that was paid is over', async () => {
    const { id } = await enter({ leaseStart: '2026-11-16', rent: 300 });
    await pay(id, 300);
    expect((await patch(id, { rentPeriod: 'Weekly', reason })).body).toMatchObject({ balance: 300 });
  });
});
