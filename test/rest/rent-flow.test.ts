import { expectProblem } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

interface Row {
  readonly id: string;
  readonly amount: number;
  readonly status: string;
  readonly source: string;
  readonly dueOn: string | null;
  readonly receivedOn: string | null;
  readonly settledBy: string | null;
}

const landlord = () => keynest.as('landlord');

/** A tenancy made through the interface. Today is 2026-11-23. */
async function tenancy(parts: Record<string, unknown> = {}): Promise<string> {
  const { unitId } = await keynest.own.property();
  const body = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-09-01', ...parts };
  const answer = await landlord().post('/v1/tenants', body);
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
}

const list = async (tenantId: string, query = '') =>
  (await landlord().get(`/v1/payments?tenant=${tenantId}&limit=100${query}`)).body as Row[];
const open = async (tenantId: string) =>
  (await list(tenantId, '&source=Expected'))
    .map(({ dueOn, amount, status }) => [dueOn, amount, status])
    .sort();
const pay = async (tenantId: string, amount: number, parts: Record<string, unknown> = {}) => {
  const answer = await landlord().post('/v1/payments', { tenantId, amount, ...parts });
  expect(answer.status).toBe(201);
  return answer.body as Row;
};
const patch = (id: string, body: unknown) => landlord().patch(`/v1/payments/${id}`, body);
const balance = async (tenantId: string) =>
  ((await landlord().get(`/v1/tenants/${tenantId}`)).body as { balance: number }).balance;

async function ledger(tenantId: string, asOf: string): Promise<{ arrears: number; balance: number }> {
  const document = `query ($id: ID!, $asOf: Date) { tenant(id: $id) { ledger(asOf: $asOf) { arrears balance } } }`;
  const viewer = await keynest.viewerOf('landlord');
  const { data } = await keynest.gql(viewer, document, { id: tenantId, asOf });
  return (data as { tenant: { ledger: { arrears: number; balance: number } } }).tenant.ledger;
}

