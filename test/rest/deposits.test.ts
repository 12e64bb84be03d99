import { readPdf } from '../forms/support/read-pdf.ts';
import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const pathOf = (tenantId: string) => `/v1/tenants/${tenantId}/deposits`;
const get = async (path: string) => (await landlord().get(path)).body as Record<string, unknown>;

async function recorded(tenantId: string, body: object): Promise<string> {
  const answer = await landlord().post(pathOf(tenantId), body);
  return expectCreated(answer, '/v1/deposits');
}

const move = (id: string, act: string, body: object = {}) =>
  landlord().post(`/v1/deposits/${id}/${act}`, body);

describe('POST /v1/tenants/{id}/deposits', () => {
  test('401, 403 and 404', async () => {
    const { tenantId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const body = { amount: 100 };
    expectProblem(await keynest.withToken(null).post(pathOf(tenantId), body), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').post(pathOf(tenantId), body), 403, 'forbidden');
    expectProblem(await keynest.as('manager').post(pathOf(tenantId), body), 404, 'not_found');
  });

  test('422: a rent deposit above one period of rent names the most', async () => {
    const { tenantId } = await keynest.own.home();
    const answer = await landlord().post(pathOf(tenantId), { amount: 2400.01 });
    expectProblem(answer, 422, 'deposit_exceeds_rent');
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining('$2,400.00'),
      errors: [{ pointer: '/amount', section: 'RTA s.106(2)' }],
    });
    expect((await landlord().get(pathOf(tenantId))).body).toEqual([]);
  });

  test('422: yearly rent allows one month of it', async () => {
    const { tenantId } = await keynest.own.home({ rentalPeriod: 'YEARLY', rentCents: 1_200_000 });
    expectProblem(await landlord().post(pathOf(tenantId), { amount: 1000.01 }), 422, 'deposit_exceeds_rent');
    await recorded(tenantId, { amount: 1000 });
  });

  test('422: a key deposit above the cost of new keys', async () => {
    const { tenantId } = await keynest.own.home();
    const body = { kind: 'Key', amount: 60, replacementCost: 45 };
    expectProblem(await landlord().post(pathOf(tenantId), body), 422, 'key_deposit_too_large');
    const id = await recorded(tenantId, { ...body, amount: 45 });
    for (const act of ['apply', 'interest', 'top-up']) expectProblem(await move(id, act), 409, 'key_deposit');
    expect((await move(id, 'refund')).body).toMatchObject({ held: 0, refunded: 45 });
    expectProblem(await move(id, 'refund'), 409, 'deposit_spent');
  });

  test('422: key deposits that are together above the cost of new keys, until one is refunded', async () => {
    const { tenantId } = await keynest.own.home();
    const body = { kind: 'Key', amount: 45, replacementCost: 60 };
    const id = await recorded(tenantId, body);
    // 45 + 45 exceeds 60, and so does any cost that was not stated: 45 + 15.01.
    for (const more of [body, { kind: 'Key', amount: 15.01 }, { ...body, replacementCost: 89.99 }]) {
      const answer = await landlord().post(pathOf(tenantId), more);
      expectProblem(answer, 422, 'key_deposit_too_large', ['/amount']);
      expect(answer.body).toMatchObject({ detail: expect.stringContaining('$45.00 is held already') });
    }
    await recorded(tenantId, { kind: 'Key', amount: 15 });
    // The cost of the keys of a second tenant, stated with that of the first ones.
    await recorded(tenantId, { kind: 'Key', amount: 30, replacementCost: 90 });
    await move(id, 'refund');
    await recorded(tenantId, { ...body, replacementCost: 90 });
  });

  test('201: shown on the lease; a second one is refused until the first is refunded', async () => {
    const { tenantId, leaseId } = await keynest.own.home();
    const id = await recorded(tenantId, { kind: 'Last Month', amount: 2400 });
    expect(await get(`/v1/deposits/${id}`)).toMatchObject({
      kind: 'Last Month',
      amount: 2400,
      held: 2400,
      receivedOn: TODAY,
      leaseId,
      history: [{ on: TODAY, kind: 'Received', amount: 2400, balance: 2400 }],
    });
    expect(await get(`/v1/tenants/${tenantId}`)).toMatchObject({ deposit: 2400 });
    expectProblem(await landlord().post(pathOf(tenantId), { amount: 1 }), 409, 'deposit_held');
    expect((await move(id, 'refund')).status).toBe(200);
    expect(await get(`/v1/tenants/${tenantId}`)).toMatchObject({ deposit: null });
    await recorded(tenantId, { amount: 2300 });
    expect((await landlord().get(pathOf(tenantId))).body).toHaveLength(2);
  });

  test('an idempotency key records one deposit', async () => {
    const { tenantId } = await keynest.own.home();
    const options = { headers: { 'Idempotency-Key': `deposit ${tenantId}` } };
    const first = await landlord().post(pathOf(tenantId), { amount: 10 }, options);
    const again = await landlord().post(pathOf(tenantId), { amount: 10 }, options);
    expect(again.body).toEqual(first.body);
    expect((await landlord().get(pathOf(tenantId))).body).toHaveLength(1);
  });
});

