import type { PaymentStatus } from '../../src/generated/prisma/enums.ts';
import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const PATH = '/v1/payments';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const get = async (id: string) => (await landlord().get(`${PATH}/${id}`)).body as Record<string, unknown>;
const idsAt = async (query: string, role: 'landlord' | 'manager' | 'tenant' | 'contractor' = 'landlord') =>
  ((await keynest.as(role).get(`${PATH}?${query}`)).body as { id: string }[]).map(({ id }) => id);

describe('GET /v1/payments', () => {
  test('200: each role sees its own rows', async () => {
    const { userIds } = keynest.own.workspace;
    const managed = await keynest.own.payment(await keynest.own.home({}, { isManaged: true }));
    const rented = await keynest.own.payment(await keynest.own.home({ userId: userIds.tenant }));
    const foreign = await keynest.other.payment(await keynest.other.home());
    expect(await idsAt('limit=100')).toEqual(expect.arrayContaining([managed, rented]));
    expect(await idsAt('limit=100')).not.toContain(foreign);
    expect(await idsAt('', 'manager')).toEqual([managed]);
    expect(await idsAt('', 'tenant')).toEqual([rented]);
    expect(await idsAt('', 'contractor')).toEqual([]);
  });

  test('200: by tenant, property, period and status together', async () => {
    const home = await keynest.own.home();
    const september = await keynest.own.payment(home, { period: '2026-09' });
    const october = await keynest.own.payment(home, {
      period: '2026-10',
      status: 'OVERDUE',
      receivedOn: null,
    });
    const { tenantId, propertyId } = home;
    expect(await idsAt(`tenant=${tenantId}`)).toEqual([october, september]);
    expect(await idsAt(`property=${propertyId}`)).toEqual([october, september]);
    expect(await idsAt(`tenant=${tenantId}&period=2026-09`)).toEqual([september]);
    expect(await idsAt(`tenant=${tenantId}&status=overdue`)).toEqual([october]);
    expect(await idsAt(`tenant=${tenantId}&status=overdue&period=2026-09`)).toEqual([]);
  });

  test.each([
    'period=2026',
    'period=2026-13',
    'period=2026-9',
    'period=2026-09-01',
    'status=Late',
    'tenant=x',
    'property=',
  ])('400: %s', async (query) => {
    expectProblem(await landlord().get(`${PATH}?${query}`), 400, 'invalid_parameter');
  });
});

describe('POST /v1/payments', () => {
  test('401, 403 and 404', async () => {
    const { tenantId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const body = { tenantId, amount: 100 };
    expectProblem(await keynest.withToken(null).post(PATH, body), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').post(PATH, body), 403, 'forbidden');
    expectProblem(await keynest.as('contractor').post(PATH, body), 403, 'forbidden');
    expectProblem(await keynest.as('manager').post(PATH, body), 404, 'not_found');
  });

  test.each([
    [{ tenantId: null, amount: null }, ['/tenantId', '/amount']],
    [{ period: '2026-13', method: 'Barter', receivedOn: 'today' }, ['/period', '/method', '/receivedOn']],
    [{ receivedOn: '2026-11-24' }, ['/receivedOn']],
    [{ amount: 0, receivedOn: '2026-11-24', x: 1 }, ['/amount', '/receivedOn', '/x']],
    [{ reference: '' }, ['/reference']],
    [{ status: 'Paid', id: NOBODY.payment }, ['/status', '/id']],
  ])('422: %j', async (given, pointers) => {
    const { tenantId } = await keynest.own.home();
    const before = await keynest.prisma.payment.count();
    const answer = await landlord().post(PATH, { tenantId, amount: 100, ...given });
    expectProblem(answer, 422, 'invalid_input', pointers);
    expect(await keynest.prisma.payment.count()).toBe(before);
  });

  test('201: returns the given fields', async () => {
    const { tenantId } = await keynest.own.home();
    const sent = {
      amount: 1200.5,
      period: '2026-10',
      method: 'E-Transfer',
      receivedOn: '2026-10-03',
      reference: 'C0ffee',
    };
    const answer = await landlord().post(PATH, { tenantId, ...sent });
    const id = expectCreated(answer, PATH);
    expect(answer.body).toMatchObject({ ...sent, id, tenantId, status: 'Paid' });
    expect(await get(id)).toEqual(answer.body);
  });

  test('201: defaults to today and the oldest month with rent owing', async () => {
    const home = await keynest.own.home({ startsOn: '2026-09-01' });
    const pay = async (amount: number) =>
      (await landlord().post(PATH, { tenantId: home.tenantId, amount })).body as Record<string, unknown>;
    expect(await pay(1000)).toMatchObject({
      period: '2026-09',
      receivedOn: TODAY,
      method: null,
      reference: null,
    });
    expect(await pay(1400)).toMatchObject({ period: '2026-09' });
    expect(await pay(2400)).toMatchObject({ period: '2026-10' });
  });

  test('201: stores partial payments and overpayments unchanged', async () => {
    const home = await keynest.own.home({ startsOn: '2026-11-01' });
    const balanceAfter = async (amount: number) => {
      const { body } = await landlord().post(PATH, { tenantId: home.tenantId, amount, period: '2026-11' });
      expect(body).toMatchObject({ amount });
      const tenant = (await landlord().get(`/v1/tenants/${home.tenantId}`)).body as { balance: number };
      return tenant.balance;
    };
    expect(await balanceAfter(0.01)).toBe(2399.99);
    expect(await balanceAfter(2399.99)).toBe(0);
    expect(await balanceAfter(5000)).toBe(-5000);
  });

  test.each(['E-Transfer', 'Cheque', 'Cash', 'PAD', 'Card', 'Other'])('201: by %s', async (method) => {
    const { tenantId } = await keynest.own.home();
    expect((await landlord().post(PATH, { tenantId, amount: 1, method })).body).toMatchObject({ method });
  });

  test('twenty at once are twenty payments', async () => {
    const { tenantId } = await keynest.own.home();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => landlord().post(PATH, { tenantId, amount: 10, period: '2026-11' })),
    );
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(20);
    expect(await idsAt(`tenant=${tenantId}&source=received`)).toHaveLength(20);
  });
});

