import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import type { NewTenancy } from '../support/factories.ts';
import type { Json } from '../support/http.ts';
import { LINK_SECONDS, startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
/** In arrears with October and November. */
async function owing(parts: Partial<NewTenancy> = {}, isManaged = false): Promise<string> {
  const home = await keynest.own.home({ startsOn: '2026-09-01', ...parts }, { isManaged });
  await keynest.own.payment(home);
  return home.tenantId;
}

async function n4(body: Record<string, unknown> = {}) {
  const tenantId = await owing();
  const answer = await landlord().post('/v1/forms/N4', { tenantId, ...body });
  return { ...answer, id: expectCreated(answer, '/v1/forms') };
}

const idOf = ({ body }: { body: Json }) => (body as { id: string }).id;
const urlOf = ({ body }: { body: Json }) => new URL((body as { pdfUrl: string }).pdfUrl);
const download = (url: URL) => keynest.withToken(null).get(url.href);

describe('POST /v1/forms/{type}', () => {
  test('401, 403 and 404', async () => {
    const tenantId = await owing({ userId: keynest.own.workspace.userIds.tenant });
    expectProblem(await keynest.withToken(null).post('/v1/forms/N4', { tenantId }), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').post('/v1/forms/N4', { tenantId }), 403, 'forbidden');
    expectProblem(await keynest.as('manager').post('/v1/forms/N4', { tenantId }), 404, 'not_found');
    expectProblem(await keynest.as('contractor').post('/v1/forms/N4', { tenantId }), 403, 'forbidden');
  });

  test('403: a role without permission, whatever the body', async () => {
    for (const body of [{}, { tenantId: 7, foo: 1 }, { tenantId: NOBODY.tenant }]) {
      for (const type of ['N4', 'n5', 'N12', 'entry', 'Lease']) {
        expectProblem(await keynest.as('tenant').post(`/v1/forms/${type}`, body), 403, 'forbidden');
      }
      expectProblem(await keynest.as('contractor').post('/v1/forms/N9', body), 403, 'forbidden');
    }
    expectProblem(await keynest.as('tenant').post('/v1/forms/N9', {}), 422, 'invalid_input', ['/tenantId']);
    expectProblem(await keynest.as('tenant').post('/v1/forms/N6', {}), 404, 'unknown_form');
    expectProblem(await keynest.as('contractor').post('/v1/forms/N6', {}), 403, 'forbidden');
  });

  test('422: texts that are too long, with the remedy', async () => {
    const tenantId = await owing();
    const events = Array<object>(50).fill({ on: '2026-11-01', what: 'a\n'.repeat(5000) });
    const body = { tenantId, draft: true, reasons: ['DAMAGE'], events };
    const answer = await landlord().post('/v1/forms/N5', body);
    expectProblem(answer, 422, 'invalid_input', ['/events']);
    const [{ code, detail }] = (answer.body as { errors: [{ code: string; detail: string }] }).errors;
    expect(code).toBe('too_long');
    expect(detail).toMatch(
      /more than the maximum of 30,000\. Shorten this text, and attach the rest as a schedule\.$/,
    );
  });

  test.each(['N6', 'n', 'constructor', '__proto__', 'N4%20', 'rent-roll'])(
    '404: there is no form %s',
    async (type) => {
      const tenantId = await owing();
      expectProblem(await landlord().post(`/v1/forms/${type}`, { tenantId }), 404, 'unknown_form');
    },
  );

  test.each([
    [{}, ['/tenantId']],
    [{ tenantId: null, draft: 'yes' }, ['/tenantId', '/draft']],
    [
      { tenantId: NOBODY.tenant, terminationDate: 'soon', serviceMethod: 'pigeon' },
      ['/terminationDate', '/serviceMethod'],
    ],
    [{ tenantId: NOBODY.tenant, fax: 1 }, ['/fax']],
    [{ entryOn: TODAY, foo: 1, terminationDate: 'x' }, ['/tenantId', '/entryOn', '/foo', '/terminationDate']],
  ])('422: %j', async (body, pointers) => {
    expectProblem(await landlord().post('/v1/forms/N4', body), 422, 'invalid_input', pointers);
  });

  test('422: an N4 without arrears', async () => {
    const home = await keynest.own.home({ startsOn: '2026-11-01' });
    await keynest.own.payment(home, { period: '2026-11', receivedOn: '2026-11-01' });
    const answer = await landlord().post('/v1/forms/N4', { tenantId: home.tenantId });
    expectProblem(answer, 422, 'nothing_owing', ['/tenantId']);
    expect(answer.body).toMatchObject({ errors: [{ section: expect.stringContaining('59') }] });
  });

  test('422: a date too early, with the rule, the section and the earliest lawful date', async () => {
    const tenantId = await owing();
    const before = await keynest.prisma.form.count();
    const answer = await landlord().post('/v1/forms/N4', { tenantId, terminationDate: '2026-11-29' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/),
      errors: [
        { pointer: '/terminationDate', section: expect.stringContaining('59'), earliestDate: '2026-11-30' },
      ],
    });
    expect((answer.body as { detail: string }).detail).toContain('2026-11-30');
    expect(await keynest.prisma.form.count()).toBe(before);
  });

  test('422: mailed, the same date is too early as well', async () => {
    const body = { tenantId: await owing(), terminationDate: '2026-11-30', serviceMethod: 'mail' };
    expect(await landlord().post('/v1/forms/N4', body)).toMatchObject({
      status: 422,
      body: { errors: [{ earliestDate: '2026-12-05' }] },
    });
  });

  test.each(['N4', 'n4'])('201: %s, with everything that the data knows and the law fixes', async (type) => {
    const tenantId = await owing();
    const answer = await landlord().post(`/v1/forms/${type}`, { tenantId });
    const id = expectCreated(answer, '/v1/forms');
    expect(answer.body).toMatchObject({
      type: 'N4',
      status: 'Generated',
      tenantId,
      createdAt: TODAY,
      servedOn: null,
      serviceMethod: null,
      terminationDate: '2026-11-30',
      fields: { tenants: ['Sarah Thompson'], landlords: ['Lou Landry'], rentOwedCents: 480_000 },
    });
    const { file, ...row } = await keynest.prisma.form.findUniqueOrThrow({
      where: { id },
      include: { file: true },
    });
    expect(row).toMatchObject({
      tenantId,
      type: 'N4',
      status: 'GENERATED',
      workspaceId: keynest.own.workspace.id,
    });
    expect(Buffer.from(file!.bytes.slice(0, 5)).toString()).toBe('%PDF-');
  });

  test('201: a draft skips the checks', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-12-01', status: 'PENDING' });
    const answer = await landlord().post('/v1/forms/N4', { tenantId, draft: true });
    expect(answer).toMatchObject({ status: 201, body: { status: 'Draft' } });
  });

  test('201: a manager, for assigned properties', async () => {
    const tenantId = await owing({}, true);
    expect((await keynest.as('manager').post('/v1/forms/N4', { tenantId })).status).toBe(201);
  });

  test('201: a tenant gives and reads their own N9', async () => {
    const tenantId = await owing({ userId: keynest.own.workspace.userIds.tenant });
    const answer = await keynest.as('tenant').post('/v1/forms/n9', { tenantId });
    expect(answer).toMatchObject({ status: 201, body: { type: 'N9', terminationDate: '2027-01-31' } });
    expect((await keynest.as('tenant').get(`/v1/forms/${idOf(answer)}`)).status).toBe(200);
  });

  test.each(['N5', 'N7', 'N8', 'N11', 'N12', 'N13', 'entry', 'lease', 'ENTRY', 'Lease'])(
    '201: a draft of %s',
    async (type) => {
      const tenantId = await owing();
      const answer = await landlord().post(`/v1/forms/${type}`, { tenantId, draft: true });
      const shown = /^N/.test(type) ? type : type.toLowerCase();
      expect(answer).toMatchObject({ status: 201, body: { type: shown, status: 'Draft' } });
      expect((await download(urlOf(answer))).headers.get('content-type')).toBe('application/pdf');
    },
  );
});

