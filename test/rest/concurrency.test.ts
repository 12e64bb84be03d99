import type { Answer, Http } from '../support/http.ts';
import { LINK_SECONDS, startKeyNest, type KeyNest } from '../support/keynest.ts';

const STRONG = /^"[\w-]+"$/;
const RACERS = 50;

let keynest: KeyNest;
let landlord: Http;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
});
afterAll(() => keynest.close());

function bodyOf({ body }: Answer): Record<string, unknown> {
  return body as Record<string, unknown>;
}

function tagOf({ headers }: Answer): string {
  return headers.get('etag') ?? '';
}

function conditional(headers: Record<string, string>) {
  return { headers };
}

function ifMatch(tag: string) {
  return conditional({ 'If-Match': tag });
}

function ifNoneMatch(tag: string) {
  return conditional({ 'If-None-Match': tag });
}

function countOf(answers: readonly Answer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}

async function race(send: (racer: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: RACERS }, (_, racer) => send(racer)));
}

/** One of each resource. */
async function everything() {
  const home = await keynest.own.home();
  const { propertyId, tenantId } = home;
  const [paymentId, ticketId, formId] = [
    await keynest.own.payment(home),
    await keynest.own.ticket(home),
    await keynest.own.form(home),
  ];
  return {
    home,
    paths: {
      property: `/v1/properties/${propertyId}`,
      tenant: `/v1/tenants/${tenantId}`,
      payment: `/v1/payments/${paymentId}`,
      ticket: `/v1/tickets/${ticketId}`,
      form: `/v1/forms/${formId}`,
      session: '/v1/auth/session',
    },
  };
}

describe('ETag', () => {
  test('every resource has one, unchanged while the resource is unchanged', async () => {
    const { paths } = await everything();
    for (const path of Object.values(paths)) {
      const first = await landlord.get(path);
      expect([path, tagOf(first)]).toEqual([path, expect.stringMatching(STRONG)]);
      expect(tagOf(await landlord.get(path))).toBe(tagOf(first));
    }
  });

  test('of a created or changed resource equals that of the next read', async () => {
    const made = await landlord.post('/v1/properties', { name: 'Birch House', units: 2 });
    const path = made.headers.get('location') ?? '';
    expect(tagOf(made)).toBe(tagOf(await landlord.get(path)));
    const changed = await landlord.patch(path, { name: 'Birch Court' });
    expect(tagOf(changed)).not.toBe(tagOf(made));
    expect(tagOf(changed)).toBe(tagOf(await landlord.get(path)));
  });

  test('lists, removed resources and new sessions have none', async () => {
    const { propertyId } = await keynest.own.property();
    expect(tagOf(await landlord.get('/v1/properties'))).toBe('');
    expect(tagOf(await landlord.delete(`/v1/properties/${propertyId}`))).toBe('');
    const email = keynest.own.workspace.emails.landlord;
    const credentials = { email, password: 'correct horse battery' };
    expect(tagOf(await landlord.post('/v1/auth/session', credentials))).toBe('');
  });

  test('of a property changes with who lives there', async () => {
    const { home, paths } = await everything();
    const before = tagOf(await landlord.get(paths.property));
    await keynest.prisma.lease.update({ where: { id: home.leaseId }, data: { status: 'PAST' } });
    expect(tagOf(await landlord.get(paths.property))).not.toBe(before);
  });

  test('of a tenant changes with a payment, and with the day', async () => {
    const { home, paths } = await everything();
    const before = tagOf(await landlord.get(paths.tenant));
    await keynest.own.payment(home, { period: '2026-10', receivedOn: '2026-10-02' });
    const paid = tagOf(await landlord.get(paths.tenant));
    expect(paid).not.toBe(before);
    keynest.clock.advance({ days: 30 });
    expect((await landlord.get(paths.tenant, ifNoneMatch(paid))).status).toBe(200);
    keynest.clock.reset();
  });

  test('of a form ignores its link, which differs after half of its life', async () => {
    const { paths } = await everything();
    const first = await landlord.get(paths.form);
    keynest.clock.advance({ seconds: LINK_SECONDS / 2 });
    const second = await landlord.get(paths.form);
    keynest.clock.reset();
    expect(bodyOf(second)['pdfUrl']).not.toBe(bodyOf(first)['pdfUrl']);
    expect(tagOf(second)).toBe(tagOf(first));
  });

  test('depends on what the viewer sees', async () => {
    const userId = keynest.own.workspace.userIds.tenant;
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    await keynest.own.tenancy({ unitId: unitIds[0]!, userId });
    const path = `/v1/properties/${propertyId}`;
    const [whole, part] = [await landlord.get(path), await keynest.as('tenant').get(path)];
    expect(bodyOf(part)['units']).toHaveLength(1);
    expect(tagOf(part)).not.toBe(tagOf(whole));
  });
});

