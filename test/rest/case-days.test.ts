import { expectCreated, expectProblem } from '../support/expectations.ts';
import type { NewTenancy } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const TODAY = '2026-11-28';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  on(TODAY);
});
afterAll(() => keynest.close());

const on = (day: string): void => {
  keynest.clock.set(`${day}T15:00:00Z`);
};
const landlord = () => keynest.as('landlord');
const home = (parts: Partial<NewTenancy> = {}) =>
  keynest.own.home({ startsOn: '2026-09-01', rentCents: 150_000, ...parts });

async function made(type: string, body: object): Promise<string> {
  return expectCreated(await landlord().post(`/v1/forms/${type}`, body), '/v1/forms');
}

const change = (id: string, body: object) => landlord().patch(`/v1/forms/${id}`, body);
const serve = (id: string, servedOn = TODAY) =>
  change(id, { status: 'Served', servedOn, serviceMethod: 'hand' });

const N5 = { reasons: ['INTERFERENCE'], events: [{ on: '2026-11-20', what: 'Loud music until two.' }] };
const N13 = {
  reason: 'REPAIRS',
  details: 'New plumbing and wiring.',
  permits: 'OBTAINED',
  needsVacantUnit: true,
  residentialUnitsInComplex: 6,
};
const N12 = { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['PARENT'] };

describe('a fact of a case', () => {
  test.each([
    ['N12', N12, 'appliedOn'],
    ['N12', N12, 'compensationPaidOn'],
    ['N12', N12, 'withdrawnOn'],
    ['N5', N5, 'correctedOn'],
  ])('of an %s cannot lie ahead: %s %s', async (type, body, field) => {
    const { tenantId } = await home();
    const id = await made(type, { tenantId, ...body });
    await serve(id);
    const refused = await change(id, { [field]: '2026-11-29' });
    expectProblem(refused, 422, 'invalid_input', [`/${field}`]);
    expect(refused.body).toMatchObject({ errors: [{ code: 'date_in_future' }] });
    expect(await change(id, { [field]: TODAY })).toMatchObject({ status: 200, body: { [field]: TODAY } });
  });

  test('of a hearing can lie ahead', async () => {
    const { tenantId } = await home();
    const id = await made('N12', { tenantId, ...N12 });
    await serve(id);
    expect(await change(id, { hearingOn: '2027-03-01' })).toMatchObject({ status: 200 });
  });
});

test.each(['a renewal', 'the status Active'])('%s withdraws the signed N11 from that day on', async (how) => {
  const { tenantId, leaseId } = await home();
  const id = await made('N11', { tenantId, terminationDate: '2026-12-10' });
  await serve(id);
  on('2026-11-30');
  const answer =
    how === 'a renewal'
      ? await landlord().post(`/v1/leases/${leaseId}/renewal`, { leaseEnd: '2027-12-31' })
      : await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Active' });
  expect(answer).toMatchObject({ status: 200, body: { status: 'Active' } });
  const standing = async (asOf: string) => (await landlord().get(`/v1/forms/${id}?asOf=${asOf}`)).body;
  expect(await standing('2026-11-30')).toMatchObject({ standing: { standing: 'WITHDRAWN' } });
  expect(await standing('2026-11-29')).toMatchObject({ standing: { standing: 'APPLICATION_POSSIBLE' } });
});