describe('GET /v1/forms/{id}', () => {
  test('401 and 404', async () => {
    const { id } = await n4();
    expectProblem(await keynest.withToken(null).get(`/v1/forms/${id}`), 401, 'unauthenticated');
    for (const role of ['manager', 'tenant', 'contractor'] as const) {
      expectProblem(await keynest.as(role).get(`/v1/forms/${id}`), 404, 'not_found');
    }
    expectProblem(await keynest.as('landlord', 'other').get(`/v1/forms/${id}`), 404, 'not_found');
  });

  test('404 to the tenant until it is served on them', async () => {
    const tenantId = await owing({ userId: keynest.own.workspace.userIds.tenant });
    const id = idOf(await landlord().post('/v1/forms/N4', { tenantId }));
    expectProblem(await keynest.as('tenant').get(`/v1/forms/${id}`), 404, 'not_found');
    await landlord().patch(`/v1/forms/${id}`, { status: 'Served', servedOn: TODAY, serviceMethod: 'hand' });
    expect((await keynest.as('tenant').get(`/v1/forms/${id}`)).body).toMatchObject({ id, status: 'Served' });
    expectProblem(await keynest.as('tenant').patch(`/v1/forms/${id}`, { status: 'Void' }), 403, 'forbidden');
  });

  test('200: the same document, with a new link after half of the life of a link', async () => {
    const { id, body } = await n4();
    keynest.clock.advance({ seconds: LINK_SECONDS / 2 - 1 });
    const soon = await landlord().get(`/v1/forms/${id}`);
    expect(soon.body).toEqual(body);
    keynest.clock.advance({ seconds: 1 });
    const again = await landlord().get(`/v1/forms/${id}`);
    const { pdfUrl: first, ...made } = body as { pdfUrl: string };
    const { pdfUrl: second, ...read } = again.body as { pdfUrl: string };
    expect(read).toEqual(made);
    expect(second).not.toBe(first);
  });

  test('200: keeps its contents after changes of the tenancy', async () => {
    const { id, body } = await n4();
    const { tenantId, fields } = body as { tenantId: string; fields: unknown };
    await landlord().patch(`/v1/tenants/${tenantId}`, { name: 'Another Name', rent: 1999 });
    expect((await landlord().get(`/v1/forms/${id}`)).body).toMatchObject({ fields });
  });
});

