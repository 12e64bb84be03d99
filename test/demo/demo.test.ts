import { makeDemo } from '../../src/demo/demo.ts';
import { SettableClock, START } from '../support/clock.ts';
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

test('the months of Maple Court went through the rent flow: each state of an expected row is seen', async () => {
  const shown = (await rows()).map(({ status, amount, period }) => [status, amount, period]);
  expect(shown).toEqual([
    ['Overdue', 2400, '2026-11'],
    ['Overdue', 1200, '2026-10'],
    ['Paid', 1200, '2026-10'],
    ...['2026-09', '2026-08', '2026-07', '2026-06'].map((period) => ['Paid', 2400, period]),
  ]);
  const settled = await rows('&status=Void');
  const paid = await rows('&status=Paid');
  expect(settled.map(({ dueOn, amount }) => [dueOn, amount])).toEqual(
    ['2026-09-01', '2026-08-01', '2026-07-01', '2026-06-01'].map((dueOn) => [dueOn, 2400]),
  );
  expect(settled.map(({ settledBy }) => settledBy)).toEqual(paid.slice(1).map(({ id }) => id));
  // Rent is shown five days before it falls due.
  keynest.clock.set('2026-11-27T15:00:00.000Z');
  expect((await rows('&status=Pending')).map(({ dueOn, amount }) => [dueOn, amount])).toEqual([
    ['2026-12-01', 2400],
  ]);
  keynest.clock.set(START);
});

test('the suggestion about its oldest rent opened on the day after the due day', async () => {
  const { body } = await keynest.withToken(token).get('/v1/suggestions');
  expect(body).toMatchObject([{ status: 'Open', dueOn: '2026-10-01', openedOn: '2026-10-02' }]);
});
