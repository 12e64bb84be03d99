import { makeDemo } from '../../src/demo/demo.ts';
import { SettableClock } from '../support/clock.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const PASSWORD = 'keynest-demo';

async function openDemo() {
  const database = await openTestDatabase();
  await makeDemo({ prisma: database.prisma, clock: new SettableClock(), password: PASSWORD });
  return database;
}

let keynest: KeyNest;
let token: string;
beforeAll(async () => {
  keynest = await startKeyNest({ openDatabase: openDemo });
  const account = { email: 'landlord@example.com', password: PASSWORD };
  token = ((await keynest.withToken(null).post('/v1/auth/session', account)).body as Json).token;
});
afterAll(() => keynest.close());

async function rows(query = ''): Promise<Json[]> {
  return (await keynest.withToken(token).get(`/v1/payments?limit=100${query}`)).body as Json[];
}

test('the months of Maple Court went through the rent flow: a payment in each state is seen', async () => {
  const shown = (await rows()).map(({ status, amount, period }) => [status, amount, period]);
  expect(shown).toEqual([
    ['Pending', 2400, '2026-12'],
    ['Overdue', 2400, '2026-11'],
    ['Overdue', 1200, '2026-10'],
    ['Refunded', 2400, '2026-09'],
    ['Failed', 2400, '2026-08'],
    ['Paid', 1200, '2026-10'],
    ...['2026-09', '2026-08', '2026-07', '2026-06'].map((period) => ['Paid', 2400, period]),
  ]);
  const settled = await rows('&status=Void');
  const paid = await rows('&status=Paid');
  expect(settled.map(({ dueOn, amount }) => [dueOn, amount])).toEqual(
    ['2026-09-01', '2026-08-01', '2026-07-01', '2026-06-01'].map((dueOn) => [dueOn, 2400]),
  );
  expect(settled.map(({ settledBy }) => settledBy)).toEqual(paid.slice(1).map(({ id }) => id));
  const [failed] = await rows('&status=Failed');
  expect(failed).toMatchObject({ method: 'Cheque', receivedOn: '2026-08-01', returnedOn: '2026-08-05' });
  expect(await rows('&status=Refunded')).toMatchObject([{ refundedAmount: 2400, receivedOn: '2026-09-02' }]);
});

test('its overdue rows add up to what Sarah owes', async () => {
  const [tenant] = (await keynest.withToken(token).get('/v1/tenants')).body as Json[];
  const open = await rows('&status=Overdue');
  expect(open.map(({ amount }) => Number(amount)).reduce((sum, amount) => sum + amount, 0)).toBe(
    tenant.balance,
  );
  expect(tenant).toMatchObject({ balance: 3600, otherBalance: 0, arrearsSince: '2026-10-01' });
});

test.each(['2026-11-01', '2026-11-30', '2027-01-31', '2028-02-29'])(
  'a demo made on %s shows a payment in each state, and ids that the documents name',
  async (day) => {
    const clock = new SettableClock();
    clock.set(`${day}T15:00:00.000Z`);
    const database = await openTestDatabase();
    const { prisma } = database;
    await makeDemo({ prisma, clock, password: PASSWORD });
    const payments = await prisma.payment.groupBy({ by: ['status'], _count: true });
    const found = new Map(payments.map(({ status, _count }) => [status, _count]));
    expect(found.get('PAID')).toBe(5);
    expect([found.get('FAILED'), found.get('REFUNDED')]).toEqual([1, 1]);
    expect(found.get('VOID')).toBeGreaterThanOrEqual(3);
    expect(found.get('PENDING')).toBeGreaterThanOrEqual(1);
    expect(found.get('OVERDUE')).toBeGreaterThanOrEqual(1);
    const kept = await prisma.payment.findMany({ where: { status: 'PAID' }, orderBy: { id: 'asc' } });
    expect(kept.at(0)?.id).toBe('pay_01kdvdna00e00800048rcy23zx');
    await database.close();
  },
);

test('the suggestion about its oldest rent opened on the day after the due day', async () => {
  const { body } = await keynest.withToken(token).get('/v1/suggestions');
  expect(body).toMatchObject([
    { status: 'Open', dueOn: '2026-10-01', openedOn: '2026-10-02' },
    { status: 'Closed', dueOn: '2026-08-01', openedOn: '2026-08-05', closedOn: '2026-08-09' },
  ]);
});
