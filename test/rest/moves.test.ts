import { movedRents } from '../../src/commands/tenancy/moved-rents.ts';
import type { RentBasis } from '../../src/generated/prisma/enums.ts';
import { expectCreated } from '../support/expectations.ts';
import { day } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');

type Body = Record<string, unknown> & { readonly id: string };

async function lease(id: string): Promise<Body> {
  return (await landlord().get(`/v1/leases/${id}`)).body as Body;
}

async function enter(body: object = {}) {
  const { unitIds } = await keynest.own.property({ units: 2 });
  const given = { name: 'Ann Lee', unitId: unitIds[0], rent: 3000, leaseStart: '2026-10-01', ...body };
  const answer = await landlord().post('/v1/tenants', given);
  const tenantId = expectCreated(answer, '/v1/tenants');
  const { leaseId } = answer.body as { leaseId: string };
  return { tenantId, leaseId, freeUnitId: unitIds[1]! };
}

describe('rents that move with the tenants', () => {
  const row = (effectiveOn: string, rent: number, basis: RentBasis = 'INITIAL') => ({
    effectiveOn: day(effectiveOn),
    amountCents: rent * 100,
    basis,
    standing: 'LAWFUL' as const,
    reason: null,
  });
  const START = row('2025-01-01', 2000);

  test.each<[RentBasis, string | undefined, string | undefined]>([
    ['INCREASE', 'RTA ss.116(3), 119(1)', '2027-12-01'],
    ['AGREEMENT', 'RTA s.121(1)', undefined],
    ['ORDER', 'RTA s.126', undefined],
    ['CORRECTION', undefined, undefined],
  ])('do not include a higher one by %s, which a warning tells', (basis, section, date) => {
    const { rents, warnings } = movedRents([START, row('2027-01-01', 2100, basis)], '2026-12-01');
    expect(rents).toMatchObject([{ effectiveOn: '2026-12-01', amountCents: 200_000, basis: 'INITIAL' }]);
    expect(warnings).toMatchObject([{ code: 'rent_change_left' }]);
    expect([warnings[0]?.section, warnings[0]?.date]).toEqual([section, date]);
  });

  test('are the one of the day before, and those that lower it from then on', () => {
    const rows = [
      START,
      row('2026-02-01', 2040, 'INCREASE'),
      row('2026-12-01', 2080, 'ORDER'),
      // Lower than the rent that stays behind, higher than the one that moves.
      row('2027-01-01', 2060, 'DECREASE'),
      row('2027-02-01', 1900, 'DECREASE'),
      row('2027-03-01', 1950, 'DECREASE'),
    ];
    const { rents, warnings } = movedRents(rows, '2026-12-01');
    expect(rents.map(({ effectiveOn, amountCents }) => [effectiveOn, amountCents])).toEqual([
      ['2026-12-01', 204_000],
      ['2027-02-01', 190_000],
    ]);
    expect(warnings.map(({ message }) => /from (\S+)/.exec(message)?.[1])).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2027-03-01',
    ]);
  });
});

