import { readPdf } from '../forms/support/read-pdf.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const PDF = { headers: { accept: 'application/pdf' } };
const CSV = { headers: { accept: 'text/csv' } };

/** A tenancy with a tenant who can sign in, and a payment. */
async function paidHome(parts: Record<string, unknown> = {}) {
  const { tenantId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
  const body = {
    tenantId,
    amount: 1200,
    receivedOn: '2026-11-01',
    method: 'Cheque',
    reference: '17',
    ...parts,
  };
  const answer = await landlord().post('/v1/payments', body);
  return { tenantId, paymentId: expectCreated(answer, '/v1/payments') };
}

const receiptOf = (paymentId: string, who = landlord(), options = {}) =>
  who.get(`/v1/payments/${paymentId}/receipt`, options);

async function textOf(bytes: Uint8Array): Promise<string> {
  const { pages } = await readPdf(bytes);
  return pages.map(({ text }) => text).join('\n');
}

describe('GET /v1/payments/{id}/receipt', () => {
  test('401, 404 and 409', async () => {
    const { paymentId, tenantId } = await paidHome();
    expectProblem(await receiptOf(paymentId, keynest.withToken(null)), 401, 'unauthenticated');
    expectProblem(await receiptOf(NOBODY.payment), 404, 'not_found');
    expectProblem(await receiptOf('x'), 404, 'not_found');
    expectProblem(await receiptOf(paymentId, keynest.as('landlord', 'other')), 404, 'not_found');
    expectProblem(await receiptOf(paymentId, keynest.as('contractor')), 404, 'not_found');
    const { body } = await landlord().get(`/v1/payments?tenant=${tenantId}&source=Expected`);
    const [expected] = body as { id: string }[];
    expectProblem(await receiptOf(expected!.id), 409, 'not_received');
    await landlord().post(`/v1/payments/${paymentId}/return`, {});
    expectProblem(await receiptOf(paymentId), 409, 'not_received');
    expect(await keynest.prisma.receipt.count({ where: { paymentId } })).toBe(0);
  });

  test('names the unit, the tenants, the landlord and each payment, as JSON, CSV and PDF', async () => {
    const { paymentId } = await paidHome();
    const answer = await receiptOf(paymentId);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        issuedOn: '2026-11-23',
        tenants: ['Sarah Thompson'],
        payments: [
          { amount: 1200, receivedOn: '2026-11-01', method: 'Cheque', purpose: 'Rent', reference: '17' },
        ],
        total: 1200,
        paymentId,
      },
    });
    const { number, unit, landlord: owner, pdfUrl } = answer.body as Json;
    expect(unit.address).toMatchObject({ province: 'ON' });
    const csv = await receiptOf(paymentId, landlord(), CSV);
    expect(String(csv.body).split('\r\n')).toHaveLength(3);
    expect(String(csv.body)).toContain('Sarah Thompson');
    const pdf = await receiptOf(paymentId, landlord(), PDF);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const text = await textOf(pdf.bytes);
    for (const part of [
      `No. ${number}`,
      'Sarah Thompson',
      owner.name,
      unit.address.street,
      '$1,200.00',
      '01/11/2026',
    ])
      expect(text).toContain(part);
    const { pathname, search } = new URL(pdfUrl);
    const linked = await keynest.withToken(null).get(pathname + search);
    expect(linked.status).toBe(200);
    expect(Buffer.from(linked.bytes).equals(Buffer.from(pdf.bytes))).toBe(true);
  });

  test('names who was a tenant on the days of the money, and who paid it after leaving', async () => {
    const { tenantId, leaseId } = await keynest.own.home({ startsOn: '2026-08-01' });
    const people = `/v1/leases/${leaseId}/tenants`;
    const { body: joined } = await landlord().post(people, { name: 'Jo Joiner', from: '2026-10-01' });
    const { id: joinerId } = joined as Json;
    const paid = async (receivedOn: string, payerId = tenantId) =>
      expectCreated(
        await landlord().post('/v1/payments', { tenantId: payerId, amount: 100, receivedOn }),
        '/v1/payments',
      );
    const [august, october] = [await paid('2026-08-01'), await paid('2026-10-01')];
    const [november, late] = [await paid('2026-11-20', joinerId), await paid('2026-11-20')];
    await landlord().post(`${people}/${tenantId}/departure`, { on: '2026-10-31' });
    const named = async (id: string) => ((await receiptOf(id)).body as Json).tenants;
    expect(await named(august)).toEqual(['Sarah Thompson']);
    expect(await named(october)).toEqual(['Sarah Thompson', 'Jo Joiner']);
    expect(await named(november)).toEqual(['Jo Joiner']);
    expect(await named(late)).toEqual(['Sarah Thompson', 'Jo Joiner']);
    const ledger = async (asOf: string) =>
      textOf((await landlord().get(`/v1/tenants/${joinerId}/ledger?asOf=${asOf}`, PDF)).bytes);
    expect(await ledger('2026-09-30')).not.toContain('Jo Joiner');
    expect(await ledger('2026-11-20')).not.toContain('Sarah Thompson');
  });

  test('names every rental period that the money paid, as JSON, CSV and PDF', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 240_000 });
    const pay = async (amount: number) => {
      const body = { tenantId, amount, receivedOn: '2026-11-02' };
      return expectCreated(await landlord().post('/v1/payments', body), '/v1/payments');
    };
    const [first, second, ahead] = [await pay(3600), await pay(2400), await pay(1500)];
    const told = async (id: string) => ((await receiptOf(id)).body as Json).payments[0].periods;
    const [september, october] = [
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-10-31' },
    ];
    const november = { from: '2026-11-01', to: '2026-11-30' };
    expect(await told(first)).toEqual([
      { ...september, amount: 2400 },
      { ...october, amount: 1200 },
    ]);
    expect(await told(second)).toEqual([
      { ...october, amount: 1200 },
      { ...november, amount: 1200 },
    ]);
    expect(await told(ahead)).toEqual([
      { ...november, amount: 1200 },
      { from: '2026-12-01', to: '2026-12-31', amount: 300 },
    ]);
    expect(String((await receiptOf(first, landlord(), CSV)).body)).toContain(
      '2026-09-01 to 2026-09-30: 2400.00; 2026-10-01 to 2026-10-31: 1200.00',
    );
    const pdf = await textOf((await receiptOf(first, landlord(), PDF)).bytes);
    expect(pdf).toMatch(
      /01\/09\/2026 to 30\/09\/2026: \$2,400\.00 01\/10\/2026 to 31\/10\/2026: \$1,200\.00/,
    );
  });

  test('names no more than was kept of a payment that was returned, made good and given back in part', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 100_000 });
    const body = { tenantId, amount: 2500, receivedOn: '2026-10-02', method: 'Cheque' };
    const id = expectCreated(await landlord().post('/v1/payments', body), '/v1/payments');
    await landlord().post(`/v1/payments/${id}/return`, { returnedOn: '2026-10-06' });
    await landlord().patch(`/v1/payments/${id}`, { status: 'Paid', receivedOn: '2026-11-10' });
    await landlord().post(`/v1/payments/${id}/refund`, { amount: 700 });
    expect(((await receiptOf(id)).body as Json).payments).toMatchObject([
      {
        amount: 1800,
        periods: [
          { from: '2026-09-01', amount: 1000 },
          { from: '2026-10-01', amount: 800 },
        ],
      },
    ]);
  });

  test('names one period without its amount, many days as a span, and what is left as credit', async () => {
    const weekly = await keynest.own.home({
      startsOn: '2026-11-02',
      rentalPeriod: 'WEEKLY',
      rentCents: 30_000,
    });
    const daily = await keynest.own.home({
      startsOn: '2026-11-01',
      rentalPeriod: 'DAILY',
      rentCents: 4_000,
      endedOn: '2026-11-20',
      status: 'PAST',
    });
    const pdfOf = async (tenantId: string, amount: number) => {
      const body = { tenantId, amount, receivedOn: '2026-11-20' };
      const id = expectCreated(await landlord().post('/v1/payments', body), '/v1/payments');
      return textOf((await receiptOf(id, landlord(), PDF)).bytes);
    };
    expect(await pdfOf(weekly.tenantId, 300)).toContain('Rent, 02/11/2026 to 08/11/2026');
    expect(await pdfOf(daily.tenantId, 850)).toMatch(
      /Rent 01\/11\/2026 to 20\/11\/2026: \$800\.00 Credit: \$50\.00/,
    );
  });

  test('stays as it is when the payment changes, and cannot be changed in the database', async () => {
    const { paymentId } = await paidHome();
    const before = await receiptOf(paymentId, landlord(), PDF);
    const { body: json } = (await receiptOf(paymentId)) as Json;
    expect((await landlord().post(`/v1/payments/${paymentId}/refund`, { amount: 200 })).status).toBe(200);
    expect((await landlord().post(`/v1/payments/${paymentId}/return`, {})).status).toBe(200);
    const { body: again } = (await receiptOf(paymentId)) as Json;
    expect({ ...again, pdfUrl: null }).toEqual({ ...json, pdfUrl: null });
    const after = await receiptOf(paymentId, landlord(), PDF);
    expect(Buffer.from(after.bytes).equals(Buffer.from(before.bytes))).toBe(true);
    const change = keynest.prisma.receipt.update({ where: { id: json.id }, data: { number: 9999 } });
    // The driver of PostgreSQL tells the class of the error, a restrict violation, in place of its words.
    await expect(change).rejects.toThrow(/never changed|constraint violated/);
    expect(await keynest.prisma.receipt.findUnique({ where: { id: json.id } })).toMatchObject({
      number: json.number,
    });
  });

  test('money that makes a returned payment good has a receipt of its own, with its own day', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 100_000 });
    const body = { tenantId, amount: 1000, receivedOn: '2026-09-01', method: 'Cheque' };
    const id = expectCreated(await landlord().post('/v1/payments', body), '/v1/payments');
    const get = async () => (await receiptOf(id)).body as Json;
    const first = await get();
    await landlord().post(`/v1/payments/${id}/return`, { returnedOn: '2026-09-08' });
    expect((await get()).number).toBe(first.number);
    const good = { status: 'Paid', receivedOn: '2026-10-20', method: 'Cash' };
    await landlord().patch(`/v1/payments/${id}`, good);
    const second = await get();
    expect(second.number).toBe(Number(first.number) + 1);
    expect(second.payments).toMatchObject([{ amount: 1000, receivedOn: '2026-10-20', method: 'Cash' }]);
    expect((await get()).number).toBe(second.number);
    expect((await landlord().get(`/v1/receipts/${first.id}`)).body).toMatchObject({
      payments: [{ receivedOn: '2026-09-01', method: 'Cheque' }],
    });
  });

  test('numbers go up without gaps, and a payment gets one of them, however many ask at once', async () => {
    const homes = [await paidHome(), await paidHome(), await paidHome()];
    const asked = homes.flatMap(({ paymentId }) => Array.from({ length: 4 }, () => receiptOf(paymentId)));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const workspaceId = keynest.own.workspace.id;
    const issued = await keynest.prisma.receipt.findMany({
      where: { workspaceId },
      orderBy: { number: 'asc' },
    });
    expect(issued.map(({ number }) => number)).toEqual(issued.map((_, index) => index + 1));
    expect(issued.filter(({ paymentId }) => homes.some((home) => home.paymentId === paymentId))).toHaveLength(
      3,
    );
  });

  test('a tenant gets it; an amount that was given back in part is left out', async () => {
    const { paymentId } = await paidHome();
    await landlord().post(`/v1/payments/${paymentId}/refund`, { amount: 200 });
    const answer = await receiptOf(paymentId, keynest.as('tenant'));
    expect(answer).toMatchObject({ status: 200, body: { total: 1000 } });
  });

  test('409 without the address of the unit', async () => {
    const { paymentId, tenantId } = await paidHome();
    const { lease } = await keynest.prisma.tenant.findUniqueOrThrow({
      where: { id: tenantId },
      select: { lease: { select: { unit: { select: { propertyId: true } } } } },
    });
    await keynest.prisma.property.update({ where: { id: lease.unit.propertyId }, data: { street: null } });
    expectProblem(await receiptOf(paymentId), 409, 'receipt_incomplete');
  });
});

