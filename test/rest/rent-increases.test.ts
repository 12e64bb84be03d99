import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { NewTenancy } from '../support/factories.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  const address = { landlordPhone: '416-555-0147' };
  await keynest.prisma.workspace.update({ where: { id: keynest.own.workspace.id }, data: address });
});
afterAll(() => keynest.close());
afterEach(() => {
  keynest.clock.reset();
});

const landlord = () => keynest.as('landlord');
const home = (tenancy: Omit<NewTenancy, 'unitId'> = {}) =>
  keynest.own.home({ startsOn: '2025-03-01', rentCents: 100_000, ...tenancy });
const increase = (id: string, body: object = {}, query = '') =>
  landlord().post(`/v1/tenants/${id}/rent-increases${query}`, body);
const plan = async (id: string, body: object = {}) => {
  const { status, body: answer } = await increase(id, body, '?dryRun=true');
  expect(status).toBe(200);
  return answer as { lawful: boolean; obstacles: { code: string; section: string }[] } & Record<
    string,
    unknown
  >;
};
const scheduled = async (id: string) =>
  ((await landlord().get(`/v1/tenants/${id}/rent-schedule`)).body as Record<string, unknown>[]).map(
    ({ effectiveOn, amount, basis, state }) => [effectiveOn, amount, basis, state].join(' '),
  );
const serve = (id: string, servedOn = TODAY, serviceMethod = 'hand') =>
  landlord().patch(`/v1/forms/${id}`, { status: 'Served', servedOn, serviceMethod });
const makeVoid = (id: string) => landlord().patch(`/v1/forms/${id}`, { status: 'Void' });
async function noticed(tenantId: string, body: object = {}): Promise<string> {
  const answer = await increase(tenantId, body);
  expectCreated(answer, '/v1/forms');
  return (answer.body as { id: string }).id;
}