describe('an N4 in the mail', () => {
  async function mailed() {
    const tenancy = await home();
    const id = await made('N4', { tenantId: tenancy.tenantId, serviceMethod: 'mail' });
    const body = { status: 'Served', servedOn: TODAY, serviceMethod: 'mail' };
    expect((await change(id, body)).body).toMatchObject({ deemedGivenOn: '2026-12-03' });
    const standing = async (asOf: string) =>
      ((await landlord().get(`/v1/forms/${id}?asOf=${asOf}`)).body as { standing: object }).standing;
    return { tenancy, standing };
  }

  test('is void once all rent is paid, before it counts as given; a new one for later rent stands alone', async () => {
    const { tenancy, standing } = await mailed();
    await keynest.own.payment(tenancy, { amountCents: 450_000, period: null, receivedOn: '2026-11-30' });
    on('2026-12-02');
    expect(await standing('2026-11-29')).toMatchObject({ standing: 'NOT_YET_GIVEN', until: '2026-12-02' });
    for (const asOf of ['2026-11-30', '2026-12-02', '2026-12-03', '2026-12-20'])
      expect(await standing(asOf)).toMatchObject({
        standing: 'VOID_PAID',
        since: '2026-11-30',
        explanation: expect.stringMatching(/before the notice counts as given on 2026-12-03/),
      });
    const { body } = await landlord().post('/v1/forms/N4', { tenantId: tenancy.tenantId });
    const { warnings, fields } = body as { warnings: { code: string }[]; fields: object };
    expect(fields).toMatchObject({ rentOwedCents: 150_000 });
    expect(warnings.map(({ code }) => code)).not.toContain('notice_running');
  });

  test('is void once its claim is paid, from which money for a later month was taken off', async () => {
    const tenancy = await home({ startsOn: '2026-11-01' });
    await keynest.own.payment(tenancy, { amountCents: 60_000, period: '2026-12', receivedOn: '2026-11-20' });
    const id = await made('N4', { tenantId: tenancy.tenantId });
    const { body } = await serve(id);
    expect(body).toMatchObject({ fields: { rentOwedCents: 90_000 }, standing: { standing: 'RUNNING' } });
    await keynest.own.payment(tenancy, { amountCents: 90_000, period: '2026-11', receivedOn: TODAY });
    expect((await landlord().get(`/v1/forms/${id}`)).body).toMatchObject({
      standing: { standing: 'VOID_PAID', since: TODAY },
    });
    const { body: list } = await landlord().get(`/v1/forms?tenant=${tenancy.tenantId}&standing=VOID_PAID`);
    expect(list).toMatchObject([{ id }]);
  });

  test('runs on after part of the rent is paid meanwhile: the rest is claimed under it', async () => {
    const { tenancy, standing } = await mailed();
    await keynest.own.payment(tenancy, { amountCents: 100_000, period: null, receivedOn: '2026-11-30' });
    expect(await standing('2026-12-02')).toMatchObject({ standing: 'NOT_YET_GIVEN' });
    expect(await standing('2026-12-03')).toMatchObject({ standing: 'RUNNING' });
  });
});

describe('the last safe day to apply on an N12', () => {
  test('tells of the affidavit that goes with the application', async () => {
    const { tenantId } = await home();
    const id = await made('N12', { tenantId, ...N12 });
    await serve(id);
    const { body } = await landlord().get(`/v1/forms/${id}`);
    const { deadlines } = body as { deadlines: { kind: string; title: string; section: string }[] };
    expect(deadlines.find(({ kind }) => kind === 'APPLY_BY')).toMatchObject({
      title:
        'Last safe day to apply to the Board on the N12, with the affidavit of the person moving in and the list of all N12 and N13 of two years',
      section: 'RTA ss.46(1), 69(2), 71.1(1), (3)',
    });
  });

  test('tells of the list alone on an N13', async () => {
    const { tenantId } = await home();
    const id = await made('N13', { tenantId, ...N13 });
    await serve(id);
    const { body } = await landlord().get(`/v1/forms/${id}`);
    const { deadlines } = body as { deadlines: { kind: string; title: string; section: string }[] };
    expect(deadlines.find(({ kind }) => kind === 'APPLY_BY')).toMatchObject({
      title: 'Last safe day to apply to the Board on the N13, with the list of all N12 and N13 of two years',
      section: 'RTA ss.46(1), 69(2), 71.1(3)',
    });
  });
});