describe('POST /v1/tenants/{id}/receipts', () => {
  const path = (tenantId: string) => `/v1/tenants/${tenantId}/receipts`;
  const days = { from: '2026-01-01', to: '2026-11-23' };

  test('401, 404, 409 and 422', async () => {
    const { tenantId } = await keynest.own.home();
    expectProblem(await keynest.withToken(null).post(path(tenantId), days), 401, 'unauthenticated');
    expectProblem(await landlord().post(path(NOBODY.tenant), days), 404, 'not_found');
    expectProblem(await landlord().post(path(tenantId), days), 409, 'not_received');
    const turned = { from: '2026-11-02', to: '2026-11-01' };
    expectProblem(await landlord().post(path(tenantId), turned), 422, 'invalid_input', ['/to']);
    const later = { from: '2026-11-02', to: '2026-12-01' };
    expectProblem(await landlord().post(path(tenantId), later), 422, 'invalid_input', ['/to']);
  });

  test('covers every payment of the days, and deposits', async () => {
    const { tenantId } = await paidHome();
    await landlord().post('/v1/payments', { tenantId, amount: 300, receivedOn: '2026-10-15' });
    await landlord().post('/v1/payments', { tenantId, amount: 50, receivedOn: '2025-12-31' });
    await landlord().post(`/v1/tenants/${tenantId}/deposits`, {
      amount: 75,
      kind: 'Key',
      receivedOn: '2026-02-01',
    });
    const answer = await landlord().post(path(tenantId), days);
    const id = expectCreated(answer, '/v1/receipts');
    const { body } = (await landlord().get(`/v1/receipts/${id}`)) as Json;
    expect(body).toMatchObject({ total: 1575, paymentId: null });
    expect(body.payments.map(({ amount, purpose }: Json) => [amount, purpose])).toEqual([
      [75, 'Key Deposit'],
      [300, 'Rent'],
      [1200, 'Rent'],
    ]);
    const pdf = await landlord().get(`/v1/receipts/${id}`, PDF);
    expect(await textOf(pdf.bytes)).toContain('$1,575.00');
    expectProblem(await keynest.as('landlord', 'other').get(`/v1/receipts/${id}`), 404, 'not_found');
  });
});

