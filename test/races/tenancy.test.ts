import type { Tenancy } from '../support/factories.ts';
import type { Answer, Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ifMatch, outcomeOf, race, RACERS, resultOf, tally } from './race.ts';
import { eventsSince, logEnd, overlaps, versionOf } from './stored.ts';

let keynest: KeyNest;
let landlord: Http;
let home: Tenancy;
let coTenantId: string;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  // Signed in before anything is counted.
  await keynest.tokenOf('landlord');
});
beforeEach(async () => {
  home = await keynest.own.home();
  coTenantId = keynest.services.newId('Tenant');
  const { id: workspaceId } = keynest.own.workspace;
  const row = { id: coTenantId, workspaceId, leaseId: home.leaseId, isPrimary: false, name: 'Co Tenant' };
  await keynest.prisma.tenant.create({ data: row });
});
afterAll(() => keynest.close());

const pathOf = (tenantId: string) => `/v1/tenants/${tenantId}`;
const tagOf = ({ headers }: Answer) => headers.get('etag') ?? '';

/** What each racer wants of the lease that both tenants share. */
const CHANGES: Readonly<Record<string, (racer: number) => object>> = {
  status: (racer) => ({ status: racer % 4 < 2 ? 'Notice' : 'Past' }),
  rent: (racer) => ({ rent: 2000 + racer }),
  leaseEnd: (racer) => ({ leaseEnd: `2027-03-${String((racer % 28) + 1).padStart(2, '0')}` }),
  name: (racer) => ({ name: `Name ${racer}` }),
  everything: (racer) => ({
    status: 'Notice',
    rent: 2000 + racer,
    leaseEnd: '2027-06-30',
    name: `Name ${racer}`,
  }),
};

const kinds = Object.keys(CHANGES);

describe('two tenants of one tenancy', () => {
  test.each(kinds)(`changed (%s) by ${RACERS} who have seen either: one does it`, async (kind) => {
    const ids = [home.tenantId, coTenantId];
    const tags = await Promise.all(ids.map(async (id) => tagOf(await landlord.get(pathOf(id)))));
    const answers = await race((racer) =>
      landlord.patch(pathOf(ids[racer % 2]!), CHANGES[kind]!(racer), ifMatch(tags[racer % 2]!)),
    );
    expect(tally(answers.map(outcomeOf))).toEqual({ 200: 1, '412 precondition_failed': RACERS - 1 });
    const winner = answers.find(({ status }) => status === 200)!;
    const { id } = winner.body as { id: string };
    expect((await landlord.get(pathOf(id))).body).toEqual(winner.body);
    expect(await Promise.all(ids.map((each) => versionOf(keynest, 'tenant', each)))).toEqual([2, 2]);
  });

  test(`changed in GraphQL by ${RACERS} with either version: one succeeds`, async () => {
    const viewer = await keynest.viewerOf('landlord');
    const document = `mutation ($id: ID!, $rent: Money!) {
      updateTenant(id: $id, expectedVersion: 1, input: { rent: $rent, status: NOTICE }) { id rent }
    }`;
    const end = await logEnd(keynest);
    const results = await race((racer) =>
      keynest.gql(viewer, document, { id: [home.tenantId, coTenantId][racer % 2], rent: 2000 + racer }),
    );
    expect(tally(results.map(resultOf))).toEqual({ ok: 1, 'PRECONDITION_FAILED stale_version': RACERS - 1 });
    const expectedRows = [...Array.from({ length: 3 }, () => 'INSERT Payment'), 'INSERT Suggestion'];
    expect(await eventsSince(keynest, end)).toEqual(['UPDATE Lease', 'INSERT LeaseRent', ...expectedRows]);
  });

  test('refuses a stale version after a change through the other tenant', async () => {
    const tag = tagOf(await landlord.get(pathOf(coTenantId)));
    expect((await landlord.patch(pathOf(home.tenantId), { rent: 2300 })).status).toBe(200);
    const late = await landlord.patch(pathOf(coTenantId), { rent: 2200 }, ifMatch(tag));
    expect(outcomeOf(late)).toBe('412 precondition_failed');
  });

  test('keep separate phone numbers without conflict', async () => {
    const tag = tagOf(await landlord.get(pathOf(coTenantId)));
    expect((await landlord.patch(pathOf(home.tenantId), { phone: '416-555-0101' })).status).toBe(200);
    expect((await landlord.patch(pathOf(coTenantId), { phone: '416-555-0102' }, ifMatch(tag))).status).toBe(
      200,
    );
  });

  test('an unchanged list of co-tenants changes nothing', async () => {
    for (const id of [home.tenantId, coTenantId]) {
      const { coTenants } = (await landlord.get(pathOf(id))).body as { coTenants: string[] };
      expect((await landlord.patch(pathOf(id), { coTenants })).status).toBe(200);
    }
    const tenants = await keynest.prisma.tenant.findMany({
      where: { leaseId: home.leaseId },
      orderBy: { id: 'asc' },
    });
    expect(tenants.map(({ id, removedAt }) => [id, removedAt])).toEqual([
      [home.tenantId, null],
      [coTenantId, null],
    ]);
  });

  test('a list without the primary tenant is refused', async () => {
    const answer = await landlord.patch(pathOf(coTenantId), { coTenants: ['Somebody else'] });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/coTenants', code: 'primary_tenant' }] },
    });
    expect(await keynest.prisma.tenant.count({ where: { leaseId: home.leaseId } })).toBe(2);
  });

  test('tenants with the same name are kept separate', async () => {
    const path = pathOf(home.tenantId);
    await landlord.patch(path, { coTenants: ['Co Tenant', 'Co Tenant'] });
    expect((await landlord.get(path)).body).toMatchObject({ coTenants: ['Co Tenant', 'Co Tenant'] });
    await landlord.patch(path, { coTenants: ['Co Tenant'] });
    const present = await keynest.prisma.tenant.findMany({
      where: { leaseId: home.leaseId, removedAt: null },
    });
    expect(present.map(({ id }) => id).toSorted()).toEqual([home.tenantId, coTenantId].toSorted());
  });
});