describe('expected rows', () => {
  test('are there for every due day with rent owing, and add up to the arrears', async () => {
    const tenantId = await tenancy();
    const due = ['2026-09-01', '2026-10-01', '2026-11-01'].map((on) => [on, 1000, 'Overdue']);
    expect(await open(tenantId)).toEqual(due);
    expect(await list(tenantId, '&status=Overdue')).toHaveLength(3);
    expect(await balance(tenantId)).toBe(3000);
  });

  test('are settled by money, leave the lists, and answer by id', async () => {
    const tenantId = await tenancy();
    const rows = await list(tenantId);
    const payment = await pay(tenantId, 3000);
    expect((await list(tenantId)).map(({ id }) => id)).toEqual([payment.id]);
    for (const { id } of rows) {
      const { body } = await landlord().get(`/v1/payments/${id}`);
      expect(body).toMatchObject({ status: 'Void', settledBy: payment.id });
      expectProblem(await patch(id, { status: 'Paid' }), 409, 'illegal_transition', ['/status']);
    }
    expect(await list(tenantId, '&status=Void')).toHaveLength(3);
    expect(await balance(tenantId)).toBe(0);
  });

  test('shrink with a part payment, and name the amount that is left', async () => {
    const tenantId = await tenancy();
    await pay(tenantId, 1400);
    expect(await open(tenantId)).toEqual([
      ['2026-10-01', 600, 'Overdue'],
      ['2026-11-01', 1000, 'Overdue'],
    ]);
  });

  test('become money of their open amount themselves', async () => {
    const tenantId = await tenancy();
    const [row] = await list(tenantId, '&dueFrom=2026-11-01&dueTo=2026-11-01');
    const received = { status: 'Paid', receivedOn: '2026-11-20', method: 'Cheque', reference: 'No. 7' };
    expect((await patch(row!.id, received)).body).toMatchObject({ ...received, id: row!.id, amount: 1000 });
    expect(await open(tenantId)).toEqual([
      ['2026-09-01', 1000, 'Overdue'],
      ['2026-10-01', 1000, 'Overdue'],
    ]);
    expect(await balance(tenantId)).toBe(2000);
  });

  test('come back when a payment is undone, merged into one row of the day', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const payment = await pay(tenantId, 400);
    expect(await open(tenantId)).toEqual([['2026-11-01', 600, 'Overdue']]);
    expect((await patch(payment.id, { status: 'Overdue' })).body).toMatchObject({
      status: 'Overdue',
      amount: 1000,
      receivedOn: null,
    });
    expect(await open(tenantId)).toEqual([['2026-11-01', 1000, 'Overdue']]);
  });

  test('do not come back when a payment for charges is undone: it becomes void', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const payment = await pay(tenantId, 50, { purpose: 'Charges' });
    const { body } = await patch(payment.id, { status: 'Overdue' });
    expect(body).toMatchObject({ status: 'Void', amount: 50, purpose: 'Charges', dueOn: null });
    expect(await list(tenantId)).toMatchObject([{ dueOn: '2026-11-01', amount: 1000, purpose: 'Rent' }]);
    expect((await landlord().get(`/v1/tenants/${tenantId}`)).body).toMatchObject({
      balance: 1000,
      otherBalance: 0,
    });
  });

  test('that were money once are not paid before it was returned', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id } = await pay(tenantId, 1000, { receivedOn: '2026-11-01' });
    await landlord().post(`/v1/payments/${id}/return`, { returnedOn: '2026-11-10' });
    expect((await patch(id, { status: 'Overdue' })).body).toMatchObject({ status: 'Overdue' });
    const early = await patch(id, { status: 'Paid', receivedOn: '2026-11-09' });
    expectProblem(early, 422, 'invalid_input', ['/receivedOn']);
    expect((await patch(id, { status: 'Paid', receivedOn: '2026-11-10' })).status).toBe(200);
    expect(await ledger(tenantId, '2026-11-09')).toEqual({ arrears: 0, balance: 0 });
    expect(await ledger(tenantId, '2026-11-10')).toEqual({ arrears: 0, balance: 0 });
  });

  test('that somebody cancels are a credit on record', async () => {
    const tenantId = await tenancy();
    const [row] = await list(tenantId, '&dueFrom=2026-10-01&dueTo=2026-10-01');
    expect((await patch(row!.id, { status: 'Void' })).body).toMatchObject({ status: 'Void' });
    expect((await open(tenantId)).map(([on]) => on)).toEqual(['2026-09-01', '2026-11-01']);
    expect(await balance(tenantId)).toBe(2000);
    expect(await keynest.prisma.charge.count({ where: { paymentId: row!.id, kind: 'CREDIT' } })).toBe(1);
  });

  test('follow a tenancy that ends', async () => {
    const tenantId = await tenancy();
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Past', leaseEnd: '2026-11-15' });
    expect(await open(tenantId)).toEqual([
      ['2026-09-01', 1000, 'Overdue'],
      ['2026-10-01', 1000, 'Overdue'],
      ['2026-11-01', 500, 'Overdue'],
    ]);
  });

  test('are true by date, also if nothing has run since', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-26' });
    expect(await open(tenantId)).toEqual([['2026-11-26', 1000, 'Pending']]);
    keynest.clock.advance({ days: 3 });
    expect(await open(tenantId)).toEqual([['2026-11-26', 1000, 'Pending']]);
    keynest.clock.advance({ days: 1 });
    expect(await open(tenantId)).toEqual([['2026-11-26', 1000, 'Overdue']]);
    expect(await list(tenantId, '&status=Pending')).toEqual([]);
    expect(await list(tenantId, '&status=Overdue')).toHaveLength(1);
    keynest.clock.advance({ days: 27 });
    expect(await open(tenantId)).toEqual([
      ['2026-11-26', 1000, 'Overdue'],
      ['2026-12-26', 1000, 'Pending'],
    ]);
    keynest.clock.advance({ days: -31 });
  });
});

