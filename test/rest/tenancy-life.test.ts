import { expectCreated, expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const on = (day: string): void => {
  keynest.clock.set(`${day}T15:00:00.000Z`);
};

type Body = Record<string, unknown> & { readonly id: string };

async function get(id: string): Promise<Body> {
  return (await landlord().get(`/v1/tenants/${id}`)).body as Body;
}

const patch = (id: string, body: object) => landlord().patch(`/v1/tenants/${id}`, body);

async function change(id: string, body: object): Promise<Body> {
  const answer = await patch(id, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Body;
}

const post = (unitId: string, body: object) =>
  landlord().post('/v1/tenants', { name: 'Ann Lee', unitId, rent: 3000, leaseStart: '2026-10-01', ...body });

async function enter(body: object = {}): Promise<{ id: string; unitId: string; propertyId: string }> {
  const { unitId, propertyId } = await keynest.own.property();
  const id = expectCreated(await post(unitId, body), '/v1/tenants');
  return { id, unitId, propertyId };
}

const pay = (tenantId: string, period: string, amount = 3000) =>
  landlord().post('/v1/payments', { tenantId, amount, period });

async function unitOf(propertyId: string) {
  const { body } = await landlord().get(`/v1/properties/${propertyId}`);
  return (body as { units: { status: string; tenants: unknown[] }[] }).units[0];
}

async function idsWith(status: string, unitId: string): Promise<string[]> {
  const { body } = await landlord().get(`/v1/tenants?status=${status}&unit=${unitId}`);
  return (body as Body[]).map(({ id }) => id);
}

/** The same tenancy as GraphQL shows it. */
async function inGraphql(id: string) {
  const query = '{ tenant(id: $id) { status lease { status endedOn lastDayOn rentOwedUntil endReason } } }';
  const { data } = await keynest.gql(await keynest.viewerOf('landlord'), `query ($id: ID!) ${query}`, { id });
  return (data as { tenant: unknown }).tenant;
}

const endTenancy = async (id: string, input: object) =>
  keynest.gql(
    await keynest.viewerOf('landlord'),
    `mutation ($id: ID!, $input: EndTenancyInput!) {
      endTenancy(id: $id, input: $input) { status endedOn endReason balance }
    }`,
    { id, input },
  );

async function runRent() {
  return (await keynest.as('admin').post('/v1/rent-runs', {})).status;
}

async function openRows(tenantId: string): Promise<[string, number][]> {
  const { body } = await landlord().get(`/v1/payments?tenant=${tenantId}&source=Expected`);
  return (body as { dueOn: string; amount: number }[]).map(({ dueOn, amount }) => [dueOn, amount]);
}

describe('the status follows the calendar', () => {
  test('entered ahead, a tenancy is active on its first morning, everywhere', async () => {
    const { id, unitId, propertyId } = await enter({ leaseStart: '2026-12-01' });
    expect(await get(id)).toMatchObject({ status: 'Pending', balance: 0 });
    expect(await idsWith('Pending', unitId)).toEqual([id]);
    expect(await unitOf(propertyId)).toMatchObject({ status: 'Vacant', tenants: [] });

    on('2026-12-15');
    expect(await get(id)).toMatchObject({ status: 'Active', balance: 3000 });
    expect(await inGraphql(id)).toMatchObject({ status: 'ACTIVE', lease: { status: 'ACTIVE' } });
    expect(await idsWith('Active', unitId)).toEqual([id]);
    expect(await idsWith('Pending', unitId)).toEqual([]);
    expect(await unitOf(propertyId)).toMatchObject({ status: 'Occupied', tenants: [{ id }] });
    const { body } = await landlord().get(`/v1/reports/rent-roll?property=${propertyId}`);
    expect((body as { rows: unknown[] }).rows).toMatchObject([{ tenantIds: [id], balance: 3000 }]);
    const { data } = await keynest.gql(
      await keynest.viewerOf('landlord'),
      'query ($id: ID!) { noticeOptions(tenantId: $id) { type obstacles { code } } }',
      { id },
    );
    expect(JSON.stringify(data)).not.toContain('tenancy_not_begun');
  });

  test('past after its last day, in lists and on the unit too', async () => {
    const { id, unitId, propertyId } = await enter();
    expect(await change(id, { status: 'Notice', leaseEnd: '2026-11-30' })).toMatchObject({
      status: 'Notice',
      endedOn: null,
    });
    on('2026-11-30');
    expect(await get(id)).toMatchObject({ status: 'Notice' });
    on('2026-12-01');
    expect(await get(id)).toMatchObject({ status: 'Past', endedOn: '2026-11-30', balance: 6000 });
    expect(await idsWith('Past', unitId)).toEqual([id]);
    expect(await idsWith('Notice', unitId)).toEqual([]);
    expect(await unitOf(propertyId)).toMatchObject({ status: 'Vacant' });
    expect((await landlord().delete(`/v1/properties/${propertyId}`)).status).toBe(200);
  });
});

describe('an end', () => {
  test('on the last day of the notice, and rent runs to it and not past it', async () => {
    const { id } = await enter();
    await change(id, { status: 'Notice', leaseEnd: '2026-11-30' });
    expect(await change(id, { leaseEnd: '2026-11-25' })).toMatchObject({ status: 'Notice' });
    on('2026-11-28');
    expect(await change(id, { status: 'Past', leaseEnd: '2026-11-20' })).toMatchObject({
      status: 'Past',
      endedOn: '2026-11-20',
      balance: 5000,
    });
    expect(await openRows(id)).toEqual([
      ['2026-11-01', 2000],
      ['2026-10-01', 3000],
    ]);
  });

  test('without a day: the end of a term that has passed; correctable, and shown in both interfaces', async () => {
    const { id } = await enter({ leaseEnd: '2026-10-31' });
    await pay(id, '2026-10');
    on('2026-11-28');
    expect(await change(id, { status: 'Past' })).toMatchObject({ endedOn: '2026-10-31', balance: 0 });
    expect(await openRows(id)).toEqual([]);
    const corrected = { endedOn: '2026-11-15', endReason: 'Keys came back' };
    expect(await change(id, corrected)).toMatchObject({ ...corrected, status: 'Past', balance: 1500 });
    expect(await inGraphql(id)).toMatchObject({
      lease: { endedOn: '2026-11-15', endReason: 'Keys came back' },
    });
    expect(await change(id, { endedOn: '2026-10-31', endReason: null })).toMatchObject({ balance: 0 });
  });

  test('refused: ahead, before the first day, or while the tenancy goes on', async () => {
    const { id } = await enter();
    const ahead = await patch(id, { status: 'Past', endedOn: '2026-12-31' });
    expectProblem(ahead, 422, 'invalid_input', ['/endedOn']);
    expect(ahead.body).toMatchObject({ errors: [{ code: 'ends_in_future' }] });
    expectProblem(await patch(id, { status: 'Past', endedOn: '2026-09-30' }), 422, 'invalid_input', [
      '/endedOn',
    ]);
    expectProblem(await patch(id, { endedOn: '2026-11-20' }), 422, 'invalid_input', ['/endedOn']);
    expectProblem(await patch(id, { status: 'Notice', creditFrom: '2026-11-20' }), 422, 'invalid_input', [
      '/creditFrom',
    ]);
    expect(await get(id)).toMatchObject({ status: 'Active' });
  });

  test.each([
    ['Monthly', '2026-11-01', '2027-01-31', 9000],
    ['Weekly', '2026-11-02', '2026-12-06', 15_000],
    ['Yearly', '2025-12-01', '2027-11-30', 6000],
  ])(
    'before the end of a fixed term (%s): rent to its end is owed, or credited',
    async (rentPeriod, leaseStart, leaseEnd, owed) => {
      const { id } = await enter({ rentPeriod, leaseStart, leaseEnd });
      const ended = await change(id, { status: 'Past', endedOn: '2026-11-21' });
      expect(ended).toMatchObject({ status: 'Past', endedOn: '2026-11-21' });
      on('2027-12-01');
      expect(await get(id)).toMatchObject({ balance: owed });
      expectProblem(await patch(id, { creditFrom: '2026-11-21' }), 422, 'invalid_input', ['/creditFrom']);
      await change(id, { creditFrom: '2026-11-22' });
      expect(Number((await get(id))['balance'])).toBeLessThan(owed);
      expect(await inGraphql(id)).toMatchObject({ lease: { rentOwedUntil: null, lastDayOn: '2026-11-21' } });
    },
  );

  test('two days before the end of a term: no credit, and the deposit pays the last period of itself', async () => {
    const { id } = await enter({ leaseEnd: '2026-11-30', deposit: 3000 });
    await pay(id, '2026-10');
    on('2026-11-28');
    expect(await change(id, { status: 'Past' })).toMatchObject({ endedOn: '2026-11-28', balance: 0 });
    expect(await change(id, { creditFrom: '2026-11-29' })).toMatchObject({ balance: 0 });
    const { body } = await landlord().get(`/v1/tenants/${id}/deposits`);
    expect(body).toMatchObject([{ amount: 3000, held: 200 }]);
  });

  test('endTenancy does the same with a reason', async () => {
    const { id } = await enter();
    const { data } = await endTenancy(id, { endedOn: '2026-11-15', reason: 'Agreed' });
    expect(data).toMatchObject({
      endTenancy: { status: 'PAST', endedOn: '2026-11-15', endReason: 'Agreed', balance: 4500 },
    });
    const { errors } = await endTenancy(id, { endedOn: '2026-12-15' });
    expect(JSON.stringify(errors)).toContain('ends_in_future');
    const { id: formId } = (await landlord().post('/v1/forms/lease', { tenantId: id, draft: true }))
      .body as Body;
    expect(JSON.stringify((await endTenancy(id, { formId })).errors)).toContain('not_applicable');
  });
});

describe('a hand-over on 30 November and 1 December', () => {
  const incoming = { name: 'Next Tenant', leaseStart: '2026-12-01' };

  /** Nobody is billed for a day of the other. */
  async function expectOneBilled(leaving: string, coming: string) {
    on('2026-12-15');
    expect(await runRent()).toBe(200);
    expect(await get(leaving)).toMatchObject({ status: 'Past', endedOn: '2026-11-30', balance: 6000 });
    expect(await get(coming)).toMatchObject({ status: 'Active', balance: 3000 });
  }

  test('the notice first, then the next tenant, on any day', async () => {
    for (const day of ['2026-11-23', '2026-11-30', '2026-12-15']) {
      on('2026-11-23');
      const { id, unitId } = await enter();
      await change(id, { status: 'Notice', leaseEnd: '2026-11-30' });
      on(day);
      const coming = expectCreated(await post(unitId, incoming), '/v1/tenants');
      await expectOneBilled(id, coming);
    }
  });

  test('the end on 15 December, then the next tenant', async () => {
    const { id, unitId } = await enter();
    on('2026-12-15');
    expectProblem(await post(unitId, incoming), 409, 'unit_occupied');
    await change(id, { status: 'Past', endedOn: '2026-11-30' });
    await expectOneBilled(id, expectCreated(await post(unitId, incoming), '/v1/tenants'));
  });

  test('the next tenant while a term runs: the unit is handed over at its end', async () => {
    const { id, unitId } = await enter({ leaseEnd: '2026-11-30' });
    const coming = expectCreated(await post(unitId, incoming), '/v1/tenants');
    expect(await get(id)).toMatchObject({ status: 'Active', endedOn: null });
    await expectOneBilled(id, coming);
    expectProblem(await patch(id, { endedOn: '2026-12-01' }), 409, 'unit_occupied');
    expect(await change(id, { status: 'Past' })).toMatchObject({ endedOn: '2026-11-30', balance: 6000 });
  });

  test('the next tenant first, the earlier one afterwards', async () => {
    const { unitId } = await keynest.own.property();
    on('2026-12-15');
    const coming = expectCreated(await post(unitId, incoming), '/v1/tenants');
    const leaving = expectCreated(await post(unitId, { leaseEnd: '2026-11-30' }), '/v1/tenants');
    await expectOneBilled(leaving, coming);
  });

  test('let again before the end of a term: its rent ends there', async () => {
    const { id, unitId } = await enter({ leaseEnd: '2026-12-31' });
    await change(id, { status: 'Past', endedOn: '2026-11-20' });
    const coming = expectCreated(await post(unitId, incoming), '/v1/tenants');
    on('2027-01-15');
    expect(await get(id)).toMatchObject({ balance: 6000 });
    expect(await get(coming)).toMatchObject({ balance: 6000 });
  });
});

describe('what was a mistake', () => {
  const reopen = (id: string, body: object = { reason: 'They stay' }) =>
    landlord().post(`/v1/tenants/${id}/reopen`, body);

  test('an end is taken back while the unit is free', async () => {
    const { id, unitId } = await enter();
    expectProblem(await reopen(id), 409, 'illegal_transition');
    await change(id, { status: 'Past', endedOn: '2026-11-10' });
    expectProblem(await reopen(id, {}), 422, 'invalid_input', ['/reason']);
    expectProblem(
      await keynest.as('manager').post(`/v1/tenants/${id}/reopen`, { reason: 'x' }),
      404,
      'not_found',
    );
    expect(await reopen(id)).toMatchObject({
      status: 200,
      body: { status: 'Active', endedOn: null, balance: 6000 },
    });
    await change(id, { status: 'Past', endedOn: '2026-11-10' });
    expectCreated(await post(unitId, { leaseStart: '2026-11-11' }), '/v1/tenants');
    expectProblem(await reopen(id), 409, 'unit_occupied');
  });

  test('the agreed term comes back with the tenancy, and ends before the next one', async () => {
    const { id, unitId } = await enter({ leaseEnd: '2027-05-31' });
    await change(id, { status: 'Notice', leaseEnd: '2026-12-31' });
    await change(id, { leaseEnd: '2027-01-31' });
    expect(await change(id, { status: 'Active' })).toMatchObject({ leaseEnd: '2027-05-31' });
    await change(id, { status: 'Notice', leaseEnd: '2026-12-31' });
    on('2027-01-02');
    expect(await get(id)).toMatchObject({ status: 'Past', leaseEnd: '2026-12-31' });
    expectCreated(await post(unitId, { leaseStart: '2027-06-10' }), '/v1/tenants');
    expect((await reopen(id)).body).toMatchObject({ status: 'Active', leaseEnd: '2027-05-31' });
    expect(await get(`${id}/ledger?asOf=2027-06-30`)).toMatchObject({ rows: { length: 8 } });
    on('2027-06-01');
    expect(await get(id)).toMatchObject({ status: 'Past', endedOn: '2027-05-31' });

    const monthly = await enter();
    await change(monthly.id, { status: 'Past', leaseEnd: '2026-11-10' });
    expect((await reopen(monthly.id)).body).toMatchObject({ status: 'Active', leaseEnd: null });
    await change(monthly.id, { leaseEnd: '2027-12-31' });
    await change(monthly.id, { status: 'Notice', leaseEnd: '2027-08-31' });
    await change(monthly.id, { status: 'Active', leaseEnd: '2027-10-31' });
    await change(monthly.id, { status: 'Notice' });
    expect(await change(monthly.id, { status: 'Active' })).toMatchObject({ leaseEnd: '2027-10-31' });
  });

  test('a tenancy is removed while it has no history', async () => {
    const { id, unitId } = await enter({ deposit: 3000, coTenants: ['Bo Lee'] });
    expectProblem(await keynest.as('tenant').delete(`/v1/tenants/${id}`), 404, 'not_found');
    await pay(id, '2026-10', 10);
    expectProblem(await landlord().delete(`/v1/tenants/${id}`), 409, 'tenancy_has_history');
    const earlier = await enter({ leaseEnd: '2026-11-30' });
    const mistaken = expectCreated(await post(earlier.unitId, { leaseStart: '2026-12-01' }), '/v1/tenants');
    expect((await landlord().delete(`/v1/tenants/${mistaken}`)).body).toEqual({ ok: true });
    expect((await landlord().get(`/v1/tenants/${mistaken}`)).status).toBe(404);
    on('2026-12-15');
    expect(await get(earlier.id)).toMatchObject({ status: 'Active', balance: 9000 });
    expect(await keynest.prisma.lease.count({ where: { unitId } })).toBe(1);
  });

  test.each([
    [{ leaseStart: '2026-11-01' }, { leaseStart: '2026-11-01', status: 'Active', balance: 3000 }],
    [{ leaseStart: '2026-12-01' }, { leaseStart: '2026-12-01', status: 'Pending', balance: 0 }],
    [{ leaseStart: '2026-09-01' }, { balance: 9000 }],
    [{ rentDueDay: 15 }, { rentDueDay: 15 }],
    [{ rentPeriod: 'Biweekly' }, { rentPeriod: 'Biweekly', balance: 12_000 }],
    [{ deposit: 1000 }, { deposit: 1000 }],
    [{ deposit: 0 }, { deposit: null }],
  ])('terms are corrected with a reason: %j', async (terms, shown) => {
    const { id } = await enter({ deposit: 3000 });
    expectProblem(await patch(id, terms), 422, 'invalid_input', ['/reason']);
    expect(await change(id, { ...terms, reason: 'Mistyped' })).toMatchObject(shown);
  });

  test('terms that cannot be so are refused', async () => {
    const { id, unitId } = await enter({ leaseStart: '2026-11-01', leaseEnd: '2027-10-31', deposit: 1000 });
    const reason = 'Mistyped';
    expectProblem(await patch(id, { leaseStart: '2027-11-01', reason }), 422, 'invalid_input', [
      '/leaseStart',
    ]);
    expectProblem(await patch(id, { deposit: 3000.01, reason }), 422, 'deposit_exceeds_rent', ['/deposit']);
    expectCreated(await post(unitId, { leaseStart: '2026-01-01', leaseEnd: '2026-10-31' }), '/v1/tenants');
    expectProblem(await patch(id, { leaseStart: '2026-10-31', reason }), 409, 'unit_occupied');
  });
});

describe('names', () => {
  test('first and last names are said once, and corrected', async () => {
    const { id } = await enter({
      name: 'Nguyễn Văn An',
      firstName: 'Văn An',
      lastName: 'Nguyễn',
      phone: '1',
    });
    expect(await get(id)).toMatchObject({ name: 'Nguyễn Văn An', firstName: 'Văn An', lastName: 'Nguyễn' });
    const signer = async () => {
      const { body } = await landlord().post('/v1/forms/N9', { tenantId: id });
      const { signers } = (body as { fields: { signers: { firstName: string; lastName: string }[] } }).fields;
      return signers.map(({ firstName, lastName }) => [firstName, lastName]);
    };
    expect(await signer()).toEqual([['Văn An', 'Nguyễn']]);
    expect(await change(id, { lastName: 'de la Cruz', firstName: null })).toMatchObject({
      firstName: null,
      lastName: 'de la Cruz',
    });
    // Another name clears the parts of the former one, and is split with its particles and suffixes.
    for (const [name, firstName, lastName] of [
      ['Maria de la Cruz', 'Maria', 'de la Cruz'],
      ['Henry Thompson Jr.', 'Henry', 'Thompson Jr.'],
      ['Ludwig van Beethoven III', 'Ludwig', 'van Beethoven III'],
      ['Van Morrison', 'Van', 'Morrison'],
      ['Sukarno', 'Sukarno', 'Sukarno'],
    ]) {
      expect(await change(id, { name })).toMatchObject({ firstName: null, lastName: null });
      expect(await signer()).toEqual([[firstName, lastName]]);
    }
  });

  test('of the landlord are said in the workspace, or with the transfer', async () => {
    const { tenantId, propertyId } = await keynest.own.home({ startsOn: '2026-09-01' });
    const signer = async () => {
      const { body } = await landlord().post('/v1/forms/N4', { tenantId });
      const { signer: one } = (body as { fields: { signer: { firstName: string; lastName: string } } })
        .fields;
      return [one.firstName, one.lastName];
    };
    const said = 'landlordName: "Nguyễn Văn An", landlordFirstName: "Văn An", landlordLastName: "Nguyễn"';
    await keynest.gql(
      await keynest.viewerOf('admin'),
      `mutation { updateWorkspace(input: { ${said} }) { landlordLastName } }`,
    );
    expect(await signer()).toEqual(['Văn An', 'Nguyễn']);
    await landlord().post(`/v1/properties/${propertyId}/transfer`, {
      ownerName: 'Trần Thị Bé',
      ownerFirstName: 'Thị Bé',
      ownerLastName: 'Trần',
      ownerAddress: { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' },
      on: '2026-10-01',
    });
    expect(await signer()).toEqual(['Thị Bé', 'Trần']);
  });
});