describe(`${RACERS} concurrent unconditional requests`, () => {
  test.each(kinds)('all change it (%s), one after another, or are told why not', async (kind) => {
    const answers = await race((racer) =>
      landlord.patch(pathOf([home.tenantId, coTenantId][racer % 2]!), CHANGES[kind]!(racer)),
    );
    const successes = answers.filter(({ status }) => status === 200).length;
    expect(
      answers.map(outcomeOf).filter((outcome) => !/^(200|409 illegal_transition)$/.test(outcome)),
    ).toEqual([]);
    expect(await versionOf(keynest, 'tenant', home.tenantId)).toBe(1 + successes);
    expect(await versionOf(keynest, 'tenant', coTenantId)).toBe(1 + successes);
    expect(await keynest.prisma.leaseRent.count({ where: { leaseId: home.leaseId } })).toBeLessThanOrEqual(2);
  });

  test('gives the keys of a unit early to one of two tenancies that lie ahead', async () => {
    const { unitId } = await keynest.own.property();
    const status = 'PENDING';
    const terms = [{ startsOn: '2027-01-01', endsOn: '2027-10-31' }, { startsOn: '2027-11-01' }];
    const [first, second] = [
      await keynest.own.tenancy({ unitId, status, ...terms[0] }),
      await keynest.own.tenancy({ unitId, status, ...terms[1] }),
    ];
    const answers = await race((racer) =>
      landlord.patch(pathOf([first, second][racer % 2]!.tenantId), {
        status: racer % 4 < 2 ? 'Active' : 'Notice',
      }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual({ 200: RACERS / 2, '409 unit_occupied': RACERS / 2 });
    const inPossession = { unitId, status: { in: ['ACTIVE' as const, 'NOTICE' as const] } };
    expect(await keynest.prisma.lease.count({ where: inPossession })).toBe(1);
  });

  test('creates, moves, extends and ends tenancies without lasting locks', async () => {
    const [here, there] = [
      await keynest.own.property({ units: 2 }),
      await keynest.own.property({ units: 2 }),
    ];
    const units = [...here.unitIds, ...there.unitIds];
    const tenants = await Promise.all(
      units.map((unitId) => keynest.own.tenancy({ unitId, endsOn: '2027-08-31' })),
    );
    const acts: ((racer: number) => Promise<Answer>)[] = [
      (racer) => landlord.patch(pathOf(tenants[racer % 4]!.tenantId), { unitId: units[(racer + 1) % 4] }),
      (racer) =>
        landlord.patch(pathOf(tenants[racer % 4]!.tenantId), { leaseEnd: `2028-01-${10 + (racer % 9)}` }),
      (racer) =>
        landlord.patch(pathOf(tenants[racer % 4]!.tenantId), { status: racer % 8 === 2 ? 'Past' : 'Notice' }),
      (racer) =>
        landlord.post('/v1/tenants', {
          name: `New ${racer}`,
          unitId: units[racer % 4],
          rent: 2000,
          leaseStart: `2027-0${(racer % 3) + 7}-01`,
          leaseEnd: '2027-12-31',
        }),
      (racer) =>
        landlord.patch(`/v1/properties/${[here, there][racer % 2]!.propertyId}`, { name: `Name ${racer}` }),
    ];
    for (let round = 0; round < 3; round += 1) {
      const answers = await race((racer) => acts[racer % acts.length]!(racer + round));
      expect(answers.map(outcomeOf).filter((outcome) => !/^(200|201|409 )/.test(outcome))).toEqual([]);
      expect(await overlaps(keynest)).toEqual([]);
    }
  });
});
