import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, expectSameProblem, NOBODY } from '../support/expectations.ts';
import type { Factory } from '../support/factories.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, seedWorkspace } from '../support/workspace.ts';

let keynest: KeyNest;
let home: Awaited<ReturnType<Factory['home']>>;
beforeAll(async () => {
  keynest = await startKeyNest();
  home = await keynest.own.home();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('ids', () => {
  const NOUNS = ['properties', 'tenants', 'payments', 'tickets', 'forms'] as const;
  const PREFIXES = { properties: 'p', tenants: 't', payments: 'pay', tickets: 'tk', forms: 'f' };

  test.each(NOUNS)('of %s begin with their prefix and are 404 in any other shape', async (noun) => {
    const suffix = NOBODY.tenant.slice(2);
    const wrong = [
      `x_${suffix}`,
      suffix,
      `${PREFIXES[noun]}_`,
      'p_1',
      '1',
      '%00',
      `${PREFIXES[noun]}_${suffix}0`,
    ];
    for (const id of [`${PREFIXES[noun]}_${suffix}`, `${PREFIXES[noun]}_${suffix.toUpperCase()}`, ...wrong]) {
      expectProblem(await landlord().get(`/v1/${noun}/${id}`), 404, 'not_found');
    }
  });

  test.each([
    ['POST', '/v1/tenants', { unitId: NOBODY.property }, '/unitId'],
    ['POST', '/v1/tenants', { unitId: 'un_1' }, '/unitId'],
    ['POST', '/v1/payments', { tenantId: NOBODY.unit }, '/tenantId'],
    ['POST', '/v1/payments', { tenantId: 7 }, '/tenantId'],
    ['POST', '/v1/tickets', { propertyId: NOBODY.unit }, '/propertyId'],
    ['POST', '/v1/tickets', { unitId: NOBODY.property }, '/unitId'],
    ['POST', '/v1/forms/N4', { tenantId: NOBODY.form }, '/tenantId'],
  ])('%s %s with a bad id in the body %j is 422', async (method, path, body, pointer) => {
    const answer = await landlord().send(method, path, { headers: JSON_TYPE, body: JSON.stringify(body) });
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: Json[] }).errors.map(({ pointer: at }: Json) => at as string)).toContain(
      pointer,
    );
  });

  test('of another workspace are answered as if there were nothing', async () => {
    const foreign = await keynest.other.home();
    const tenant = { name: 'X', rent: 1, leaseStart: TODAY };
    const ask = async (unitId: string, tenantId: string, propertyId: string) => [
      await landlord().get(`/v1/properties/${propertyId}`),
      await landlord().patch(`/v1/properties/${propertyId}`, { name: 'Mine' }),
      await landlord().delete(`/v1/properties/${propertyId}`),
      await landlord().get(`/v1/tenants/${tenantId}`),
      await landlord().patch(`/v1/tenants/${tenantId}`, { name: 'Mine' }),
      await landlord().patch(`/v1/tenants/${home.tenantId}`, { unitId }),
      await landlord().post('/v1/tenants', { ...tenant, unitId }),
      await landlord().post('/v1/payments', { tenantId, amount: 1 }),
      await landlord().post('/v1/tickets', { title: 'x', unitId }),
      await landlord().post('/v1/tickets', { title: 'x', propertyId }),
      await landlord().post('/v1/forms/N4', { tenantId }),
    ];
    const theirs = await ask(foreign.unitId, foreign.tenantId, foreign.propertyId);
    const nobodys = await ask(NOBODY.unit, NOBODY.tenant, NOBODY.property);
    for (const [index, answer] of theirs.entries()) {
      expectProblem(answer, 404, 'not_found');
      expectSameProblem(answer, nobodys[index]!);
    }
  });
});