describe('POST /v1/deposits/{id}/…', () => {
  test('interest by year at the guideline of the day it falls due, paid once', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2024-03-01' });
    const id = await recorded(tenantId, { amount: 2400, receivedOn: '2024-02-10' });
    // 2025: 2.5 % of 2,400; 2026: 2.1 %.
    expect(await get(`/v1/deposits/${id}`)).toMatchObject({ interestOwing: 110.4 });
    expectProblem(await move(id, 'interest', { method: 'Set Off' }), 409, 'deposit_full');
    expect((await move(id, 'interest', { on: '2025-02-10' })).body).toMatchObject({
      interestOwing: 50.4,
      held: 2400,
    });
    expect((await move(id, 'interest')).body).toMatchObject({ interestOwing: 0, held: 2400 });
    expectProblem(await move(id, 'interest'), 409, 'no_interest_owing');
  });

  test('interest of the year in which the tenancy ends counts by days, and falls due on the last day', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2025-09-01' });
    const id = await recorded(tenantId, { amount: 2400, receivedOn: '2025-09-01' });
    const years = [{ dueOn: '2026-09-01', guidelinePercent: 2.1, amount: 50.4 }];
    expect(await get(`/v1/deposits/${id}`)).toMatchObject({ interestByYear: years, interestOwing: 50.4 });
    // The deposit pays November from today on, the 23rd: it was held for 83 days of 365, at 2.1 %.
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Notice', leaseEnd: '2026-11-30' });
    const part = { dueOn: '2026-11-30', guidelinePercent: 2.1, amount: 11.46 };
    const deposit = async () => get(`/v1/deposits/${id}`);
    expect(await deposit()).toMatchObject({ interestByYear: [...years, part], interestOwing: 50.4 });
    keynest.clock.set('2026-11-30T15:00:00Z');
    expect(await deposit()).toMatchObject({ interestOwing: 61.86 });
    const statement = `/v1/tenants/${tenantId}/statement?from=2026-11-01&to=2026-11-30`;
    expect(await get(statement)).toMatchObject({ deposits: [{ interest: [part], interestOwing: 61.86 }] });
    const pdf = await landlord().get(statement, { headers: { accept: 'application/pdf' } });
    expect((await readPdf(pdf.bytes)).text).toContain('interest due on 30/11/2026');
    expect((await move(id, 'interest')).body).toMatchObject({ interestOwing: 0 });
    keynest.clock.set('2027-11-30T15:00:00Z');
    expect(await deposit()).toMatchObject({ interestByYear: [...years, part], interestOwing: 0 });
    keynest.clock.reset();
  });

  test('set off: interest raises the deposit up to the rent, the rest is paid out', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2025-03-01' });
    const id = await recorded(tenantId, { amount: 2390, receivedOn: '2025-03-01' });
    const { body } = await move(id, 'interest', { method: 'Set Off' });
    expect(body).toMatchObject({
      held: 2400,
      history: [
        { kind: 'Received', balance: 2390 },
        { kind: 'Interest Added', amount: 10, balance: 2400 },
        { kind: 'Interest Paid', amount: 40.19, balance: 2400 },
      ],
    });
  });

  test('a top-up reaches the new rent only', async () => {
    const home = await keynest.own.home({ startsOn: '2025-09-01' });
    const id = await recorded(home.tenantId, { amount: 2400, receivedOn: '2026-09-01' });
    const full = await move(id, 'top-up');
    expectProblem(full, 409, 'deposit_full');
    // More may be held than one period of a rent that was lowered.
    expect(full.body).toMatchObject({ detail: expect.stringContaining('has reached $2,400.00') });
    await keynest.prisma.leaseRent.create({
      data: {
        id: `lr_00000000000000000000000001`,
        workspaceId: keynest.own.workspace.id,
        leaseId: home.leaseId,
        effectiveOn: new Date('2026-11-01'),
        amountCents: 245_000,
      },
    });
    expectProblem(await move(id, 'top-up', { on: '2026-10-31' }), 409, 'deposit_full');
    expectProblem(await move(id, 'top-up', { amount: 50.01 }), 422, 'deposit_exceeds_rent');
    expect((await move(id, 'top-up')).body).toMatchObject({ held: 2450, amount: 2400 });
    expect(await get(`/v1/tenants/${home.tenantId}`)).toMatchObject({ deposit: 2450 });
  });

  test('pays nothing before it came in, though the last day was known then', async () => {
    const { tenantId } = await keynest.own.home();
    const path = `/v1/tenants/${tenantId}`;
    const notice = { status: 'Notice', leaseEnd: '2026-11-30' };
    expect((await landlord().patch(path, notice)).status).toBe(200);
    keynest.clock.advance({ days: 2 });
    const id = await recorded(tenantId, { amount: 2400 });
    expect(await get(`/v1/deposits/${id}`)).toMatchObject({
      history: [
        { on: '2026-11-25', kind: 'Received', balance: 2400 },
        { on: '2026-11-25', kind: 'Applied', balance: 0 },
      ],
    });
    expect(await get(path)).toMatchObject({ balance: 4800 });
    expect(await get(`${path}/ledger?asOf=2026-11-24`)).toMatchObject({ balance: 7200 });
    keynest.clock.advance({ days: -2 });
  });

  test('pays no rent that is due before its own day, though that day was paid ahead', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-10-26', rentCents: 100_000 });
    const path = `/v1/tenants/${tenantId}`;
    await recorded(tenantId, { amount: 1000 });
    expect((await landlord().patch(path, { status: 'Notice', leaseEnd: '2026-12-25' })).status).toBe(200);
    const ahead = { tenantId, amount: 1000, period: '2026-11' };
    expect((await landlord().post('/v1/payments', ahead)).status).toBe(201);
    const { body: rows } = await landlord().get(`/v1/payments?tenant=${tenantId}&source=Expected`);
    expect(rows).toMatchObject([{ dueOn: '2026-10-26', amount: 1000, status: 'Overdue' }]);
    expect(await get(`${path}/ledger`)).toMatchObject({ arrears: 1000 });
  });

  test('that pays rent is no charge to cancel', async () => {
    const { tenantId } = await keynest.own.home();
    await recorded(tenantId, { amount: 2400 });
    const path = `/v1/tenants/${tenantId}`;
    expect((await landlord().patch(path, { status: 'Notice', leaseEnd: '2026-11-30' })).status).toBe(200);
    const { body: charges } = await landlord().get(`${path}/charges`);
    const [{ id }] = charges as [{ id: string }];
    const cancelled = await landlord().patch(`/v1/charges/${id}`, { status: 'Void', reason: 'Typo' });
    expectProblem(cancelled, 409, 'illegal_transition');
    expect((await landlord().get(`${path}/charges`)).body).toMatchObject([{ id, status: 'Posted' }]);
  });

  test('applied to the last period only, and not refunded too', async () => {
    const { tenantId } = await keynest.own.home();
    const id = await recorded(tenantId, { amount: 2400, receivedOn: '2026-09-01' });
    expectProblem(await move(id, 'apply'), 409, 'last_day_unknown');
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Past' });
    expect((await move(id, 'apply')).status).toBe(200);
    const deposit = await get(`/v1/deposits/${id}`);
    const applied = deposit['applied'] as number;
    expect(applied).toBeGreaterThan(0);
    expect(deposit).toMatchObject({ held: 2400 - applied });
    const more = { amount: Math.round((2400.01 - applied) * 100) / 100 };
    const refused = await move(id, 'refund', more);
    expectProblem(refused, 422, 'invalid_input', ['/amount']);
    expect(refused.body).toMatchObject({ errors: [{ code: 'refund_too_large' }] });
    if (applied < 2400) expect((await move(id, 'refund')).body).toMatchObject({ held: 0, applied });
    expectProblem(await move(id, 'refund'), 409, 'deposit_spent');
  });

  test('a stale version changes nothing', async () => {
    const id = await keynest.own.deposit(await keynest.own.home());
    const answer = await keynest.gql(
      await keynest.viewerOf('landlord'),
      `mutation ($id: ID!) { refundDeposit(id: $id, input: {}, expectedVersion: 7) { id } }`,
      { id },
    );
    expect(JSON.stringify(answer)).toContain('stale_version');
    expect(await get(`/v1/deposits/${id}`)).toMatchObject({ held: 1000 });
  });
});