describe('PATCH /v1/forms/{id}', () => {
  const patch = (id: string, body: unknown) => landlord().patch(`/v1/forms/${id}`, body);
  const served = { status: 'Served', servedOn: TODAY, serviceMethod: 'hand' };

  test('401 and 404', async () => {
    const { id } = await n4();
    expectProblem(await keynest.withToken(null).patch(`/v1/forms/${id}`, served), 401, 'unauthenticated');
    expectProblem(await keynest.as('manager').patch(`/v1/forms/${id}`, served), 404, 'not_found');
  });

  test.each([
    [{ status: 'Served' }, ['/servedOn', '/serviceMethod']],
    [{ ...served, servedOn: '2026-11-24' }, ['/servedOn']],
    [{ ...served, serviceMethod: 'pigeon' }, ['/serviceMethod']],
    [
      { status: 'Served', servedOn: '2026-11-24', serviceMethod: 'pigeon', foo: 1 },
      ['/servedOn', '/serviceMethod', '/foo'],
    ],
    [{ status: 'Served', foo: 1 }, ['/servedOn', '/serviceMethod', '/foo']],
    [{ ...served, status: 'Handed over' }, ['/status']],
    [{ status: null, servedOn: null }, ['/status', '/servedOn']],
    [{ tenantId: NOBODY.tenant, fields: {} }, ['/tenantId', '/fields']],
  ])('422: %j', async (body, pointers) => {
    const { id } = await n4();
    expectProblem(await patch(id, body), 422, 'invalid_input', pointers);
    expect((await landlord().get(`/v1/forms/${id}`)).body).toMatchObject({
      status: 'Generated',
      servedOn: null,
    });
  });

  test('422: served before its generation, in the time zone of the workspace', async () => {
    // Still the 22nd in Toronto.
    keynest.clock.set('2026-11-23T04:59:00Z');
    const { id } = await n4();
    keynest.clock.reset();
    const early = await patch(id, { ...served, servedOn: '2026-11-21', serviceMethod: 'posted_on_door' });
    expectProblem(early, 422, 'invalid_input', ['/servedOn', '/serviceMethod']);
    expect(early.body).toMatchObject({
      errors: [
        { detail: 'The date of service is before the form was generated. Give 2026-11-22 or a later date.' },
        {},
      ],
    });
    const answer = await patch(id, { ...served, servedOn: '2026-11-22' });
    expect(answer).toMatchObject({ status: 200, body: { servedOn: '2026-11-22' } });
  });

  test('409: an N12 that states no compensation, served with fewer days than waive it', async () => {
    keynest.clock.set('2026-12-01T15:00:00Z');
    const facts = { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['PARENT'] };
    const body = { tenantId: await owing(), ...facts, noticeDays: 120 };
    const id = idOf(await landlord().post('/v1/forms/N12', body));
    const late = await patch(id, { ...served, servedOn: '2026-12-01', serviceMethod: 'mail' });
    expectProblem(late, 409, 'served_too_late');
    expect(late.body).toMatchObject({ errors: [{ pointer: '/servedOn', earliestDate: '2027-04-30' }] });
    expect(await patch(id, { ...served, servedOn: '2026-12-01' })).toMatchObject({ status: 200 });
  });

  test('409: served too late for its date, with the earliest date', async () => {
    const { id } = await n4();
    keynest.clock.advance({ days: 1 });
    const answer = await patch(id, { ...served, servedOn: '2026-11-24' });
    expectProblem(answer, 409, 'served_too_late');
    expect((answer.body as { detail: string }).detail).toContain('2026-12-01');
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/servedOn', earliestDate: '2026-12-01' }] });
    expect((await landlord().get(`/v1/forms/${id}`)).body).toMatchObject({ status: 'Generated' });
  });

  test('200: served, with the day on which it counts as given', async () => {
    const { id } = await n4();
    const { body } = await patch(id, served);
    expect(body).toMatchObject({ id, ...served, deemedGivenOn: TODAY });
    expect(await landlord().get(`/v1/forms/${id}`)).toMatchObject({ body: { id, ...served } });
  });

  test('200: void; from there 409', async () => {
    const { id } = await n4();
    expect((await patch(id, { status: 'Void' })).body).toMatchObject({ id, status: 'Void' });
    expectProblem(await patch(id, served), 409, 'illegal_transition');
  });

  test('409: a draft is never served', async () => {
    const { id } = await n4({ draft: true });
    expectProblem(await patch(id, served), 409, 'illegal_transition');
  });
});