describe('dates', () => {
  beforeEach(() => {
    keynest.clock.reset();
  });
  afterEach(() => {
    keynest.clock.reset();
  });

  const createdAt = async (email: string, at: string) => {
    keynest.clock.set(at);
    const session = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
    const http = keynest.withToken((session.body as { token: string }).token);
    const { body } = await http.post('/v1/properties', { name: 'Maple Court' });
    const { createdAt: date, updatedAt } = body as Record<string, string>;
    expect(updatedAt).toBe(new Date(at).toISOString());
    return date;
  };

  test.each([
    ['2026-11-24T04:59:59.999Z', '2026-11-23', 'a millisecond before midnight, standard time'],
    ['2026-11-24T05:00:00.000Z', '2026-11-24', 'at midnight, standard time'],
    ['2027-07-01T03:59:59.999Z', '2027-06-30', 'a millisecond before midnight, daylight time'],
    ['2027-07-01T04:00:00.000Z', '2027-07-01', 'at midnight, daylight time'],
    ['2027-01-01T04:30:00.000Z', '2026-12-31', 'on New Year’s Eve'],
  ])('createdAt at %s is %s in Toronto (%s)', async (instant, date) => {
    expect(await createdAt(keynest.own.workspace.emails.landlord, instant)).toBe(date);
  });

  test('createdAt follows the zone of the workspace', async () => {
    const store = { prisma: keynest.prisma, newId: keynest.services.newId };
    // Saskatchewan does not change its clocks; what others are going to do depends on how old Node's zones are.
    const { emails } = await seedWorkspace(store, 'regina.example', 'America/Regina');
    expect(await createdAt(emails.landlord, '2026-11-24T05:59:59.000Z')).toBe('2026-11-23');
    expect(await createdAt(emails.landlord, '2026-11-24T06:00:00.000Z')).toBe('2026-11-24');
  });

  test('today is the workspace’s: money received at night came on the day it still was there', async () => {
    keynest.clock.set('2026-11-24T04:30:00.000Z');
    const payment = { tenantId: home.tenantId, amount: 10 };
    expect((await landlord().post('/v1/payments', payment)).body).toMatchObject({ receivedOn: '2026-11-23' });
    const tomorrow = await landlord().post('/v1/payments', { ...payment, receivedOn: '2026-11-24' });
    expectProblem(tomorrow, 422, 'invalid_input', ['/receivedOn']);
  });

  test.each([
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-2-3',
    '26-02-03',
    '2026-02-03T00:00:00Z',
    ' 2026-02-03',
    '2026/02/03',
    '9999999-01-01',
    '',
    'today',
    20260203,
    null,
    ['2026-02-03'],
  ])('refuses %j as a date', async (receivedOn) => {
    const answer = await landlord().post('/v1/payments', { tenantId: NOBODY.unit, amount: 10, receivedOn });
    const pointers = receivedOn === null ? ['/tenantId'] : ['/receivedOn', '/tenantId'];
    expectProblem(answer, 422, 'invalid_input', pointers);
  });

  test('accepts a leap day', async () => {
    const { unitId } = await keynest.own.property();
    const tenant = { name: 'X', unitId, rent: 1, leaseStart: '2024-02-29' };
    expect(await landlord().post('/v1/tenants', tenant)).toMatchObject({
      body: { leaseStart: '2024-02-29' },
    });
  });
});

