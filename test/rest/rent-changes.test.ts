import { expectProblem } from '../support/expectations.ts';
import { day } from '../support/factories.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { NewTenancy } from '../support/factories.ts';

// Monday, 23 November 2026 is today, unless a test sets the clock.
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());
afterEach(() => {
  keynest.clock.set('2026-11-23T15:00:00Z');
});

const landlord = () => keynest.as('landlord');
const home = (tenancy: Omit<NewTenancy, 'unitId'>) => keynest.own.home({ rentCents: 100_000, ...tenancy });
const patch = (id: string, body: object) => landlord().patch(`/v1/tenants/${id}`, body);
const tenant = async (id: string) => (await landlord().get(`/v1/tenants/${id}`)).body as { balance: number };

/** The charged rents of a lease, as `effectiveOn amount basis`. */
async function rents(leaseId: string): Promise<string[]> {
  const rows = await keynest.prisma.leaseRent.findMany({
    where: { leaseId, standing: 'LAWFUL' },
    orderBy: { effectiveOn: 'asc' },
  });
  return rows.map(
    ({ effectiveOn, amountCents, basis }) =>
      `${effectiveOn.toISOString().slice(0, 10)} ${amountCents / 100} ${basis}`,
  );
}

async function exempt(unitId: string): Promise<void> {
  await keynest.prisma.unit.update({ where: { id: unitId }, data: { guidelineExempt: true } });
}

describe('a higher rent without a basis', () => {
  test('weekly rent raised on a due day: 422, and the N4 claims the old rent', async () => {
    const { tenantId } = await home({ startsOn: '2025-11-17', rentCents: 30_000, rentalPeriod: 'WEEKLY' });
    await keynest.own.payment(
      {
        tenantId,
        leaseId: (await keynest.prisma.tenant.findUniqueOrThrow({ where: { id: tenantId } })).leaseId,
      },
      { amountCents: 53 * 30_000, period: null, receivedOn: '2026-11-16' },
    );
    const refused = await patch(tenantId, { rent: 900 });
    expectProblem(refused, 422, 'rent_increase_needs_notice', ['/rent']);
    // 23 November + 90 days is Sunday, 21 February; rent is due on Mondays; the guideline of 2027 is 1.9 %.
    expect(refused.body).toMatchObject({
      earliestOn: '2027-02-22',
      maximumRent: 305.7,
      errors: [{ section: 'RTA ss.116, 119, 120', earliestOn: '2027-02-22', maximumRent: 305.7 }],
    });
    keynest.clock.set('2026-11-24T15:00:00Z');
    const n4 = await landlord().post('/v1/forms/N4', { tenantId });
    expect(n4.body).toMatchObject({ fields: { rentOwedCents: 30_000 } });
  });

  test.each([
    [
      'in the first month of a fixed term',
      { startsOn: '2026-11-01', endsOn: '2027-10-31' },
      '2027-11-01',
      1019,
    ],
    ['on the first day', { startsOn: '2026-11-23' }, '2027-11-23', 1019],
    ['in an old tenancy', { startsOn: '2019-03-01' }, '2027-03-01', 1019],
    ['of daily rent', { startsOn: '2025-01-01', rentalPeriod: 'DAILY' }, '2027-02-21', 1019],
    ['of biweekly rent', { startsOn: '2025-01-06', rentalPeriod: 'BIWEEKLY' }, '2027-03-01', 1019],
    ['of yearly rent', { startsOn: '2025-05-01', rentalPeriod: 'YEARLY' }, '2027-05-01', 1019],
    ['due on the 31st', { startsOn: '2025-01-31', rentDueDay: 31 }, '2027-02-28', 1019],
  ] as const)('%s: 422', async (_case, tenancy, earliestOn, maximumRent) => {
    const { tenantId, leaseId } = await home(tenancy);
    const refused = await patch(tenantId, { rent: 3000 });
    expectProblem(refused, 422, 'rent_increase_needs_notice');
    expect(refused.body).toMatchObject({ earliestOn, maximumRent });
    expect(await rents(leaseId)).toHaveLength(1);
  });

  test('of an exempt unit: 422 without a highest rent', async () => {
    const { tenantId, unitId } = await home({ startsOn: '2025-01-01' });
    await exempt(unitId);
    const refused = await patch(tenantId, { rent: 3000 });
    expectProblem(refused, 422, 'rent_increase_needs_notice');
    expect(refused.body).toMatchObject({ earliestOn: '2027-03-01' });
    expect(refused.body).not.toHaveProperty('maximumRent');
  });

  test('in GraphQL: RULE_VIOLATION with the same limits', async () => {
    const { tenantId } = await home({ startsOn: '2025-01-01' });
    const { errors } = await keynest.gql(
      await keynest.viewerOf('landlord'),
      'mutation ($id: ID!) { updateTenant(id: $id, input: { rent: 1000.01 }) { id } }',
      { id: tenantId },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'RULE_VIOLATION',
      reason: 'rent_increase_needs_notice',
      details: [{ path: ['input', 'rent'], earliestOn: '2027-03-01', maximumRent: 1019 }],
    });
  });

  test('before the tenancy begins: free', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-12-01', status: 'PENDING' });
    expect((await patch(tenantId, { rent: 3000 })).body).toMatchObject({ rent: 3000 });
    expect((await patch(tenantId, { rent: 900 })).body).toMatchObject({ rent: 900 });
    expect(await rents(leaseId)).toEqual(['2026-12-01 900 INITIAL']);
    const later = await patch(tenantId, { rent: 950, rentEffectiveOn: '2027-01-01' });
    expectProblem(later, 422, 'rent_increase_needs_notice');
  });

  test('the same rent again changes nothing', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-01-01' });
    expect((await patch(tenantId, { rent: 1000, phone: '416-555-0100' })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2026-01-01 1000 INITIAL']);
  });
});