describe('reports as PDF', () => {
  test('show the accounts, names of any script included, and refuse as JSON does', async () => {
    const { tenantId } = await paidHome();
    await keynest.prisma.tenant.update({ where: { id: tenantId }, data: { name: '王小明 محمد 😀' } });
    const paths = [
      [`/v1/tenants/${tenantId}/ledger`, 'Rent ledger'],
      [`/v1/tenants/${tenantId}/statement`, 'Payment received'],
      ['/v1/reports/rent-roll', 'Rent roll'],
      ['/v1/reports/arrears', 'Rent in arrears'],
    ] as const;
    for (const [path, text] of paths) {
      const answer = await landlord().get(path, PDF);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'application/pdf',
      ]);
      expect(answer.headers.get('vary')).toContain('Accept');
      expect(await textOf(answer.bytes)).toContain(text);
    }
    expectProblem(await landlord().get(`/v1/tenants/${NOBODY.tenant}/ledger`, PDF), 404, 'not_found');
    const turned = `/v1/tenants/${tenantId}/statement?from=2026-11-01&to=2026-10-01`;
    expectProblem(await landlord().get(turned, PDF), 400, 'invalid_parameter');
    expectProblem(await landlord().get('/v1/reports/arrears?asOf=soon', PDF), 400, 'invalid_parameter');
  });

  test.each([
    ['DAILY', 'Daily', '50.00 per day'],
    ['WEEKLY', 'Weekly', '50.00 per week'],
    ['BIWEEKLY', 'Biweekly', '50.00 per two weeks'],
    ['MONTHLY', 'Monthly', '50.00 per month'],
    ['YEARLY', 'Yearly', '50.00 per year'],
  ] as const)('a rent roll says the period of a rent: %s', async (rentalPeriod, word, printed) => {
    const rentCents = 5_000;
    const { propertyId } = await keynest.own.home({ startsOn: '2026-11-01', rentalPeriod, rentCents });
    const path = `/v1/reports/rent-roll?property=${propertyId}`;
    const pdf = await landlord().get(path, PDF);
    expect(await textOf(pdf.bytes)).toContain(printed);
    const csv = await landlord().get(path, { headers: { accept: 'text/csv' } });
    expect(csv.body).toMatch(new RegExp(`,50,.*,${word}\r\n$`));
    const viewer = await keynest.viewerOf('landlord');
    const query = 'query ($id: ID!) { workspace { rentRoll(property: $id) { rent rentPeriod } } }';
    const { data } = await keynest.gql(viewer, query, { id: propertyId });
    expect(data).toEqual({ workspace: { rentRoll: [{ rent: 50, rentPeriod: rentalPeriod }] } });
  });

  test('a statement writes days as its columns do, and each page says whose and of which days it is', async () => {
    const { tenantId } = await keynest.own.home({
      startsOn: '2026-09-01',
      rentalPeriod: 'DAILY',
      rentCents: 5_000,
    });
    const payment = { tenantId, amount: 2000, period: '2026-10', receivedOn: '2026-11-01' };
    expectCreated(await landlord().post('/v1/payments', payment), '/v1/payments');
    const pdf = await landlord().get(`/v1/tenants/${tenantId}/statement`, PDF);
    const { pages, text } = await readPdf(pdf.bytes);
    expect(text).toContain('Rent of 01/09/2026');
    expect(text).toContain('Payment received, rent of October 2026');
    expect(text).not.toMatch(/\d{4}-\d{2}/u);
    expect(text).toContain('Toronto, ON M4W 2T8');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.text).toMatch(/1 September 2026[^]*23 November 2026/u);
  });

  test('a link shows the rows of its reader, and ends with the role', async () => {
    const viewer = await keynest.viewerOf('manager');
    await paidHome();
    const { data } = await keynest.gql(viewer, '{ workspace { rentRollFile { pdfUrl } } }');
    const { pathname, search } = new URL((data as Json).workspace.rentRollFile.pdfUrl);
    const open = (path: string) => keynest.withToken(null).get(path);
    const opened = await open(pathname + search);
    expect(opened.headers.get('content-disposition')).toMatch(
      /^inline; filename="Rent-roll-2026-11-23.pdf"$/,
    );
    expect(await textOf(opened.bytes)).not.toContain('Sarah Thompson');
    expectProblem(await open(pathname.replace('/report', 'x/report') + search), 403, 'invalid_link');
    await keynest.prisma.membership.deleteMany({ where: { userId: viewer.userId, role: 'MANAGER' } });
    expectProblem(await open(pathname + search), 403, 'invalid_link');
  });
});