describe('PATCH /v1/payments/{id}', () => {
  const MEMBERS: Record<string, PaymentStatus> = {
    Pending: 'PENDING',
    Paid: 'PAID',
    Overdue: 'OVERDUE',
    Failed: 'FAILED',
    Refunded: 'REFUNDED',
    Void: 'VOID',
  };
  const STATUSES = Object.keys(MEMBERS);
  const LEGAL: Record<string, readonly string[]> = {
    Pending: ['Paid', 'Overdue', 'Void'],
    Overdue: ['Paid', 'Void'],
    Paid: ['Failed', 'Refunded', 'Overdue'],
    Failed: ['Paid', 'Overdue', 'Void'],
    Refunded: [],
    Void: [],
  };
  const MOVES = STATUSES.flatMap((from) =>
    STATUSES.map((to) => ({ from, to, isLegal: LEGAL[from]!.includes(to) })),
  );
  const patch = (id: string, body: unknown) => landlord().patch(`${PATH}/${id}`, body);

  test('401, 403 and 404', async () => {
    const id = await keynest.own.payment(
      await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant }),
    );
    const body = { status: 'Failed' };
    expectProblem(await keynest.withToken(null).patch(`${PATH}/${id}`, body), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').patch(`${PATH}/${id}`, body), 403, 'forbidden');
    expectProblem(await keynest.as('manager').patch(`${PATH}/${id}`, body), 404, 'not_found');
    expectProblem(await keynest.as('contractor').patch(`${PATH}/${id}`, body), 404, 'not_found');
    expectProblem(await keynest.as('landlord', 'other').patch(`${PATH}/${id}`, body), 404, 'not_found');
    expect(await get(id)).toMatchObject({ status: 'Paid' });
  });

  test.each([
    [{ status: null }, ['/status']],
    [{ status: 'Lost' }, ['/status']],
    [{ id: NOBODY.payment, createdAt: '2026-01-01' }, ['/id', '/createdAt']],
  ])('422: %j', async (body, pointers) => {
    const id = await keynest.own.payment(await keynest.own.home());
    const before = await get(id);
    expectProblem(await patch(id, body), 422, 'invalid_input', pointers);
    expect(await get(id)).toEqual(before);
  });

  test.each(MOVES.filter(({ isLegal }) => !isLegal))(
    '409: $from to $to, naming those allowed',
    async ({ from, to }) => {
      const id = await keynest.own.payment(await keynest.own.home(), { status: MEMBERS[from]! });
      const before = await get(id);
      const answer = await patch(id, { status: to });
      expectProblem(answer, 409, 'illegal_transition', ['/status']);
      const [fault] = (answer.body as { errors: { allowed: string[] }[] }).errors;
      expect(fault!.allowed.toSorted()).toEqual(LEGAL[from]!.toSorted());
      expect(await get(id)).toEqual(before);
    },
  );

  test('409: lists the allowed statuses for an illegal transition', async () => {
    const id = await keynest.own.payment(await keynest.own.home(), { status: 'PENDING' });
    const { detail } = (await patch(id, { status: 'Refunded' })).body as { detail: string };
    expect(detail).toMatch(
      /^This payment is pending and cannot become refunded\. Choose paid or overdue or void\.$/,
    );
  });

  test.each(MOVES.filter(({ isLegal }) => isLegal))('200: $from to $to', async ({ from, to }) => {
    const id = await keynest.own.payment(await keynest.own.home(), { status: MEMBERS[from]! });
    const answer = await patch(id, { status: to });
    expect(answer).toMatchObject({ status: 200, body: { id, status: to } });
    expect(await get(id)).toEqual(answer.body);
  });

  test('200: an empty patch changes nothing', async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const before = await get(id);
    keynest.clock.advance({ seconds: 1 });
    expect(await patch(id, {})).toMatchObject({ status: 200, body: before });
    expect(await get(id)).toEqual(before);
  });

  test('200: counts paid payments only', async () => {
    const home = await keynest.own.home({ startsOn: '2026-11-01' });
    const id = await keynest.own.payment(home, { period: '2026-11', receivedOn: '2026-11-01' });
    const balance = async () =>
      ((await landlord().get(`/v1/tenants/${home.tenantId}`)).body as { balance: number }).balance;
    expect(await balance()).toBe(0);
    await patch(id, { status: 'Overdue' });
    expect(await balance()).toBe(2400);
    expect(await get(id)).toMatchObject({ receivedOn: null });
    await patch(id, { status: 'Paid' });
    expect(await balance()).toBe(0);
    await patch(id, { status: 'Failed' });
    expect(await balance()).toBe(2400);
  });

  test('of two that move it at once, one does and the other gets 409', async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const answers = await Promise.all(['Failed', 'Refunded'].map((status) => patch(id, { status })));
    const statuses = answers.map(({ status }) => status);
    // Failed first leaves no way to Refunded, nor the other way round.
    expect(statuses.toSorted()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await get(id)).toEqual(winner!.body);
  });
});
