import { day } from '../support/factories.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { outcomeOf, race, RACERS, tally } from './race.ts';
import { eventsSince, livingOnRemoved, logEnd, overlaps, versionOf } from './stored.ts';

let keynest: KeyNest;
let landlord: Http;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  // Signed in before anything is counted.
  await keynest.tokenOf('landlord');
});
afterAll(() => keynest.close());

/** Fewer, where each makes a document: that takes the processor, and nothing else moves meanwhile. */
const RENDERERS = 20;

const oneWins = (won: string, lost: string, racers = RACERS) => ({ [won]: 1, [lost]: racers - 1 });

describe(`${RACERS} concurrent requests`, () => {
  test('lets one create a unit with the same label', async () => {
    const { propertyId } = await keynest.own.property();
    const end = await logEnd(keynest);
    const answers = await race(() =>
      landlord.patch(`/v1/properties/${propertyId}`, { units: [{ label: 'Penthouse' }] }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual(oneWins('200', '409 label_taken'));
    expect(await keynest.prisma.unit.count({ where: { propertyId, label: 'Penthouse' } })).toBe(1);
    expect(await versionOf(keynest, 'property', propertyId)).toBe(2);
    expect(await eventsSince(keynest, end)).toEqual(['INSERT Unit']);
  });

  test('lets all swap two labels in turn', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const [first, second] = unitIds as [string, string];
    const swapped = (racer: number) =>
      racer % 2 === 0
        ? [
            { id: first, label: '2' },
            { id: second, label: '1' },
          ]
        : [
            { id: second, label: '2' },
            { id: first, label: '1' },
          ];
    const answers = await race((racer) =>
      landlord.patch(`/v1/properties/${propertyId}`, { units: swapped(racer) }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual({ 200: RACERS });
    const units = await keynest.prisma.unit.findMany({ where: { propertyId } });
    expect(units.map(({ label }) => label).toSorted()).toEqual(['1', '2']);
    expect(await versionOf(keynest, 'property', propertyId)).toBe(1 + RACERS);
    expect(await versionOf(keynest, 'unit', first)).toBe(1 + RACERS);
  });

  test('lets one rent a unit for overlapping days', async () => {
    const { unitId } = await keynest.own.property();
    const end = await logEnd(keynest);
    const answers = await race((racer) =>
      landlord.post('/v1/tenants', {
        name: `Tenant ${racer}`,
        unitId,
        rent: 2000,
        leaseStart: `2026-12-${String((racer % 28) + 1).padStart(2, '0')}`,
        ...(racer % 2 === 0 && { leaseEnd: '2027-11-30' }),
      }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual(oneWins('201', '409 unit_occupied'));
    expect(await overlaps(keynest)).toEqual([]);
    expect((await eventsSince(keynest, end)).toSorted()).toEqual([
      'INSERT Lease',
      'INSERT LeaseRent',
      'INSERT Tenant',
    ]);
  });

  test('lets all rent a unit for separate days', async () => {
    const { unitId } = await keynest.own.property();
    const answers = await race((racer) =>
      landlord.post('/v1/tenants', {
        name: `Tenant ${racer}`,
        unitId,
        rent: 2000,
        leaseStart: `${2030 + racer}-01-01`,
        leaseEnd: `${2030 + racer}-12-31`,
      }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual({ 201: RACERS });
    expect(await overlaps(keynest)).toEqual([]);
  });

  test('moves one tenancy into a unit', async () => {
    const { unitIds } = await keynest.own.property({ units: RACERS });
    const { unitId } = await keynest.own.property();
    const homes = await Promise.all(unitIds.map((id) => keynest.own.tenancy({ unitId: id })));
    const end = await logEnd(keynest);
    const answers = await race((racer) =>
      landlord.patch(`/v1/tenants/${homes[racer]!.tenantId}`, { unitId }),
    );
    expect(tally(answers.map(outcomeOf))).toEqual(oneWins('200', '409 unit_occupied'));
    expect(await keynest.prisma.lease.count({ where: { unitId } })).toBe(1);
    expect(await overlaps(keynest)).toEqual([]);
    expect(await eventsSince(keynest, end)).toEqual(['UPDATE Lease']);
  });

  test('either removes a property or rents it', async () => {
    const { propertyId, unitId } = await keynest.own.property();
    const tenancy = { name: 'Late', unitId, rent: 2000, leaseStart: '2026-12-01' };
    const answers = await race((racer) =>
      racer % 2 === 0
        ? landlord.delete(`/v1/properties/${propertyId}`)
        : landlord.post('/v1/tenants', tenancy),
    );
    expect(answers.filter(({ status }) => status < 400)).toHaveLength(1);
    expect(answers.filter(({ status }) => ![200, 201, 404, 409].includes(status))).toEqual([]);
    expect(await livingOnRemoved(keynest)).toEqual([]);
  });

  test('lets one correct a form', async () => {
    const home = await keynest.own.home();
    const formId = await keynest.own.form(home, { type: 'N9', terminationDate: day('2027-01-31') });
    const end = await logEnd(keynest);
    const correction = { tenantId: home.tenantId, supersedesId: formId, draft: true };
    const answers = await race(() => landlord.post('/v1/forms/N9', correction), RENDERERS);
    expect(tally(answers.map(outcomeOf))).toEqual(oneWins('201', '409 already_superseded', RENDERERS));
    expect(await keynest.prisma.form.count({ where: { supersedesId: formId } })).toBe(1);
    expect((await eventsSince(keynest, end)).toSorted()).toEqual(['INSERT Form', 'INSERT FormFile']);
  });

  test('spreads payments without a period over successive months', async () => {
    const { tenantId, leaseId } = await keynest.own.home({ startsOn: '2020-01-01', rentCents: 100_000 });
    const answers = await race(() => landlord.post('/v1/payments', { tenantId, amount: 1000 }));
    expect(tally(answers.map(outcomeOf))).toEqual({ 201: RACERS });
    const payments = await keynest.prisma.payment.findMany({ where: { leaseId, source: 'RECEIVED' } });
    expect(new Set(payments.map(({ period }) => period)).size).toBe(RACERS);
  });
});