describe('returned and refunded money', () => {
  test('stays in the books of the days before', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id } = await pay(tenantId, 1000, { receivedOn: '2026-11-01', method: 'Cheque' });
    await patch(id, { status: 'Failed' });
    expect(await balance(tenantId)).toBe(1000);
    expect(await ledger(tenantId, '2026-11-22')).toEqual({ arrears: 0, balance: 0 });
    expect(await open(tenantId)).toEqual([['2026-11-01', 1000, 'Overdue']]);
    keynest.clock.advance({ days: 2 });
    expect((await patch(id, { status: 'Paid' })).body).toMatchObject({
      receivedOn: '2026-11-25',
      returnedOn: null,
    });
    expect(await ledger(tenantId, '2026-11-24')).toEqual({ arrears: 1000, balance: 1000 });
    expect(await ledger(tenantId, '2026-11-22')).toEqual({ arrears: 0, balance: 0 });
    expect(await ledger(tenantId, '2026-11-25')).toEqual({ arrears: 0, balance: 0 });
    keynest.clock.advance({ days: -2 });
  });

  test('is refunded on a day', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id } = await pay(tenantId, 1000, { receivedOn: '2026-11-02' });
    await patch(id, { status: 'Refunded' });
    expect(await ledger(tenantId, '2026-11-22')).toEqual({ arrears: 0, balance: 0 });
    expect(await balance(tenantId)).toBe(1000);
  });
});

describe('the rent deposit', () => {
  test('pays the last period once the last day is known', async () => {
    const tenantId = await tenancy({ deposit: 1000 });
    await pay(tenantId, 2000);
    expect(await open(tenantId)).toEqual([['2026-11-01', 1000, 'Overdue']]);
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Notice', leaseEnd: '2026-11-30' });
    expect(await open(tenantId)).toEqual([]);
    expect(await balance(tenantId)).toBe(0);
    // The books of the days before the notice stay as they were.
    expect(await ledger(tenantId, '2026-11-22')).toEqual({ arrears: 3000, balance: 3000 });
    const answer = await landlord().post('/v1/forms/N4', { tenantId });
    expectProblem(answer, 422, 'nothing_owing', ['/tenantId']);
  });

  test('follows the last day', async () => {
    const tenantId = await tenancy({ deposit: 1000 });
    await pay(tenantId, 3000);
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Notice', leaseEnd: '2026-12-31' });
    expect(await balance(tenantId)).toBe(0);
    expect(await ledger(tenantId, '2026-12-01')).toEqual({ arrears: 0, balance: 0 });
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Active' });
    expect(await ledger(tenantId, '2026-12-01')).toEqual({ arrears: 1000, balance: 1000 });
  });
});

describe('POST /v1/payments', () => {
  test('refuses a month after the end of the tenancy', async () => {
    const tenantId = await tenancy({ leaseEnd: '2027-03-31' });
    const send = (period: string) => landlord().post('/v1/payments', { tenantId, amount: 1000, period });
    expectProblem(await send('2027-09'), 422, 'invalid_input', ['/period']);
    expect((await send('2027-03')).status).toBe(201);
  });

  test('finds the payments of all tenants of a tenancy by its lease', async () => {
    const tenantId = await tenancy({ coTenants: ['Alex'] });
    const { leaseId } = (await pay(tenantId, 10)) as Row & { leaseId: string };
    const alex = await keynest.prisma.tenant.findFirstOrThrow({ where: { leaseId, isPrimary: false } });
    const { id } = await pay(alex.id, 20);
    const { body } = await landlord().get(`/v1/payments?lease=${leaseId}&source=received`);
    expect((body as Row[]).map(({ amount }) => amount)).toEqual([20, 10]);
    expect((await list(alex.id)).map((row) => row.id)).toEqual([id]);
  });
});