describe('POST /v1/tenants/{id}/rent-increases?dryRun=true', () => {
  test('401, 403 and 404', async () => {
    const { tenantId } = await home({ userId: keynest.own.workspace.userIds.tenant });
    const path = `/v1/tenants/${tenantId}/rent-increases?dryRun=true`;
    expectProblem(await keynest.withToken(null).post(path, {}), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').post(path, {}), 403, 'forbidden');
    expectProblem(await keynest.as('manager').post(path, {}), 404, 'not_found');
    expectProblem(await increase(NOBODY.tenant, {}, '?dryRun=true'), 404, 'not_found');
    expectProblem(await increase('x', {}, '?dryRun=true'), 404, 'not_found');
    expectProblem(await increase(tenantId, {}, '?dryRun=maybe'), 400, 'invalid_parameter');
  });

  test('the highest rent on the earliest day, with the last day to serve by each method', async () => {
    const { tenantId } = await home();
    const found = await plan(tenantId);
    expect(found).toMatchObject({
      lawful: true,
      maximumRent: 1019,
      guidelinePercent: 1.9,
      earliestOn: '2027-03-01',
      obstacles: [],
    });
    expect(found['serveBy']).toEqual(
      expect.arrayContaining([
        { method: 'hand', date: '2026-12-01' },
        { method: 'mail', date: '2026-11-26' },
        { method: 'courier', date: '2026-11-30' },
      ]),
    );
    const methods = (found['serveBy'] as { method: string }[]).map(({ method }) => method);
    expect(methods).not.toContain('posted_on_door');
    expect(methods).not.toContain('email_with_consent');
    expect(await scheduled(tenantId)).toEqual(['2025-03-01 1000 Initial InForce']);
  });

  test('every obstacle at once, with its section', async () => {
    const { tenantId } = await home({ startsOn: '2026-11-01' });
    const { lawful, obstacles } = await plan(tenantId, { rent: 1100, effectiveOn: '2027-01-15' });
    expect(lawful).toBe(false);
    expect(obstacles.map(({ code, section }) => `${code} ${section}`)).toEqual([
      'notice_too_short RTA s.116(1)',
      'increase_too_soon RTA s.119(1)',
      'not_a_rent_day RTA s.116(1)',
      'above_guideline RTA s.120(1)',
    ]);
  });

  test.each([
    ['by mail, five days later', { serviceMethod: 'mail', effectiveOn: '2027-02-22' }, 'notice_too_short'],
    ['posted on the door', { serviceMethod: 'posted_on_door' }, 'method_not_allowed'],
    ['by e-mail without consent', { serviceMethod: 'email_with_consent' }, 'email_consent_missing'],
    ['in a year without a guideline', { effectiveOn: '2028-02-22' }, 'guideline_unknown'],
    ['to the same rent', { rent: 1000 }, 'not_an_increase'],
    ['by a cent too much', { rent: 1019.01 }, 'above_guideline'],
  ])('%s: an obstacle', async (_case, body, code) => {
    const { tenantId } = await home({ startsOn: '2025-02-22' });
    expect((await plan(tenantId, body)).obstacles.map((found) => found.code)).toEqual([code]);
  });

  test('an exempt unit is free of the guideline only, unless the tenancy is older than the exemption', async () => {
    const { tenantId, unitId, propertyId } = await home();
    const old = await keynest.own.home({ startsOn: '2018-03-01', rentCents: 100_000 });
    const exempt = (id: string) => ({ units: [{ id, guidelineExempt: true }] });
    const changed = await landlord().patch(`/v1/properties/${propertyId}`, exempt(unitId));
    expect(changed.body).toMatchObject({ units: [{ guidelineExempt: true }] });
    await landlord().patch(`/v1/properties/${old.propertyId}`, exempt(old.unitId));
    expect(await plan(tenantId, { rent: 5000 })).toMatchObject({
      lawful: true,
      maximumRent: null,
      guidelinePercent: null,
      earliestOn: '2027-03-01',
    });
    expect((await plan(tenantId, { rent: 5000, effectiveOn: '2027-02-01' })).lawful).toBe(false);
    expect(await plan(old.tenantId, { rent: 5000 })).toMatchObject({ lawful: false, maximumRent: 1019 });
  });
});

describe('POST /v1/tenants/{id}/rent-increases', () => {
  test('201: an N1 whose rent counts once it is served', async () => {
    const { tenantId } = await home();
    const answer = await increase(tenantId, { rent: 1015 });
    expectCreated(answer, '/v1/forms');
    expect(answer.body).toMatchObject({
      type: 'N1',
      status: 'Generated',
      terminationDate: null,
      fields: { newRentCents: 101_500, rentBeforeCents: 100_000, effectiveOn: '2027-03-01' },
    });
    const { id } = answer.body as { id: string };
    const waiting = ['2025-03-01 1000 Initial InForce', '2027-03-01 1015 Increase AwaitingService'];
    expect(await scheduled(tenantId)).toEqual(waiting);
    keynest.clock.set('2027-03-02T15:00:00Z');
    expect((await landlord().get(`/v1/tenants/${tenantId}`)).body).toMatchObject({ rent: 1000 });
    keynest.clock.reset();
    expect((await serve(id)).body).toMatchObject({ status: 'Served', deemedGivenOn: TODAY });
    expect(await scheduled(tenantId)).toEqual([waiting[0], '2027-03-01 1015 Increase Scheduled']);
    keynest.clock.set('2027-03-02T15:00:00Z');
    expect((await landlord().get(`/v1/tenants/${tenantId}`)).body).toMatchObject({ rent: 1015 });
    expect(await scheduled(tenantId)).toEqual([
      '2025-03-01 1000 Initial Past',
      '2027-03-01 1015 Increase InForce',
    ]);
  });

  test('422: every obstacle of the plan; nothing is stored', async () => {
    const { tenantId } = await home({ startsOn: '2026-11-01' });
    const refused = await increase(tenantId, { rent: 1100, effectiveOn: '2027-01-15' });
    expectProblem(refused, 422, 'void_notice');
    expect((refused.body as { errors: unknown[] }).errors).toHaveLength(4);
    expect(await scheduled(tenantId)).toHaveLength(1);
  });

  test('served too late: 409 with the day that would hold; by mail it counts five days later', async () => {
    const { tenantId } = await home();
    const id = await noticed(tenantId);
    keynest.clock.set('2026-12-01T15:00:00Z');
    const late = await serve(id, '2026-11-27', 'mail');
    expectProblem(late, 409, 'served_too_late');
    expect(late.body).toMatchObject({ errors: [{ earliestDate: '2027-04-01', section: 'RTA s.116(1)' }] });
    expectProblem(await serve(id, '2026-12-01', 'posted_on_door'), 422, 'method_not_allowed');
    expect((await serve(id, '2026-12-01')).status).toBe(200);
  });

  test('voiding takes the rent back, before and after it was served', async () => {
    const { tenantId } = await home();
    await makeVoid(await noticed(tenantId));
    const second = await noticed(tenantId);
    await serve(second);
    expect(await scheduled(tenantId)).toHaveLength(2);
    expect((await makeVoid(second)).status).toBe(200);
    expect(await scheduled(tenantId)).toEqual(['2025-03-01 1000 Initial InForce']);
  });

  test('one increase at a time; a correction takes the place of the first', async () => {
    const { tenantId } = await home();
    const first = await noticed(tenantId);
    expectProblem(await increase(tenantId), 422, 'increase_awaiting_service');
    const corrected = await landlord().post('/v1/forms/N1', { tenantId, rent: 1010, supersedesId: first });
    expectCreated(corrected, '/v1/forms');
    expect(await scheduled(tenantId)).toEqual([
      '2025-03-01 1000 Initial InForce',
      '2027-03-01 1010 Increase AwaitingService',
    ]);
    expectProblem(await serve(first), 409, 'increase_taken_back');
    expect((await serve((corrected.body as { id: string }).id)).status).toBe(200);
  });

  test('a second increase keeps twelve months from the first; a lower rent before it is refused', async () => {
    const { tenantId, unitId } = await home();
    const first = await noticed(tenantId, { rent: 1019 });
    await serve(first);
    expect((await plan(tenantId)).earliestOn).toBe('2028-03-01');
    const lower = await landlord().patch(`/v1/tenants/${tenantId}`, { rent: 900 });
    expectProblem(lower, 422, 'later_increase_exceeds', ['/rent']);
    await keynest.prisma.unit.update({ where: { id: unitId }, data: { guidelineExempt: true } });
    const second = await noticed(tenantId, { rent: 1100 });
    await serve(second);
    expect((await scheduled(tenantId)).slice(1)).toEqual([
      '2027-03-01 1019 Increase Scheduled',
      '2028-03-01 1100 Increase Scheduled',
    ]);
  });

  test('a tenancy that moves to another unit leaves its notices behind', async () => {
    const { tenantId } = await home();
    const id = await noticed(tenantId);
    const { unitId } = await keynest.own.property();
    expect((await landlord().patch(`/v1/tenants/${tenantId}`, { unitId })).status).toBe(200);
    expect(await scheduled(tenantId)).toHaveLength(1);
    expectProblem(await serve(id), 409, 'increase_taken_back');
  });

  test('tenants see a rent once its notice is served', async () => {
    const { tenantId } = await home({ userId: keynest.own.workspace.userIds.tenant });
    const id = await noticed(tenantId);
    const seen = async () =>
      ((await keynest.as('tenant').get(`/v1/tenants/${tenantId}/rent-schedule`)).body as unknown[]).length;
    expect(await seen()).toBe(1);
    await serve(id);
    expect(await seen()).toBe(2);
  });
});

describe('POST /v1/forms/N2 and N10', () => {
  test('422: the wrong notice for the unit', async () => {
    const { tenantId, unitId } = await home();
    expectProblem(await landlord().post('/v1/forms/N2', { tenantId, rent: 1010 }), 422, 'wrong_notice');
    await keynest.prisma.unit.update({ where: { id: unitId }, data: { guidelineExempt: true } });
    expectProblem(await landlord().post('/v1/forms/N1', { tenantId, rent: 1010 }), 422, 'wrong_notice');
    const n2 = await increase(tenantId, { rent: 5000 });
    expect(n2.body).toMatchObject({ type: 'N2' });
    const required = await increase((await exemptHome()).tenantId);
    expectProblem(required, 422, 'invalid_input', ['/rent']);
  });

  test.each([
    ['an N1 of a unit that became exempt', false, 'Use an N2.'],
    ['an N2 of a unit that is exempt no longer', true, 'Use an N1.'],
  ])('409 at service: %s', async (_case, wasExempt, remedy) => {
    const { tenantId, unitId } = await (wasExempt ? exemptHome() : home());
    const formId = await noticed(tenantId, { rent: 1010 });
    const data = { guidelineExempt: !wasExempt };
    await keynest.prisma.unit.update({ where: { id: unitId }, data });
    const refused = await serve(formId);
    expectProblem(refused, 409, 'wrong_notice');
    expect(refused.body).toMatchObject({ detail: expect.stringContaining(remedy) });
  });

  async function exemptHome() {
    const made = await home();
    await keynest.prisma.unit.update({ where: { id: made.unitId }, data: { guidelineExempt: true } });
    return made;
  }

  test('an N10 counts from its signing, and makes a notice for a later day void', async () => {
    const { tenantId } = await home();
    const n1 = await noticed(tenantId);
    await serve(n1);
    const input = { tenantId, rent: 1050, inExchangeFor: 'SERVICE', purpose: 'A parking space.' };
    const n10 = await landlord().post('/v1/forms/N10', { ...input, effectiveOn: '2026-12-01' });
    expectCreated(n10, '/v1/forms');
    const { id } = n10.body as { id: string };
    expect(await scheduled(tenantId)).toContain('2026-12-01 1050 Agreement AwaitingService');
    expect((await serve(id)).status).toBe(200);
    expect(await scheduled(tenantId)).toEqual([
      '2025-03-01 1000 Initial InForce',
      '2026-12-01 1050 Agreement Scheduled',
    ]);
    // The tenant cancels within five days: the notice stands again.
    expect((await makeVoid(id)).status).toBe(200);
    expect(await scheduled(tenantId)).toEqual([
      '2025-03-01 1000 Initial InForce',
      '2027-03-01 1019 Increase Scheduled',
    ]);
  });

  test('422 above the guideline plus 3 %, and before the sixth day; 409 when it is signed too late', async () => {
    const { tenantId } = await home();
    const input = { tenantId, inExchangeFor: 'CAPITAL_WORK', purpose: 'New windows.' };
    const post = (more: object) => landlord().post('/v1/forms/N10', { ...input, ...more });
    expectProblem(await post({ rent: 1051.01, effectiveOn: '2026-12-01' }), 422, 'above_agreement_limit');
    expectProblem(await post({ rent: 1051, effectiveOn: '2026-11-28' }), 422, 'agreement_too_soon');
    expectProblem(await post({}), 422, 'invalid_input', ['/rent']);
    const { id } = (await post({ rent: 1051, effectiveOn: '2026-12-01' })).body as { id: string };
    keynest.clock.set('2026-11-26T15:00:00Z');
    expectProblem(await serve(id, '2026-11-26'), 409, 'served_too_late');
  });
});
