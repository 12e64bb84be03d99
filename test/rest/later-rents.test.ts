import { expectCreated, expectProblem } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23: a notice of today raises 1,000 to 1,019 on 2027-03-01. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const home = () => keynest.own.home({ rentCents: 100_000, startsOn: '2025-09-01' });
const patch = (id: string, body: object) => landlord().patch(`/v1/tenants/${id}`, body);
const voidForm = (id: string) => landlord().patch(`/v1/forms/${id}`, { status: 'Void' });

async function rents(tenantId: string): Promise<string[]> {
  const { body } = await landlord().get(`/v1/tenants/${tenantId}/rent-schedule`);
  return (body as Json[]).map(({ effectiveOn, amount }) => `${effectiveOn} ${amount}`);
}

/** Serves a notice of increase today. Returns its id. */
async function raise(tenantId: string): Promise<string> {
  const id = expectCreated(await landlord().post(`/v1/tenants/${tenantId}/rent-increases`, {}), '/v1/forms');
  const served = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
  expect((await landlord().patch(`/v1/forms/${id}`, served)).status).toBe(200);
  return id;
}

describe('a rent that would make a later one unlawful', () => {
  test.each([
    ['an agreement', { rentBasis: 'Agreement', agreedOn: '2026-11-20', rentEffectiveOn: '2026-12-01' }],
    ['an order', { rentBasis: 'Order', reason: 'TSL-1', rentEffectiveOn: '2026-12-01' }],
    ['history', { rentBasis: 'History', reason: 'Was left out', rentEffectiveOn: '2026-10-01' }],
  ])('422: %s within twelve months before a served notice', async (_case, basis) => {
    const { tenantId } = await home();
    const formId = await raise(tenantId);
    const answer = await patch(tenantId, { rent: 1010, ...basis });
    expectProblem(answer, 422, 'later_increase_exceeds', ['/rent']);
    expect(answer.body).toMatchObject({
      errors: [{ section: 'RTA s.119(1)', detail: expect.stringContaining(formId) }],
    });
    expect((await voidForm(formId)).status).toBe(200);
    expect((await patch(tenantId, { rent: 1010, ...basis })).status).toBe(200);
  });

  test('422: a first day within twelve months before a served notice', async () => {
    const { tenantId } = await home();
    await raise(tenantId);
    const reason = 'Typo';
    const late = await patch(tenantId, { leaseStart: '2026-03-02', reason });
    expectProblem(late, 422, 'later_increase_exceeds', ['/leaseStart']);
    expect((await patch(tenantId, { leaseStart: '2026-03-01', reason })).status).toBe(200);
    expect(await rents(tenantId)).toEqual(['2026-03-01 1000', '2027-03-01 1019']);
  });

  test.each([
    ['a correction', { rentBasis: 'Correction', reason: 'Typo' }],
    ['an order', { rentBasis: 'Order', reason: 'TSL-1', rentEffectiveOn: '2026-11-01' }],
    ['history', { rentBasis: 'History', reason: 'Was left out', rentEffectiveOn: '2026-10-01' }],
  ])('422: %s below a decrease ahead, which would raise the rent', async (_case, basis) => {
    const { tenantId } = await home();
    await patch(tenantId, { rent: 990 });
    const answer = await patch(tenantId, { rent: 900, ...basis });
    expectProblem(answer, 422, 'later_increase_exceeds', ['/rent']);
    expect(answer.body).toMatchObject({ errors: [{ section: 'RTA s.116(1)' }] });
    expect((await patch(tenantId, { rent: 880, rentEffectiveOn: '2026-12-01' })).status).toBe(200);
    expect((await patch(tenantId, { rent: 900, ...basis })).status).toBe(200);
  });

  test('409: a notice whose rent a decrease lowers is not taken back before the decrease', async () => {
    const { tenantId } = await home();
    const formId = await raise(tenantId);
    const rentEffectiveOn = '2027-05-01';
    await patch(tenantId, { rent: 1010, rentEffectiveOn });
    expectProblem(await voidForm(formId), 409, 'later_increase_exceeds');
    await patch(tenantId, { rent: 1019, rentEffectiveOn });
    expect((await voidForm(formId)).status).toBe(200);
    expect(await rents(tenantId)).toEqual(['2025-09-01 1000']);
  });

  test('another unit takes back a notice, and the decreases that would raise the rent without it', async () => {
    const { tenantId } = await home();
    await raise(tenantId);
    await patch(tenantId, { rent: 1010, rentEffectiveOn: '2027-05-01' });
    await patch(tenantId, { rent: 1005, rentEffectiveOn: '2027-06-01' });
    await patch(tenantId, { rent: 950, rentEffectiveOn: '2027-07-01' });
    const { unitId } = await keynest.own.property();
    expect((await patch(tenantId, { unitId })).status).toBe(200);
    expect(await rents(tenantId)).toEqual(['2025-09-01 1000', '2027-07-01 950']);
  });
});