describe('charges apart from rent', () => {
  const add = (tenantId: string, body: unknown) => landlord().post(`/v1/tenants/${tenantId}/charges`, body);

  test('are refused for a late fee or interest, whatever they are called', async () => {
    const tenantId = await tenancy();
    for (const body of [
      { kind: 'Late Fee', amount: 50 },
      { kind: 'Interest', amount: 5 },
      { kind: 'Other', amount: 50, note: 'Late payment fee' },
      { kind: 'Utility', amount: 50, note: 'Fee for paying the rent late' },
      { kind: 'NSF Bank', amount: 50, note: 'Frais de retard' },
    ]) {
      expectProblem(await add(tenantId, body), 422, 'late_fee_unlawful', ['/kind']);
    }
    for (const body of [
      { kind: 'Utility', amount: 50, note: 'Hydro bill of October, which came late' },
      { kind: 'Credit', amount: 50, note: 'The late fee of August, charged by mistake' },
    ])
      expect((await add(tenantId, body)).status).toBe(201);
  });

  test('for a returned cheque are at most $20 for each cheque', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id: paymentId } = await pay(tenantId, 1000, { method: 'Cheque' });
    const charge = { kind: 'NSF Administration', amount: 12, paymentId };
    expect((await add(tenantId, charge)).status).toBe(201);
    expectProblem(await add(tenantId, charge), 422, 'charge_too_large', ['/amount']);
    expectProblem(await add(tenantId, { ...charge, amount: 20.01 }), 422, 'charge_too_large', ['/amount']);
    const giveBack = (administrationCharge: number) =>
      landlord().post(`/v1/payments/${paymentId}/return`, { administrationCharge });
    expectProblem(await giveBack(9), 422, 'charge_too_large', ['/administrationCharge']);
    expect((await giveBack(8)).status).toBe(200);
  });

  test('for a returned cheque count whatever their days, until it is made good', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id: paymentId } = await pay(tenantId, 1000, { receivedOn: '2026-11-01', method: 'Cheque' });
    const charge = { kind: 'NSF Administration', amount: 20, paymentId };
    expect((await add(tenantId, { ...charge, on: '2026-11-02' })).status).toBe(201);
    await patch(paymentId, { receivedOn: '2026-11-03', reason: 'Typo' });
    const giveBack = (administrationCharge: number) =>
      landlord().post(`/v1/payments/${paymentId}/return`, { administrationCharge });
    expectProblem(await giveBack(20), 422, 'charge_too_large', ['/administrationCharge']);
    expect((await landlord().post(`/v1/payments/${paymentId}/return`, {})).status).toBe(200);
    expectProblem(await add(tenantId, charge), 422, 'charge_too_large', ['/amount']);
    await patch(paymentId, { status: 'Paid' });
    expect((await giveBack(20)).status).toBe(200);
  });

  test('leave the rent owing as it is, and credits lower it until they are cancelled', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    await add(tenantId, { kind: 'Utility', amount: 80 });
    expect(await balance(tenantId)).toBe(1000);
    const answer = await add(tenantId, { kind: 'Credit', amount: 300, note: 'No heat' });
    const { id } = answer.body as { id: string };
    expect(await balance(tenantId)).toBe(700);
    expect(await open(tenantId)).toEqual([['2026-11-01', 700, 'Overdue']]);
    const cancelled = await landlord().patch(`/v1/charges/${id}`, { status: 'Void', reason: 'Heat was on' });
    expect(cancelled.body).toMatchObject({ status: 'Void', voidReason: 'Heat was on' });
    expect(await open(tenantId)).toEqual([['2026-11-01', 1000, 'Overdue']]);
    const listed = await landlord().get(`/v1/tenants/${tenantId}/charges`);
    expect((listed.body as unknown[]).length).toBe(2);
  });
});