describe('money', () => {
  const pay = (amount: string) =>
    landlord().send('POST', '/v1/payments', {
      headers: JSON_TYPE,
      body: `{"tenantId": "${home.tenantId}", "amount": ${amount}}`,
    });

  test.each([
    ['12.345', 'three decimals'],
    ['0.30000000000000004', 'binary dust'],
    ['0.001', 'less than a cent'],
    ['1e-7', 'an exponent below a cent'],
    ['0', 'nothing'],
    ['-0', 'nothing, negative'],
    ['-1', 'negative'],
    ['-0.01', 'a negative cent'],
    ['10000000.01', 'a cent too much'],
    ['1e308', 'far too much'],
    ['1e999', 'beyond a double'],
    ['9007199254740993', 'beyond exact integers'],
    ['"2400"', 'text'],
    ['"2400.00"', 'text with decimals'],
    ['true', 'a boolean'],
    ['null', 'null'],
    ['[2400]', 'a list'],
    ['{"cents": 240000}', 'an object'],
  ])('%s (%s) is 422', async (amount) => {
    const before = await keynest.prisma.payment.count();
    expectProblem(await pay(amount), 422, 'invalid_input', ['/amount']);
    expect(await keynest.prisma.payment.count()).toBe(before);
  });

  test.each([
    ['0.01', 1],
    ['0.07', 7],
    ['1.15', 115],
    ['4.35', 435],
    ['8.41', 841],
    ['1.005e3', 100_500],
    ['2400', 240_000],
    ['2400.00', 240_000],
    ['2400.5', 240_050],
    ['1e2', 10_000],
    ['9999999.99', 999_999_999],
    ['10000000', 1_000_000_000],
  ])('stores %s as %d cents and returns it unchanged', async (amount, cents) => {
    const answer = await pay(amount);
    const id = expectCreated(answer, '/v1/payments');
    expect(answer.body).toMatchObject({ amount: Number(amount) });
    const row = await keynest.prisma.payment.findUniqueOrThrow({ where: { id } });
    expect(row.amountCents).toBe(cents);
  });

  test('accepts a cost of zero', async () => {
    const id = await keynest.own.ticket(home);
    for (const cost of ['0', '-0', '0.00']) {
      const patch = { headers: JSON_TYPE, body: `{"cost": ${cost}}` };
      const answer = await landlord().send('PATCH', `/v1/tickets/${id}`, patch);
      expect(answer).toMatchObject({ status: 200, body: { cost: 0 } });
      expect(new TextDecoder().decode(answer.bytes)).toContain('"cost":0,');
    }
    expectProblem(await landlord().patch(`/v1/tickets/${id}`, { cost: -0.01 }), 422, 'invalid_input', [
      '/cost',
    ]);
  });
});

describe('words', () => {
  test.each([
    'paid',
    'PAID',
    'Paid ',
    '"PAID"',
    'constructor',
    '__proto__',
    'toString',
    '',
    1,
    true,
    ['Paid'],
  ])('refuses %j as a status in a body', async (status) => {
    const id = await keynest.own.payment(home, { status: 'PENDING', receivedOn: null });
    expectProblem(await landlord().patch(`/v1/payments/${id}`, { status }), 422, 'invalid_input', [
      '/status',
    ]);
  });

  test.each(['E_TRANSFER', 'e-transfer', 'ETransfer', 'Pad'])('%j is no method', async (method) => {
    const answer = await landlord().post('/v1/payments', { tenantId: home.tenantId, amount: 1, method });
    expectProblem(answer, 422, 'invalid_input', ['/method']);
  });

  test('refuses an unknown word and lists the allowed words', async () => {
    const ticket = { title: 'x', unitId: home.unitId, priority: 'Urgent' };
    const { body } = await landlord().post('/v1/tickets', ticket);
    const [fault] = (body as { errors: { pointer: string; allowed: string[] }[] }).errors;
    expect(fault).toMatchObject({ pointer: '/priority' });
    expect(fault!.allowed.toSorted()).toEqual(['Emergency', 'High', 'Low', 'Normal']);
  });

  test.each(['paid', 'PAID', 'Paid', 'pAiD'])('in a filter case does not matter: %s', async (status) => {
    const { body } = await landlord().get(`/v1/payments?status=${status}&limit=1`);
    expect(body).toEqual([expect.objectContaining({ status: 'Paid' })]);
  });

  test.each(['in progress', 'In%20Progress', 'IN+PROGRESS'])(
    'two words make a filter too: %s',
    async (status) => {
      await keynest.own.ticket(home, { status: 'IN_PROGRESS' });
      const { body } = await landlord().get(`/v1/tickets?status=${status}&limit=1`);
      expect(body).toEqual([expect.objectContaining({ status: 'In Progress' })]);
    },
  );
});