describe('pdfUrl', () => {
  test('is absolute, needs no header, and gives the PDF under a name that tells what it is', async () => {
    const answer = await n4();
    const url = urlOf(answer);
    expect(url.origin).toBe(keynest.origin);
    const file = await download(url);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toContain('filename="N4-Sarah-Thompson-2026-11-23.pdf"');
    expect(Buffer.from(file.bytes.slice(0, 5)).toString()).toBe('%PDF-');
  });

  test.each([
    ['signature', (value: string) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)],
    ['signature', () => ''],
    ['expires', (value: string) => String(Number(value) + 1)],
    ['expires', () => '99999999999999999999'],
    ['key', () => 'key_x'],
  ])('403: with another %s', async (name, change) => {
    const url = urlOf(await n4());
    url.searchParams.set(name, change(url.searchParams.get(name) ?? ''));
    expectProblem(await download(url), 403, 'invalid_link');
  });

  test('403: for another form, or with nothing', async () => {
    const url = urlOf(await n4());
    const { id } = await n4();
    const another = new URL(`/files/${id}${url.search}`, url);
    expectProblem(await download(another), 403, 'invalid_link');
    url.search = '';
    expectProblem(await download(url), 403, 'invalid_link');
  });

  test('403: once it has expired; a GET gives a fresh one', async () => {
    const { id, body } = await n4();
    keynest.clock.advance({ seconds: LINK_SECONDS - 1 });
    expect((await download(urlOf({ body }))).status).toBe(200);
    keynest.clock.advance({ seconds: 1 });
    expectProblem(await download(urlOf({ body })), 403, 'invalid_link');
    expect((await download(urlOf(await landlord().get(`/v1/forms/${id}`)))).status).toBe(200);
  });

  test('names a tenant of any script safely', async () => {
    const tenantId = await owing({ name: 'Ève “Ж” O/Brien; x=1' });
    const answer = await landlord().post('/v1/forms/N4', { tenantId, draft: true });
    const disposition = (await download(urlOf(answer))).headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/filename\*=UTF-8''N4-%C3%88ve-%D0%96-O-Brien-x-1-2026-11-23\.pdf/);
  });
});
