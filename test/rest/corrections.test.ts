import { day } from '../support/factories.ts';
import { expectCreated, expectProblem } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');

/** Rent is 2,400 from 2026-09-01: 7,200 was due by today. */
async function paid(parts: Record<string, unknown> = {}) {
  const home = await keynest.own.home();
  const body = { tenantId: home.tenantId, amount: 1000, receivedOn: '2026-11-02', ...parts };
  const id = expectCreated(await landlord().post('/v1/payments', body), '/v1/payments');
  return { ...home, id, path: `/v1/payments/${id}` };
}

async function balanceOf(tenantId: string): Promise<number> {
  const { body } = (await landlord().get(`/v1/tenants/${tenantId}`)) as Json;
  return body.balance as number;
}

describe('PATCH /v1/payments/{id} without a status', () => {
  test('corrects what was received, with a reason, on record', async () => {
    const { tenantId, path, id } = await paid();
    const change = {
      amount: 1200,
      receivedOn: '2026-11-01',
      method: 'Cheque',
      reference: '18',
      reason: 'Typo',
    };
    const answer = await landlord().patch(path, change);
    expect(answer).toMatchObject({ status: 200, body: { ...change, status: 'Paid', warnings: [] } });
    expect(await balanceOf(tenantId)).toBe(6000);
    const { body: open } = await landlord().get(`/v1/payments?tenant=${tenantId}&source=Expected`);
    const amounts = (open as { amount: number }[]).map(({ amount }) => amount);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(6000);
    const [event] = await keynest.prisma.auditEvent.findMany({
      where: { subjectId: id, action: 'UPDATE' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(event).toMatchObject({
      before: { amountCents: 100_000 },
      after: { amountCents: 120_000, reason: 'Typo' },
    });
  });

  test('422: without a reason, in the future, for nobody of the tenancy, or beside a status', async () => {
    const { path } = await paid();
    const stranger = await keynest.own.home();
    expectProblem(await landlord().patch(path, { amount: 1200 }), 422, 'invalid_input', ['/reason']);
    const reason = 'Typo';
    const future = { receivedOn: '2026-11-24', reason };
    expectProblem(await landlord().patch(path, future), 422, 'invalid_input', ['/receivedOn']);
    const other = { tenantId: stranger.tenantId, reason };
    expectProblem(await landlord().patch(path, other), 422, 'invalid_input', ['/tenantId']);
    const both = { status: 'Failed', amount: 1200, reason };
    expectProblem(await landlord().patch(path, both), 422, 'invalid_input', ['/amount']);
  });

  test('422 below what was given back; 409 for what is not money in hand', async () => {
    const { path, tenantId } = await paid();
    await landlord().post(`${path}/refund`, { amount: 300 });
    const reason = 'Typo';
    expectProblem(await landlord().patch(path, { amount: 200, reason }), 422, 'invalid_input', ['/amount']);
    const { body: whole } = await landlord().patch(path, { amount: 300, reason });
    expect(whole).toMatchObject({ amount: 300, status: 'Refunded', refundedAmount: 300 });
    expectProblem(await landlord().post(`${path}/refund`, {}), 409, 'illegal_transition');
    expect(await balanceOf(tenantId)).toBe(7200);
    const { body: again } = await landlord().patch(path, { amount: 350, reason });
    expect(again).toMatchObject({ amount: 350, status: 'Paid', refundedAmount: 300 });
    expect(await balanceOf(tenantId)).toBe(7150);
    await landlord().post(`${path}/return`, {});
    expectProblem(await landlord().patch(path, { amount: 400, reason }), 409, 'not_received');
  });

  test('warns of a served N4 and of a receipt that state it; they stay as they are', async () => {
    const { path, ...home } = await paid();
    const formId = await keynest.own.form(home, { status: 'SERVED' });
    const data = { createdAt: new Date('2026-11-24'), servedOn: day('2026-11-24') };
    await keynest.prisma.form.update({ where: { id: formId }, data });
    const receipt = (await landlord().get(`${path}/receipt`)) as Json;
    const answer = await landlord().patch(path, { amount: 900, reason: 'Counted again' });
    const warnings = [
      { code: 'served_form_states_it', message: expect.stringContaining(formId) },
      { code: 'receipt_states_it', message: expect.stringContaining(`No. ${receipt.body.number}`) },
    ];
    expect(answer).toMatchObject({ status: 200, body: { amount: 900, warnings } });
    expect(((await landlord().get(`${path}/receipt`)) as Json).body.total).toBe(1000);
  });
});

describe('money apart from rent', () => {
  test('has a balance of its own, on the tenant, the ledger and the statement', async () => {
    const { tenantId } = await keynest.own.home();
    await landlord().post(`/v1/tenants/${tenantId}/charges`, {
      kind: 'Utility',
      amount: 80,
      on: '2026-10-10',
    });
    const wrong = { tenantId, amount: 50, purpose: 'Charges', period: '2026-11' };
    expectProblem(await landlord().post('/v1/payments', wrong), 422, 'invalid_input', ['/period']);
    const money = { tenantId, amount: 50, purpose: 'Charges', receivedOn: '2026-11-05' };
    const payment = await landlord().post('/v1/payments', money);
    expect(payment).toMatchObject({ status: 201, body: { purpose: 'Charges', period: null } });
    const read = async (path: string) => ((await landlord().get(path)) as Json).body;
    expect(await read(`/v1/tenants/${tenantId}`)).toMatchObject({ balance: 7200, otherBalance: 30 });
    expect(await read(`/v1/tenants/${tenantId}/ledger?asOf=2026-11-01`)).toMatchObject({ otherBalance: 80 });
    const statement = `/v1/tenants/${tenantId}/statement?from=2026-11-01`;
    expect(await read(statement)).toMatchObject({
      closing: 7200,
      other: {
        opening: 80,
        closing: 30,
        rows: [{ on: '2026-11-05', kind: 'payment', charge: null, payment: 50, balance: 30 }],
      },
    });
    await landlord().post(`/v1/payments/${(payment.body as Json).id}/return`, { returnedOn: '2026-11-20' });
    expect(await read(statement)).toMatchObject({ other: { closing: 80, rows: [{}, { kind: 'return' }] } });
  });

  test('422: a charge for a returned payment names money that came in, not rent that was expected', async () => {
    const home = await keynest.own.home();
    const expected = { source: 'EXPECTED', status: 'OVERDUE', dueOn: day('2026-09-01') } as const;
    const paymentId = await keynest.own.payment(home, { ...expected, receivedOn: null });
    const add = (kind: string) =>
      landlord().post(`/v1/tenants/${home.tenantId}/charges`, { kind, amount: 5, paymentId });
    for (const kind of ['NSF Bank', 'NSF Administration'])
      expectProblem(await add(kind), 422, 'invalid_input', ['/paymentId']);
    expect((await add('Credit')).status).toBe(201);
  });

  test('a statement shows deposits with their interest', async () => {
    const { tenantId, ...home } = await keynest.own.home();
    await keynest.own.deposit(home);
    await landlord().post(`/v1/tenants/${tenantId}/deposits`, {
      kind: 'Key',
      amount: 40,
      replacementCost: 45,
      receivedOn: '2026-11-03',
    });
    const { body } = (await landlord().get(`/v1/tenants/${tenantId}/statement?from=2026-11-01`)) as Json;
    expect(body.deposits).toMatchObject([
      { kind: 'Last Month', held: 1000, interestOwing: 21, events: [] },
      {
        kind: 'Key',
        held: 40,
        interestOwing: 0,
        events: [{ on: '2026-11-03', kind: 'Received', amount: 40 }],
      },
    ]);
    const { body: deposits } = (await landlord().get(`/v1/tenants/${tenantId}/deposits`)) as Json;
    expect(deposits[0]).toMatchObject({ kind: 'Key', replacementCost: 45, warnings: [] });
  });

  test('rent that is paid long ahead carries a warning; after the end it is refused', async () => {
    const { tenantId } = await keynest.own.home();
    const ahead = await landlord().post('/v1/payments', { tenantId, amount: 10, period: '2027-09' });
    expect(ahead).toMatchObject({ status: 201, body: { warnings: [{ code: 'prepaid_rent' }] } });
    const ending = await keynest.own.home({ endsOn: '2027-03-31' });
    const after = { tenantId: ending.tenantId, amount: 10, period: '2027-09' };
    const refused = await landlord().post('/v1/payments', after);
    expectProblem(refused, 422, 'invalid_input', ['/period']);
    expect((refused.body as Json).errors[0].code).toBe('period_after_end');
    const early = await landlord().post('/v1/payments', { ...after, period: '2026-08' });
    expect((early.body as Json).errors[0].code).toBe('period_before_start');
    for (const period of ['2027-09', '2026-08']) {
      const credit = { kind: 'Credit', amount: 10, period };
      expectProblem(
        await landlord().post(`/v1/tenants/${ending.tenantId}/charges`, credit),
        422,
        'invalid_input',
        ['/period'],
      );
    }
  });

  test('rent is paid ahead by the day on which the money came, whenever it is entered or corrected', async () => {
    const { tenantId } = await keynest.own.home();
    const paid = async (parts: object) =>
      (await landlord().post('/v1/payments', { tenantId, amount: 10, ...parts })).body as Json;
    const codesOf = ({ warnings }: Json) => warnings.map(({ code }: Json) => code);
    expect(codesOf(await paid({ receivedOn: '1990-01-01' }))).toEqual(['prepaid_rent']);
    expect(codesOf(await paid({ receivedOn: '2026-09-30', period: '2026-11' }))).toEqual(['prepaid_rent']);
    const usual = await paid({ receivedOn: '2026-10-01', period: '2026-11' });
    expect(codesOf(usual)).toEqual([]);
    const correct = async (body: object) =>
      codesOf((await landlord().patch(`/v1/payments/${usual.id}`, { ...body, reason: 'Mistyped' })).body);
    expect(await correct({ receivedOn: '2026-09-30' })).toEqual(['prepaid_rent']);
    expect(await correct({ reference: '7' })).toEqual(['prepaid_rent']);
    expect(await correct({ receivedOn: '2026-10-01' })).toEqual([]);
  });
});