describe('text', () => {
  const rename = (name: unknown) => landlord().patch(`/v1/properties/${home.propertyId}`, { name });

  test.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', '\uD800'],
    ['what stands for lost bytes', 'Montr\uFFFDal'],
    ['spaces only', '   '],
    ['zero-width spaces only', '\u200B\u200B'],
    ['marks of direction only', '\u200F \u202E\u2066'],
    ['soft hyphens only', '\u00AD'],
    ['joiners only', '\u200C\u200D\u2060\u2064'],
    ['fillers and variation selectors only', '\u3164\uFE0F\u{E0100}'],
    ['a separator of lines', 'a\u2028b'],
    ['a separator of paragraphs', 'a\u2029b'],
    ['nothing', ''],
    ['a line break', 'a\nb'],
    ['201 characters', 'x'.repeat(201)],
    ['a number', 1],
    ['null', null],
  ])('refuses %s as a name', async (_what, name) => {
    const json = JSON.stringify({ name });
    const answer = await landlord().send('PATCH', `/v1/properties/${home.propertyId}`, {
      headers: JSON_TYPE,
      body: json,
    });
    expectProblem(answer, 422, 'invalid_input', ['/name']);
  });

  test('in Latin-1 is no text, and the remedy is told', async () => {
    const body = Uint8Array.from(Buffer.from('{"name":"Montréal"}', 'latin1'));
    const answer = await landlord().send('POST', '/v1/properties', { headers: JSON_TYPE, body });
    expectProblem(answer, 422, 'invalid_input', ['/name']);
    expect(answer.body).toMatchObject({
      errors: [{ code: 'invalid_text', detail: expect.stringContaining('UTF-8') }],
    });
  });

  test.each([
    'Élysée №5',
    '‏بيت القيقب',
    '枫树苑',
    'می\u200Cخواهم',
    '👩\u200D👧',
    '🏠 Maple',
    '<b>x</b>',
    'Robert\'); DROP TABLE "Property";--',
    'x'.repeat(200),
  ])('returns %s unchanged', async (name) => {
    expect(await rename(name)).toMatchObject({ status: 200, body: { name } });
  });
});

describe('problems', () => {
  test('name every bad field at once, with pointers that are escaped', async () => {
    const answer = await landlord().post('/v1/properties', {
      name: '',
      address: { street: '', city: 7, planet: 'Earth' },
      units: [{ label: '1', rent: 12.345 }, { bedrooms: -1 }, { label: '1' }],
      'a/b~c': true,
    });
    expectProblem(answer, 422, 'invalid_input', [
      '/name',
      '/address/street',
      '/address/city',
      '/address/postalCode',
      '/address/planet',
      '/units/0/rent',
      '/units/1/label',
      '/units/1/bedrooms',
      '/units/2/label',
      '/a~1b~0c',
    ]);
  });

  test('include names inherited from JavaScript objects', async () => {
    const post = (body: string) => landlord().send('POST', '/v1/properties', { headers: JSON_TYPE, body });
    expectProblem(await post('{"name": "x", "constructor": 1}'), 422, 'invalid_input', ['/constructor']);
    const poison = '"__proto__": {"polluted": true}';
    const poisoned = await post(`{"name": "x", ${poison}}`);
    expectProblem(poisoned, 422, 'invalid_input', ['/__proto__']);
    // With a count of units the body is made anew.
    const nested = await post(`{"name": "x", "units": 1, "address": {${poison}}, ${poison}}`);
    const inAddress = ['street', 'city', 'postalCode', '__proto__'].map((name) => `/address/${name}`);
    expectProblem(nested, 422, 'invalid_input', [...inAddress, '/__proto__']);
    expect(await post(`{"constructor": {"prototype": {"polluted": true}}}`)).toMatchObject({ status: 422 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