describe('If-None-Match on GET', () => {
  test.each([
    ['the tag', (tag: string) => tag, 304],
    ['the tag, weak', (tag: string) => `W/${tag}`, 304],
    ['the tag among others', (tag: string) => `"x", ${tag}`, 304],
    ['any', () => '*', 304],
    ['another tag', () => '"x"', 200],
    ['what is no tag', () => 'x', 200],
  ])('%s', async (_name, field, status) => {
    const { paths } = await everything();
    for (const path of Object.values(paths)) {
      const tag = tagOf(await landlord.get(path));
      const answer = await landlord.get(path, ifNoneMatch(field(tag)));
      expect([path, answer.status, tagOf(answer)]).toEqual([path, status, tag]);
      expect(answer.bytes.length > 0).toBe(status === 200);
    }
  });

  test('works for HEAD too', async () => {
    const { paths } = await everything();
    const tag = tagOf(await landlord.send('HEAD', paths.ticket));
    expect((await landlord.send('HEAD', paths.ticket, ifNoneMatch(tag))).status).toBe(304);
  });

  test('reveals nothing about an invisible resource', async () => {
    const { paths } = await everything();
    const stranger = keynest.as('landlord', 'other');
    expect((await stranger.get(paths.property, ifNoneMatch('*'))).status).toBe(404);
    expect((await keynest.withToken(null).get(paths.property, ifNoneMatch('*'))).status).toBe(401);
  });
});

describe('If-Match', () => {
  const patches = {
    property: { name: 'Renamed' },
    tenant: { phone: '416-555-0100' },
    payment: { status: 'Failed' },
    ticket: { priority: 'High' },
    form: { status: 'Void' },
  };
  const kinds = Object.keys(patches) as (keyof typeof patches)[];

  test.each(kinds)('of another %s is 412 and changes nothing', async (kind) => {
    const { paths } = await everything();
    const before = await landlord.get(paths[kind]);
    for (const field of ['"x"', `W/${tagOf(before)}`, '"x", "y"']) {
      const answer = await landlord.patch(paths[kind], patches[kind], ifMatch(field));
      expect(answer.status).toBe(412);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'precondition_failed', status: 412 });
    }
    expect(tagOf(await landlord.get(paths[kind]))).toBe(tagOf(before));
  });

  test.each(kinds)('of this %s lets the change through', async (kind) => {
    const { paths } = await everything();
    const tag = tagOf(await landlord.get(paths[kind]));
    const answer = await landlord.patch(paths[kind], patches[kind], ifMatch(`"x", ${tag}`));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(patches[kind]);
    expect((await landlord.patch(paths[kind], patches[kind], ifMatch(tag))).status).toBe(412);
  });

  test('`*` allows the change', async () => {
    const { paths } = await everything();
    expect((await landlord.patch(paths.ticket, { cost: 5 }, ifMatch('*'))).status).toBe(200);
  });

  test('of a resource that changed without its row is 412', async () => {
    const { home, paths } = await everything();
    const tag = tagOf(await landlord.get(paths.property));
    await keynest.prisma.lease.update({ where: { id: home.leaseId }, data: { status: 'PAST' } });
    expect((await landlord.delete(paths.property, ifMatch(tag))).status).toBe(412);
    expect((await landlord.get(paths.property)).status).toBe(200);
  });

  test('guards removal', async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    const tag = tagOf(await landlord.get(path));
    expect((await landlord.delete(path, ifMatch('"x"'))).status).toBe(412);
    expect((await landlord.delete(path, ifMatch(tag))).body).toEqual({ ok: true });
    expect((await landlord.delete(path, ifMatch(tag))).status).toBe(404);
  });

  test('guards the session, which has no version', async () => {
    const email = keynest.own.workspace.emails.manager;
    const credentials = { email, password: 'correct horse battery' };
    const opened = await landlord.post('/v1/auth/session', credentials);
    const session = keynest.withToken(String(bodyOf(opened)['token']));
    const tag = tagOf(await session.get('/v1/auth/session'));
    expect((await session.delete('/v1/auth/session', ifMatch('"x"'))).status).toBe(412);
    expect((await session.delete('/v1/auth/session', ifMatch(tag))).status).toBe(200);
    expect((await session.get('/v1/auth/session')).status).toBe(401);
  });

  test('is checked for an empty patch as well', async () => {
    const { paths } = await everything();
    expect((await landlord.patch(paths.tenant, {}, ifMatch('"x"'))).status).toBe(412);
    const tag = tagOf(await landlord.get(paths.tenant));
    const answer = await landlord.patch(paths.tenant, {}, ifMatch(tag));
    expect([answer.status, tagOf(answer)]).toEqual([200, tag]);
  });

  test.each(['', 'x', '"x', '*, "x"', '"x" "y"'])('%j is 400', async (field) => {
    const { paths } = await everything();
    const answer = await landlord.patch(paths.ticket, { cost: 5 }, ifMatch(field));
    expect([answer.status, bodyOf(answer)['code']]).toEqual([400, 'invalid_if_match']);
  });

  test.each(['*', '"x"'])('%s of a missing or invisible resource is 404', async (field) => {
    const { paths } = await everything();
    const stranger = keynest.as('landlord', 'other');
    expect((await stranger.patch(paths.ticket, { cost: 5 }, ifMatch(field))).status).toBe(404);
    expect((await landlord.patch('/v1/tickets/tk_1', { cost: 5 }, ifMatch(field))).status).toBe(404);
    expect((await keynest.withToken(null).patch(paths.ticket, {}, ifMatch(field))).status).toBe(401);
  });

  test('is checked after the role', async () => {
    const userId = keynest.own.workspace.userIds.tenant;
    const { tenantId } = await keynest.own.home({ userId });
    const path = `/v1/tenants/${tenantId}`;
    const answer = await keynest.as('tenant').patch(path, { phone: '1' }, ifMatch('"x"'));
    expect(answer.status).toBe(403);
  });

  test('works on a GET too, and If-None-Match on a PATCH', async () => {
    const { paths } = await everything();
    const tag = tagOf(await landlord.get(paths.ticket));
    expect((await landlord.get(paths.ticket, ifMatch('"x"'))).status).toBe(412);
    expect((await landlord.get(paths.ticket, ifMatch(tag))).status).toBe(200);
    expect((await landlord.patch(paths.ticket, { cost: 5 }, ifNoneMatch('*'))).status).toBe(412);
    expect((await landlord.patch(paths.ticket, { cost: 5 }, ifNoneMatch(tag))).status).toBe(412);
    expect((await landlord.patch(paths.ticket, { cost: 5 }, ifNoneMatch('x'))).status).toBe(400);
    expect((await landlord.patch(paths.ticket, { cost: 5 }, ifNoneMatch('"x"'))).status).toBe(200);
  });
});