describe('rents that lie ahead when tenants move', () => {
  const schedule = async (tenantId: string) =>
    (await landlord().get(`/v1/tenants/${tenantId}/rent-schedule`)).body as Body[];

  /** Moves the tenants on a day, and returns the new lease with its rent schedule. */
  async function moved(home: { leaseId: string; freeUnitId: string }, day: string) {
    const answer = await landlord().post(`/v1/leases/${home.leaseId}/move`, {
      unitId: home.freeUnitId,
      on: day,
    });
    expect(answer.status).toBe(201);
    const newLease = answer.body as Body & { tenants: { id: string }[]; warnings: Body[] };
    return { newLease, rents: await schedule(newLease.tenants[0]!.id) };
  }

  test('lower ones move along, from their days', async () => {
    const home = await enter();
    await landlord().patch(`/v1/tenants/${home.tenantId}`, { rent: 2900, rentEffectiveOn: '2027-01-01' });
    await landlord().patch(`/v1/tenants/${home.tenantId}`, { rent: 2800, rentEffectiveOn: '2027-03-01' });
    const { newLease, rents } = await moved(home, '2027-01-01');
    expect(newLease).toMatchObject({ rent: 2900, warnings: [] });
    expect(rents).toMatchObject([
      { effectiveOn: '2027-01-01', amount: 2900, basis: 'Initial' },
      { effectiveOn: '2027-03-01', amount: 2800, basis: 'Decrease', state: 'Scheduled' },
    ]);
  });

  test.each(['Served', 'Generated'])('an increase by an N1 stays behind, and is told: %s', async (status) => {
    const home = await enter({ leaseStart: '2025-09-01' });
    const path = `/v1/tenants/${home.tenantId}/rent-increases`;
    const n1 = await landlord().post(path, { rent: 3050, effectiveOn: '2027-03-01' });
    const formId = expectCreated(n1, '/v1/forms');
    const service = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
    if (status === 'Served')
      expect((await landlord().patch(`/v1/forms/${formId}`, service)).status).toBe(200);
    // On the very day of the increase: the rent of the day before moves.
    const { newLease, rents } = await moved(home, '2027-03-01');
    expect(newLease.warnings).toEqual([
      {
        code: 'rent_change_left',
        message: expect.stringMatching(/^The rent of \$3,050\.00 from 2027-03-01 does not move/),
        section: 'RTA ss.116(3), 119(1)',
        date: '2028-03-01',
      },
    ]);
    expect(rents).toMatchObject([{ effectiveOn: '2027-03-01', amount: 3000, basis: 'Initial' }]);
    expect(rents).toHaveLength(1);
    expect(await lease(newLease['id'])).toMatchObject({ warnings: newLease.warnings });
  });

  test('an increase by an N1 is taken back when the unit is corrected, and is told', async () => {
    const home = await enter({ leaseStart: '2025-09-01' });
    const path = `/v1/tenants/${home.tenantId}`;
    const n1 = await landlord().post(`${path}/rent-increases`, { rent: 3050, effectiveOn: '2027-03-01' });
    const formId = expectCreated(n1, '/v1/forms');
    const service = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
    expect((await landlord().patch(`/v1/forms/${formId}`, service)).status).toBe(200);
    const told = [{ code: 'rent_change_left', section: 'RTA s.116(3)', date: null }];
    const corrected = await landlord().patch(path, { unitId: home.freeUnitId });
    expect(corrected).toMatchObject({ status: 200, body: { warnings: told } });
    expect((corrected.body as { warnings: { message: string }[] }).warnings[0]?.message).toMatch(
      /^The rent of \$3,050\.00 from 2027-03-01 was taken back/,
    );
    expect(await schedule(home.tenantId)).toHaveLength(1);
    expect((await landlord().patch(path, { phone: '416-555-0100' })).body).toMatchObject({ warnings: told });
  });

  test.each(['2026-12-01', '2027-03-01'])(
    'an increase that stays behind is on no schedule, and its rent is never that of the old lease: moved on %s',
    async (movesOn) => {
      const home = await enter({ leaseStart: '2025-09-01' });
      const path = `/v1/tenants/${home.tenantId}`;
      const n1 = await landlord().post(`${path}/rent-increases`, { rent: 3050, effectiveOn: '2027-03-01' });
      const service = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
      const form = `/v1/forms/${expectCreated(n1, '/v1/forms')}`;
      expect((await landlord().patch(form, service)).status).toBe(200);
      expect(await schedule(home.tenantId)).toHaveLength(2);
      await moved(home, movesOn);
      const [first, ahead] = [{ amount: 3000, basis: 'Initial' }, '2027-03-02'];
      expect(await schedule(home.tenantId)).toMatchObject([{ ...first, state: 'InForce' }]);
      keynest.clock.set(`${ahead}T15:00:00Z`);
      const query = `query ($id: ID!) { tenant(id: $id) { rent lease { rent rentSchedule { rent state } } } }`;
      const viewer = await keynest.viewerOf('landlord');
      const { data } = await keynest.gql(viewer, query, { id: home.tenantId });
      const rows = await schedule(home.tenantId);
      const roll = await landlord().get(`/v1/reports/arrears?asOf=${ahead}`);
      keynest.clock.set('2026-11-23T15:00:00Z');
      expect(rows).toMatchObject([{ ...first, state: 'Past' }]);
      expect(data).toEqual({
        tenant: { rent: 3000, lease: { rent: 3000, rentSchedule: [{ rent: 3000, state: 'PAST' }] } },
      });
      expect(
        (roll.body as { rows: Body[] }).rows.find(({ leaseId }) => leaseId === home.leaseId),
      ).toMatchObject({
        isFormer: true,
        rent: 3000,
      });
    },
  );

  test('the rent of a tenancy that never began is past', async () => {
    const home = await enter({ leaseStart: '2027-01-01' });
    expect(await schedule(home.tenantId)).toMatchObject([{ state: 'Scheduled' }]);
    expect((await landlord().patch(`/v1/tenants/${home.tenantId}`, { status: 'Past' })).status).toBe(200);
    expect(await schedule(home.tenantId)).toMatchObject([{ state: 'Past' }]);
  });

  test('an increase after the last day of a notice comes back when the notice is taken back', async () => {
    const home = await enter({ leaseStart: '2025-09-01' });
    const path = `/v1/tenants/${home.tenantId}`;
    const n1 = await landlord().post(`${path}/rent-increases`, { rent: 3050, effectiveOn: '2027-03-01' });
    expectCreated(n1, '/v1/forms');
    const gives = { status: 'Notice', leaseEnd: '2027-02-28' };
    expect((await landlord().patch(path, gives)).status).toBe(200);
    expect(await schedule(home.tenantId)).toHaveLength(1);
    expect((await landlord().patch(path, { status: 'Active' })).status).toBe(200);
    expect(await schedule(home.tenantId)).toMatchObject([{}, { amount: 3050, state: 'AwaitingService' }]);
  });

  test('are not told to the tenants', async () => {
    const home = await keynest.own.home({
      startsOn: '2025-09-01',
      userId: keynest.own.workspace.userIds.tenant,
    });
    const { unitId: freeUnitId } = await keynest.own.property();
    const n1 = { rent: 2410, effectiveOn: '2027-04-01' };
    expectCreated(await landlord().post(`/v1/tenants/${home.tenantId}/rent-increases`, n1), '/v1/forms');
    const { newLease } = await moved({ ...home, freeUnitId }, '2026-11-20');
    expect(newLease.warnings).toHaveLength(1);
    const { body } = await keynest.as('tenant').get(`/v1/leases/${newLease['id']}`);
    expect(body).toMatchObject({ id: newLease['id'], warnings: [] });
  });
});