describe('a lower rent', () => {
  test('applies from the next rent day; rent that is due keeps its amount, today included', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-10-23' });
    expect(await tenant(tenantId)).toMatchObject({ balance: 2000 });
    expect((await patch(tenantId, { rent: 900 })).body).toMatchObject({ rent: 1000, balance: 2000 });
    expect(await rents(leaseId)).toEqual(['2026-10-23 1000 INITIAL', '2026-12-23 900 DECREASE']);
    const today = await patch(tenantId, { rent: 800, rentEffectiveOn: '2026-11-23' });
    expectProblem(today, 422, 'invalid_input', ['/rentEffectiveOn']);
    expect(today.body).toMatchObject({ errors: [{ code: 'rent_already_due', earliestDate: '2026-12-23' }] });
    const between = await patch(tenantId, { rent: 800, rentEffectiveOn: '2026-12-24' });
    expect(between.body).toMatchObject({ errors: [{ code: 'not_a_rent_day', earliestDate: '2027-01-23' }] });
  });

  test('of tenants who left before the end of their term applies from a day on which they owe rent', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-05-15', endsOn: '2027-05-14' });
    expect((await patch(tenantId, { status: 'Past', endedOn: '2026-11-20' })).status).toBe(200);
    const between = await patch(tenantId, { rent: 800, rentEffectiveOn: '2026-12-01' });
    expect(between.body).toMatchObject({ errors: [{ code: 'not_a_rent_day', earliestDate: '2026-12-15' }] });
    expect((await patch(tenantId, { rent: 900 })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2026-05-15 1000 INITIAL', '2026-12-15 900 DECREASE']);
    const raised = await patch(tenantId, { rent: 1100 });
    expectProblem(raised, 422, 'rent_increase_needs_notice');
    expect(raised.body).not.toHaveProperty('earliestOn');
  });

  test('after the end of a tenancy waits for the next rent day, and can be taken back once it is reopened', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-05-15' });
    await patch(tenantId, { status: 'Past', endedOn: '2026-11-20' });
    expect((await patch(tenantId, { rent: 900 })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2026-05-15 1000 INITIAL', '2026-12-15 900 DECREASE']);
    await landlord().post(`/v1/tenants/${tenantId}/reopen`, { reason: 'They stay' });
    expect((await patch(tenantId, { rent: 950 })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2026-05-15 1000 INITIAL', '2026-12-15 950 DECREASE']);
  });

  test('can be taken back before it is in force, in whole or in part, and not after', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2025-01-01' });
    await patch(tenantId, { rent: 900 });
    expect((await patch(tenantId, { rent: 950 })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2025-01-01 1000 INITIAL', '2026-12-01 950 DECREASE']);
    expect((await patch(tenantId, { rent: 1000 })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2025-01-01 1000 INITIAL']);
    await patch(tenantId, { rent: 900, rentEffectiveOn: '2026-12-01' });
    expectProblem(await patch(tenantId, { rent: 1000.01 }), 422, 'rent_increase_needs_notice');
    keynest.clock.set('2026-12-01T15:00:00Z');
    expectProblem(await patch(tenantId, { rent: 1000 }), 422, 'rent_increase_needs_notice');
  });

  test('a fall and a rise ahead: the rise is an increase', async () => {
    const { tenantId } = await home({ startsOn: '2025-01-01' });
    await patch(tenantId, { rent: 900 });
    const rise = await patch(tenantId, { rent: 1000, rentEffectiveOn: '2027-01-01' });
    expectProblem(rise, 422, 'rent_increase_needs_notice');
  });
});

describe('a correction', () => {
  const correct = (id: string, rent: number, more: object = {}) =>
    patch(id, { rent, rentBasis: 'Correction', reason: 'A slip of the pen.', ...more });

  test('replaces the rent in force, also for what fell due', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-10-01' });
    expect((await correct(tenantId, 1050)).body).toMatchObject({ rent: 1050, balance: 2100 });
    expect(await rents(leaseId)).toEqual(['2026-10-01 1050 CORRECTION']);
    expectProblem(await patch(tenantId, { rent: 1, rentBasis: 'Correction' }), 422, 'invalid_input', [
      '/reason',
    ]);
    const nowhere = await correct(tenantId, 1, { rentEffectiveOn: '2026-11-01' });
    expect(nowhere.body).toMatchObject({ errors: [{ code: 'no_such_rent', allowed: ['2026-10-01'] }] });
  });

  test.each([
    ['for its month', { amountCents: 100_000, period: '2026-10' }],
    ['for no month', { amountCents: 200_000, period: null, receivedOn: '2026-11-02' }],
    ['in parts', { amountCents: 50_000, period: '2026-11' }],
  ])('is refused once rent was received at the wrong rent %s, unless it lowers it', async (_case, money) => {
    const home = await keynest.own.home({ rentCents: 100_000, startsOn: '2026-10-01' });
    await keynest.own.payment(home, money);
    if (money.amountCents === 50_000) await keynest.own.payment(home, money);
    expectProblem(await correct(home.tenantId, 1050), 422, 'paid_at_this_rent', ['/rent']);
    expect((await correct(home.tenantId, 950)).body).toMatchObject({ rent: 950 });
  });

  test('money of another amount proves nothing, nor does money for charges', async () => {
    const home = await keynest.own.home({ rentCents: 100_000, startsOn: '2026-10-01' });
    await keynest.own.payment(home, { amountCents: 105_000, period: '2026-10' });
    await keynest.own.payment(home, { amountCents: 100_000, purpose: 'CHARGES', receivedOn: '2026-10-02' });
    expect((await correct(home.tenantId, 1050)).status).toBe(200);
  });

  test('can not turn a decrease into an increase', async () => {
    const { tenantId } = await home({ startsOn: '2025-01-01' });
    await patch(tenantId, { rent: 900 });
    keynest.clock.set('2026-12-02T15:00:00Z');
    expect((await correct(tenantId, 990)).status).toBe(200);
    expectProblem(await correct(tenantId, 1000), 422, 'rent_increase_needs_notice');
  });
});

describe('an agreement (N10)', () => {
  const agree = (id: string, rent: number, more: object = {}) =>
    patch(id, { rent, rentBasis: 'Agreement', agreedOn: '2026-11-20', ...more });

  test.each([
    ['the guideline plus 3 %', 1051, '2026-11-26', null],
    ['a cent more', 1051.01, '2026-11-26', 'above_agreement_limit'],
    ['of 2027', 1049, '2027-01-01', null],
    ['a cent more, of 2027', 1049.01, '2027-01-01', 'above_agreement_limit'],
    ['on the fifth day', 1010, '2026-11-25', 'agreement_too_soon'],
    ['in a year without a guideline', 1010, '2028-01-01', 'guideline_unknown'],
  ])('%s: %d on %s: %s', async (_case, rent, rentEffectiveOn, code) => {
    const { tenantId, leaseId } = await home({ startsOn: '2025-01-01' });
    const answer = await agree(tenantId, rent, { rentEffectiveOn });
    if (code !== null) expectProblem(answer, 422, code);
    else
      expect(await rents(leaseId)).toEqual([
        '2025-01-01 1000 INITIAL',
        `${rentEffectiveOn} ${rent} AGREEMENT`,
      ]);
  });

  test('needs the day of signing, which is not in the future', async () => {
    const { tenantId } = await home({ startsOn: '2025-01-01' });
    expectProblem(await agree(tenantId, 1010, { agreedOn: null }), 422, 'invalid_input', ['/agreedOn']);
    expectProblem(await agree(tenantId, 1010, { agreedOn: '2026-11-24' }), 422, 'invalid_input', [
      '/agreedOn',
    ]);
    expectProblem(await patch(tenantId, { rent: 900, agreedOn: '2026-11-20' }), 422, 'invalid_input', [
      '/agreedOn',
    ]);
  });

  test('inside a fixed term or twelve months carries the warnings of an N10, until it is cancelled', async () => {
    const term = { startsOn: '2026-03-01', endsOn: '2027-02-28' };
    const { tenantId, leaseId } = await home(term);
    const codes = async (answer: Promise<Answer>) =>
      ((await answer).body as { warnings: { code: string; date: string | null }[] }).warnings.map(
        ({ code, date }) => [code, date],
      );
    const inside = [
      ['inside_fixed_term', null],
      ['within_twelve_months', '2027-03-01'],
    ];
    const rentEffectiveOn = '2026-12-01';
    expect(await codes(agree(tenantId, 1010, { rentEffectiveOn }))).toEqual(inside);
    expect(await codes(landlord().get(`/v1/leases/${leaseId}`))).toEqual(inside);
    const again = await codes(agree(tenantId, 1020, { rentEffectiveOn: '2027-03-01' }));
    expect(again).toEqual([...inside, ['within_twelve_months', '2027-12-01']]);
    expect(await codes(patch(tenantId, { rent: 1000, rentEffectiveOn }))).toEqual([]);
  });

  test('is cancelled by the old rent for the same day', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2025-01-01' });
    await agree(tenantId, 1010, { rentEffectiveOn: '2026-12-01' });
    expect((await patch(tenantId, { rent: 1000, rentEffectiveOn: '2026-12-01' })).status).toBe(200);
    expect(await rents(leaseId)).toEqual(['2025-01-01 1000 INITIAL']);
    keynest.clock.set('2026-12-02T15:00:00Z');
    expect(await tenant(tenantId)).toMatchObject({ rent: 1000 });
  });

  test('of an exempt unit frees from no notice', async () => {
    const { tenantId, unitId } = await home({ startsOn: '2025-01-01' });
    await exempt(unitId);
    const answer = await agree(tenantId, 1010, { rentEffectiveOn: '2026-12-01' });
    expectProblem(answer, 422, 'rent_increase_needs_notice');
  });
});

describe('orders and history', () => {
  test('an order sets any rent from its day, with a reason', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2026-10-01' });
    const order = {
      rent: 1200,
      rentBasis: 'Order',
      rentEffectiveOn: '2026-11-01',
      reason: 'LTB-L-000001-26',
    };
    expect((await patch(tenantId, order)).body).toMatchObject({ rent: 1200, balance: 2200 });
    expect(await rents(leaseId)).toEqual(['2026-10-01 1000 INITIAL', '2026-11-01 1200 ORDER']);
    const bare = await patch(tenantId, { rent: 1300, rentBasis: 'Order' });
    expectProblem(bare, 422, 'invalid_input', ['/rentEffectiveOn', '/reason']);
  });

  test('history lies between the start of a tenancy and its entry', async () => {
    const { tenantId, leaseId } = await home({ startsOn: '2020-01-01' });
    await keynest.prisma.lease.update({ where: { id: leaseId }, data: { createdAt: day('2026-06-15') } });
    const history = (rent: number, rentEffectiveOn: string) =>
      patch(tenantId, { rent, rentEffectiveOn, rentBasis: 'History', reason: 'From the old books.' });
    expect((await history(900, '2020-01-01')).body).toMatchObject({ rent: 900 });
    expect((await history(1000, '2025-01-01')).body).toMatchObject({ rent: 1000 });
    expect(await rents(leaseId)).toEqual(['2020-01-01 900 HISTORY', '2025-01-01 1000 HISTORY']);
    expectProblem(await history(1100, '2026-07-01'), 422, 'invalid_input', ['/rentEffectiveOn']);
    expectProblem(await history(1100, '2019-12-31'), 422, 'invalid_input', ['/rentEffectiveOn']);
  });

  test('a tenancy that was entered as it began has no history', async () => {
    const { tenantId } = await home({ startsOn: '2026-11-23' });
    const answer = await patch(tenantId, {
      rent: 3000,
      rentEffectiveOn: '2026-11-23',
      rentBasis: 'History',
      reason: 'None.',
    });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ code: 'not_history' }] });
  });

  test('what belongs to a rent needs one', async () => {
    const { tenantId } = await home({ startsOn: '2025-01-01' });
    const answer = await patch(tenantId, { rentEffectiveOn: '2026-12-01', rentBasis: 'Decrease' });
    expectProblem(answer, 422, 'invalid_input', ['/rent']);
  });
});
