import { expectCreated, expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
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