describe('money that goes back', () => {
  test('POST return: Failed on its day, with what it costs', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id } = await pay(tenantId, 1000, { receivedOn: '2026-11-01', method: 'Cheque' });
    const body = { returnedOn: '2026-11-05', bankCharge: 7, administrationCharge: 20, reason: 'NSF' };
    const answer = await landlord().post(`/v1/payments/${id}/return`, body);
    expect(answer.body).toMatchObject({ status: 'Failed', returnedOn: '2026-11-05', reason: 'NSF' });
    expect(await ledger(tenantId, '2026-11-04')).toEqual({ arrears: 0, balance: 0 });
    expect(await ledger(tenantId, '2026-11-05')).toEqual({ arrears: 1000, balance: 1000 });
    expect(await keynest.prisma.charge.count({ where: { paymentId: id } })).toBe(2);
    const again = await landlord().post(`/v1/payments/${id}/return`, {});
    expectProblem(again, 409, 'illegal_transition', ['/status']);
  });

  test('POST refund: in part, then the rest, and not more', async () => {
    const tenantId = await tenancy({ leaseStart: '2026-11-01' });
    const { id } = await pay(tenantId, 1000, { receivedOn: '2026-11-02' });
    const refund = (body: unknown) => landlord().post(`/v1/payments/${id}/refund`, body);
    expect((await refund({ amount: 400 })).body).toMatchObject({ status: 'Paid', refundedAmount: 400 });
    expect(await balance(tenantId)).toBe(400);
    expectProblem(await refund({ amount: 600.01 }), 422, 'invalid_input', ['/amount']);
    expect((await refund({})).body).toMatchObject({ status: 'Refunded', refundedAmount: 1000 });
    expect(await open(tenantId)).toEqual([['2026-11-01', 1000, 'Overdue']]);
  });
});

describe('suggestions', () => {
  interface Suggestion {
    readonly id: string;
    readonly tenantId: string;
    readonly dueOn: string;
    readonly status: string;
  }
  const of = async (tenantId: string) =>
    ((await landlord().get('/v1/suggestions?limit=100')).body as Suggestion[])
      .filter((suggestion) => suggestion.tenantId === tenantId)
      .map(({ dueOn, status }) => [dueOn, status]);

  test('open for the oldest overdue rent, move on with it, and close when it is paid', async () => {
    const tenantId = await tenancy();
    expect(await of(tenantId)).toEqual([['2026-09-01', 'Open']]);
    await pay(tenantId, 1000);
    expect(await of(tenantId)).toEqual([
      ['2026-10-01', 'Open'],
      ['2026-09-01', 'Closed'],
    ]);
    await pay(tenantId, 2000);
    expect((await of(tenantId)).map(([, status]) => status)).toEqual(['Closed', 'Closed']);
  });

  test('say what can be given today, and a payment gives the rows that it settled', async () => {
    const tenantId = await tenancy();
    const ask = async (document: string) =>
      JSON.parse(JSON.stringify((await keynest.gql(await keynest.viewerOf('landlord'), document)).data));
    const options = async (): Promise<Json[]> => {
      const { suggestions } = await ask(
        `{ suggestions(filter: { tenant: "${tenantId}" }) { nodes { status noticeOptions { type available claim } } } }`,
      );
      return suggestions.nodes;
    };
    const [open] = await options();
    expect(open.noticeOptions[0]).toEqual({ type: 'N4', available: true, claim: 3000 });
    const { recordPayment } = await ask(
      `mutation { recordPayment(input: { tenantId: "${tenantId}", amount: 3000 }) {
        id settledRows { status dueOn settledBy { id } } } }`,
    );
    expect(recordPayment.settledRows).toEqual(
      ['2026-09-01', '2026-10-01', '2026-11-01'].map((dueOn) => {
        return { status: 'VOID', dueOn, settledBy: { id: recordPayment.id } };
      }),
    );
    expect(await options()).toEqual([{ status: 'CLOSED', noticeOptions: [] }]);
  });
});

describe('POST /v1/rent-runs', () => {
  test('is for admins, and a second run changes nothing', async () => {
    expectProblem(await landlord().post('/v1/rent-runs', {}), 403, 'forbidden');
    await keynest.own.home();
    const run = async () => (await keynest.as('admin').post('/v1/rent-runs', {})).body;
    expect(await run()).toMatchObject({ ranThrough: '2026-11-23', opened: 3, skipped: 0 });
    expect(await run()).toMatchObject({ opened: 0, closed: 0, skipped: 0 });
  });
});