describe('the N12 and N13 of two years', () => {
  const EARLIER = `query ($id: ID!) { form(id: $id) { earlierNotices {
    formId type givenOn landlords side movingIn caregiverFor rentalUnit { street unit }
  } } }`;

  interface Listed {
    readonly earlierNotices: readonly { readonly formId: string; readonly givenOn: string }[];
  }

  async function given(day: string, type: string, body: object): Promise<string> {
    const { tenantId } = await home({ startsOn: '2023-01-01' });
    on(day);
    const id = await made(type, { tenantId, ...body });
    await serve(id, day);
    on(TODAY);
    return id;
  }

  test('are listed for any unit until the application, also those that became void, in both interfaces', async () => {
    const outside = await given('2024-11-27', 'N12', N12);
    const first = await given('2024-11-28', 'N12', { ...N12, caregiverFor: ['SPOUSE'] });
    const withdrawn = await given('2025-06-02', 'N13', N13);
    await change(withdrawn, { withdrawnOn: '2025-06-02' });
    const neverServed = await made('N12', { tenantId: (await home()).tenantId, ...N12 });
    const id = await given(TODAY, 'N12', N12);

    const { body } = await landlord().get(`/v1/forms/${id}`);
    const { earlierNotices } = body as Listed;
    expect(earlierNotices.find(({ formId }) => formId === first)).toEqual({
      formId: first,
      type: 'N12',
      givenOn: '2024-11-28',
      landlords: [expect.any(String)],
      side: 'LANDLORD',
      movingIn: ['PARENT'],
      caregiverFor: ['SPOUSE'],
      rentalUnit: expect.objectContaining({ street: '45 Maple Avenue', unit: 'Unit 1' }) as object,
    });
    expect(earlierNotices).toContainEqual(
      expect.objectContaining({ formId: withdrawn, type: 'N13', side: null, movingIn: [] }),
    );
    const listed = earlierNotices.map(({ formId }) => formId);
    expect(listed).not.toContain(outside);
    expect(listed).not.toContain(neverServed);
    expect(listed).not.toContain(id);
    const days = earlierNotices.map(({ givenOn }) => givenOn);
    expect(days).toEqual(days.toSorted());

    const { data } = await keynest.gql(await keynest.viewerOf('landlord'), EARLIER, { id });
    const twin = (data as { form: Listed }).form.earlierNotices;
    expect(twin.map(({ formId }) => formId)).toEqual(listed);

    // An application that was made earlier lists what was given before it.
    await given('2026-12-05', 'N12', N12);
    on('2026-12-10');
    await change(id, { appliedOn: '2026-12-01' });
    const applied = (await landlord().get(`/v1/forms/${id}`)).body as Listed;
    const appliedDays = applied.earlierNotices.map(({ givenOn }) => givenOn);
    expect(appliedDays.every((day) => day >= '2024-12-01' && day <= '2026-12-01')).toBe(true);
    expect(applied.earlierNotices.map(({ formId }) => formId)).not.toContain(first);
  });

  test('are those that the caller sees: a manager, those of assigned properties; other forms list none', async () => {
    await given('2026-11-20', 'N12', N12);
    const { propertyId, unitIds } = await keynest.own.property({ isManaged: true, units: 2 });
    const theirs: string[] = [];
    for (const unitId of unitIds) {
      const { tenantId } = await keynest.own.tenancy({ unitId, startsOn: '2026-09-01' });
      const id = await made('N13', { tenantId, ...N13 });
      await serve(id);
      theirs.push(id);
    }
    const path = `/v1/forms?property=${propertyId}`;
    const forms = (await keynest.as('manager').get(path)).body as readonly ({ id: string } & Listed)[];
    expect(forms.map(({ earlierNotices }) => earlierNotices.map(({ formId }) => formId))).toEqual([
      [theirs[0]],
      [theirs[1]],
    ]);
    const n4 = await made('N4', { tenantId: (await home()).tenantId });
    expect((await landlord().get(`/v1/forms/${n4}`)).body).toMatchObject({ earlierNotices: [] });
  });
});

describe('a second N5', () => {
  async function second() {
    const { tenantId } = await home();
    on('2026-11-02');
    const body = { tenantId, ...N5, events: [{ on: '2026-11-01', what: 'Noise.' }] };
    const firstId = await made('N5', body);
    await serve(firstId, '2026-11-02');
    on(TODAY);
    return { tenantId, firstId, id: await made('N5', { tenantId, ...N5, noticeNumber: 2 }) };
  }

  test('is not served once its first is void, unless another first is on record', async () => {
    const { id, firstId } = await second();
    await change(firstId, { status: 'Void' });
    const refused = await serve(id);
    expectProblem(refused, 409, 'first_notice_not_on_record');
    expect((refused.body as { detail: string }).detail).toMatch(/No first N5 is on record/);
  });

  test('is served while its first is on record', async () => {
    const { id, firstId } = await second();
    await change(firstId, { correctedOn: '2026-11-05' });
    expect(await serve(id)).toMatchObject({ status: 200 });
  });
});
