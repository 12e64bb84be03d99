import { expectCreated, expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  // The session lasts as long as the stories.
  await keynest.tokenOf('landlord');
  await keynest.prisma.session.updateMany({ data: { expiresAt: new Date('2030-01-01T00:00:00Z') } });
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const on = (day: string): void => {
  keynest.clock.set(`${day}T15:00:00Z`);
};

type Body = Record<string, unknown> & { readonly id: string; readonly leaseId: string };

async function enter(body: object = {}) {
  const { unitId } = await keynest.own.property();
  const tenant = { name: 'Ann Lee', unitId, rent: 3000, leaseStart: '2026-10-01', ...body };
  return { unitId, id: expectCreated(await landlord().post('/v1/tenants', tenant), '/v1/tenants') };
}

const tenant = async (id: string) => (await landlord().get(`/v1/tenants/${id}`)).body as Body;

describe('a notice that is entered after its day', () => {
  const incoming = { name: 'Next Tenant', rent: 3000, leaseStart: '2026-12-01' };

  test('ended the tenancy on that day, and the next tenant follows', async () => {
    on('2026-12-15');
    const { id, unitId } = await enter();
    const noted = await landlord().patch(`/v1/tenants/${id}`, { status: 'Notice', leaseEnd: '2026-11-30' });
    expect(noted).toMatchObject({
      status: 200,
      body: { status: 'Past', endedOn: '2026-11-30', balance: 6000 },
    });
    const coming = await landlord().post('/v1/tenants', { ...incoming, unitId });
    expect(coming).toMatchObject({ status: 201, body: { status: 'Active', balance: 3000 } });
    const reopened = await landlord().post(`/v1/tenants/${id}/reopen`, { reason: 'They stay' });
    expectProblem(reopened, 409, 'unit_occupied');
  });

  test('can be taken back, with the agreed term', async () => {
    on('2026-12-15');
    const { id } = await enter({ leaseEnd: '2027-09-30' });
    await landlord().patch(`/v1/tenants/${id}`, { status: 'Notice', leaseEnd: '2026-11-30' });
    const { body } = await landlord().post(`/v1/tenants/${id}/reopen`, { reason: 'Mistyped' });
    expect(body).toMatchObject({ status: 'Active', leaseEnd: '2027-09-30', endedOn: null, balance: 9000 });
  });

  test('without a day leaves the end open: an expired term goes on by the month', async () => {
    on('2026-12-15');
    const { id } = await enter({ leaseEnd: '2026-10-31' });
    await landlord().patch(`/v1/tenants/${id}`, { status: 'Notice' });
    expect(await tenant(id)).toMatchObject({ status: 'Notice', endedOn: null, balance: 9000 });
  });

  test('corrected to an earlier day, ends it there', async () => {
    on('2026-12-15');
    const { id } = await enter();
    await landlord().patch(`/v1/tenants/${id}`, { status: 'Notice', leaseEnd: '2026-12-31' });
    await landlord().patch(`/v1/tenants/${id}`, { leaseEnd: '2026-11-30' });
    expect(await tenant(id)).toMatchObject({ status: 'Past', endedOn: '2026-11-30', balance: 6000 });
  });
});

describe('the primary tenant leaves', () => {
  test.each(['2026-11-20', '2026-12-10'])(
    'on %s: each expected row names the tenant of its due day',
    async (left) => {
      on('2026-11-28');
      const { id } = await enter({ coTenants: ['Bo Lee'] });
      const { leaseId } = await tenant(id);
      await landlord().post(`/v1/leases/${leaseId}/tenants/${id}/departure`, { on: left });
      on('2026-12-28');
      await keynest.as('admin').post('/v1/rent-runs', {});
      const { body } = await landlord().get(`/v1/payments?lease=${leaseId}&source=Expected`);
      const rows = body as { dueOn: string; tenantId: string }[];
      const ofAnn = rows.filter(({ tenantId }) => tenantId === id).map(({ dueOn }) => dueOn);
      expect(rows.map(({ dueOn }) => dueOn)).toEqual([
        '2027-01-01',
        '2026-12-01',
        '2026-11-01',
        '2026-10-01',
      ]);
      expect(ofAnn).toEqual(['2026-12-01', '2026-11-01', '2026-10-01'].filter((dueOn) => dueOn <= left));
    },
  );
});

/**
 * A tenancy from its beginning to its end, written by REST and GraphQL in turn. All amounts are worked out by hand: rent is
 * 1,500.00, and 1,531.50 from September 2026 (1,500 × 1.021, the guideline of 2026).
 */
describe('the life of a tenancy', () => {
  const RAISED = 1531.5;

  async function gql(document: string, variables: object): Promise<Record<string, Body>> {
    const { data, errors } = await keynest.gql(
      await keynest.viewerOf('landlord'),
      document,
      variables as Record<string, unknown>,
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Record<string, Body>;
  }

  async function post(path: string, body: object): Promise<Body> {
    const answer = await landlord().post(`/v1/${path}`, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body as Body;
  }

  const RECORD = 'mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { id } }';
  let isRestsTurn = false;
  async function pay(tenantId: string, receivedOn: string, amount: number): Promise<void> {
    isRestsTurn = !isRestsTurn;
    const input = { tenantId, amount, receivedOn };
    await (isRestsTurn ? post('payments', input) : gql(RECORD, { input }));
  }

  const TENANT = `query ($id: ID!) { tenant(id: $id) {
    status balance leaseEnd rent coTenants lease { endedOn } } }`;

  /** What both interfaces tell of a tenant today. */
  async function expectBoth(id: string, expected: object): Promise<void> {
    const { status, balance, leaseEnd, rent, coTenants, endedOn } = await tenant(id);
    const { tenant: shown } = await gql(TENANT, { id });
    expect({ status, balance, leaseEnd, rent, coTenants, endedOn }).toMatchObject(expected);
    expect(shown).toEqual({
      status: (status as string).toUpperCase(),
      ...{ balance, leaseEnd, rent, coTenants },
      lease: { endedOn },
    });
  }

  const deposit = async (id: string) =>
    ((await landlord().get(`/v1/tenants/${id}/deposits`)).body as { held: number }[])[0]?.held;

  async function moveIn() {
    on('2025-08-20');
    const { id } = await enter({ rent: 1500, leaseStart: '2025-09-01', leaseEnd: '2026-08-31' });
    await post(`tenants/${id}/deposits`, { kind: 'Last Month', amount: 1500, receivedOn: '2025-08-20' });
    await expectBoth(id, { status: 'Pending', balance: 0, endedOn: null });
    on('2025-09-01');
    await expectBoth(id, { status: 'Active', balance: 1500, leaseEnd: '2026-08-31' });
    return { id, leaseId: (await tenant(id)).leaseId };
  }

  async function increase(id: string): Promise<void> {
    on('2026-05-20');
    for (const month of ['2025-09', '2025-10', '2025-11', '2025-12']) await pay(id, `${month}-01`, 1500);
    await expectBoth(id, { balance: 5 * 1500 });
    for (const month of ['01', '02', '03', '04', '05']) await pay(id, `2026-${month}-01`, 1500);
    const plan = await landlord().post(`/v1/tenants/${id}/rent-increases?dryRun=true`, {});
    expect(plan.body).toMatchObject({ maximumRent: RAISED, earliestOn: '2026-09-01', guidelinePercent: 2.1 });
    const { id: formId } = await post(`tenants/${id}/rent-increases`, { effectiveOn: '2026-09-01' });
    const served = { status: 'Served', servedOn: '2026-05-20', serviceMethod: 'hand' };
    expect((await landlord().patch(`/v1/forms/${formId}`, served)).status).toBe(200);
    on('2026-08-31');
    for (const day of ['06-01', '07-09', '08-01']) await pay(id, `2026-${day}`, 1500);
    await expectBoth(id, { balance: 0, rent: 1500 });
    on('2026-09-01');
    // The term is over, and the tenancy goes on by the month.
    await expectBoth(id, { status: 'Active', balance: RAISED, rent: RAISED, leaseEnd: '2026-08-31' });
  }

  const SERVE = `mutation ($id: ID!, $input: UpdateFormInput!) {
    updateForm(id: $id, input: $input) { status terminationDate } }`;
  const byHand = (servedOn: string) => ({ status: 'SERVED', servedOn, serviceMethod: 'HAND' });

  async function latePayment(id: string): Promise<void> {
    on('2026-10-02');
    const { id: formId, ...n4 } = await post('forms/N4', { tenantId: id });
    expect(n4).toMatchObject({ terminationDate: '2026-10-09', fields: { rentOwedCents: 306_300 } });
    await gql(SERVE, { id: formId, input: byHand('2026-10-02') });
    on('2026-10-08');
    await pay(id, '2026-10-07', 2 * RAISED);
    await expectBoth(id, { balance: 0 });
    const { body } = await landlord().get(`/v1/forms/${formId}`);
    expect(body).toMatchObject({ standing: { standing: 'VOID_PAID', since: '2026-10-07' } });
    // September was paid late, as was October; of the year before only July.
    const { fields } = await post('forms/N8', { tenantId: id, reasons: ['PERSISTENT_LATE_PAYMENT'] });
    const { late } = (fields as { latePayments: { late: { dueOn: string; daysLate: number }[] } })
      .latePayments;
    expect(late.map(({ dueOn, daysLate }) => [dueOn, daysLate])).toEqual([
      ['2026-07-01', 8],
      ['2026-09-01', 36],
      ['2026-10-01', 6],
    ]);
  }

  /** Bo joins, and Ann leaves; gives Bo's id. */
  async function change(id: string, leaseId: string): Promise<string> {
    on('2026-11-10');
    await pay(id, '2026-11-01', RAISED);
    const ADD =
      'mutation ($id: ID!, $input: AddLeaseTenantInput!) { addLeaseTenant(id: $id, input: $input) { id } }';
    const { addLeaseTenant } = await gql(ADD, {
      id: leaseId,
      input: { name: 'Bo Reed', from: '2026-11-15' },
    });
    const bo = addLeaseTenant!.id;
    await post(`leases/${leaseId}/tenants/${id}/departure`, { on: '2026-11-30' });
    on('2026-11-20');
    await expectBoth(bo, { balance: 0, coTenants: ['Ann Lee'] });
    on('2026-12-01');
    await expectBoth(bo, { status: 'Active', balance: RAISED, coTenants: [] });
    await pay(bo, '2026-12-01', RAISED);
    const RENEW =
      'mutation ($id: ID!, $input: RenewLeaseInput!) { renewLease(id: $id, input: $input) { id } }';
    await gql(RENEW, { id: leaseId, input: { leaseEnd: '2027-05-31' } });
    await expectBoth(bo, { status: 'Active', balance: 0, leaseEnd: '2027-05-31' });
    return bo;
  }

  async function notice(bo: string): Promise<void> {
    on('2027-02-10');
    for (const month of ['01', '02']) await pay(bo, `2027-${month}-01`, RAISED);
    const signer = { phone: '416-555-0100' };
    const early = { tenantId: bo, terminationDate: '2027-04-30', signer };
    const refused = await landlord().post('/v1/forms/N9', early);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      422,
      expect.stringMatching(/cuts_fixed_term.*"earliestDate":"2027-05-31"/),
    ]);
    const { id } = await post('forms/N9', { tenantId: bo, terminationDate: '2027-05-31', signer });
    await gql(SERVE, { id, input: byHand('2027-02-10') });
    await expectBoth(bo, { status: 'Notice', balance: 0, endedOn: null });
    on('2027-06-01');
    for (const month of ['03', '04']) await pay(bo, `2027-${month}-01`, RAISED);
    // The deposit of 1,500.00 pays May, but for 31.50.
    await expectBoth(bo, { status: 'Past', balance: 31.5, endedOn: '2027-05-31' });
    expect(await deposit(bo)).toBe(0);
  }

  async function corrections(bo: string): Promise<void> {
    const REOPEN = 'mutation ($id: ID!) { reopenTenancy(id: $id, input: { reason: "Bo stays" }) { id } }';
    await gql(REOPEN, { id: bo });
    // The deposit pays the last period only, so it is held again.
    await expectBoth(bo, { status: 'Active', balance: 2 * RAISED, endedOn: null });
    expect(await deposit(bo)).toBe(1500);
    on('2027-06-20');
    const END = 'mutation ($id: ID!, $input: EndTenancyInput!) { endTenancy(id: $id, input: $input) { id } }';
    await gql(END, { id: bo, input: { endedOn: '2027-06-15' } });
    // Half of June, 765.75, is the last period and paid by the deposit.
    await expectBoth(bo, { status: 'Past', balance: RAISED, endedOn: '2027-06-15' });
    expect(await deposit(bo)).toBe(734.25);
    const corrected = await landlord().patch(`/v1/tenants/${bo}`, { endedOn: '2027-05-31' });
    expect(corrected.status).toBe(200);
    await expectBoth(bo, { status: 'Past', balance: 31.5, endedOn: '2027-05-31' });
    expect(await deposit(bo)).toBe(0);
  }

  test('adds up by hand at every step, in both interfaces', async () => {
    const { id, leaseId } = await moveIn();
    await increase(id);
    await latePayment(id);
    const bo = await change(id, leaseId);
    await notice(bo);
    await corrections(bo);
    const { body } = await landlord().get(`/v1/tenants/${bo}/statement?from=2025-09-01&to=2027-05-31`);
    // Twelve months at 1,500.00 and nine at 1,531.50, but for what is owing.
    expect(body).toMatchObject({ opening: 0, closing: 31.5 });
    const { rows } = body as { rows: { charge: number | null }[] };
    expect(rows.reduce((sum, { charge }) => sum + (charge ?? 0), 0)).toBeCloseTo(12 * 1500 + 9 * RAISED, 2);
  });
});