describe(`of ${RACERS} at once`, () => {
  const patches = {
    property: (racer: number) => ({ name: `Name ${racer}`, units: [{ label: `New ${racer}` }] }),
    tenant: (racer: number) => ({ name: `Name ${racer}`, rent: 2000 + racer }),
    payment: (racer: number) => ({ status: racer % 2 === 0 ? 'Failed' : 'Refunded' }),
    ticket: (racer: number) => ({ title: `Title ${racer}` }),
    form: () => ({ status: 'Void' }),
  };
  const kinds = Object.keys(patches) as (keyof typeof patches)[];

  test.each(kinds)('with the same ETag of a %s, only one changes it', async (kind) => {
    const { paths } = await everything();
    const tag = tagOf(await landlord.get(paths[kind]));
    const answers = await race((racer) => landlord.patch(paths[kind], patches[kind](racer), ifMatch(tag)));
    expect([countOf(answers, 200), countOf(answers, 412)]).toEqual([1, RACERS - 1]);
    const winner = answers.find(({ status }) => status === 200)!;
    const after = await landlord.get(paths[kind]);
    expect(tagOf(after)).toBe(tagOf(winner));
    const { pdfUrl: _pdfUrl, certificateUrl: _certificateUrl, ...shown } = bodyOf(after);
    expect(winner.body).toMatchObject(shown);
  });

  test('with the same ETag of a property, only one removes it', async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    const tag = tagOf(await landlord.get(path));
    const answers = await race(() => landlord.delete(path, ifMatch(tag)));
    expect(countOf(answers, 200)).toBe(1);
    expect(countOf(answers, 412) + countOf(answers, 404)).toBe(RACERS - 1);
  });

  test('without a condition, none gets 412', async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    const answers = await race(() => landlord.delete(path, conditional({})));
    expect(countOf(answers, 200)).toBe(1);
    expect(countOf(answers, 409) + countOf(answers, 404)).toBe(RACERS - 1);
  });
});
