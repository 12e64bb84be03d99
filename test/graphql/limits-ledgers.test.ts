import { assertWithinHorizon } from '../../src/faults/date-bounds.ts';
import { partsByPayments } from '../../src/accounts/expected/parts-by-payments.ts';
import { LedgerBudget, MAX_LEDGER_PERIODS, MAX_LEDGER_FIELDS } from '../../src/request/ledger-budget.ts';
import { day } from '../support/factories.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ask, send } from './limits-support.ts';

const ROW = 'period dueOn charged paid owing from to basis';

let keynest: KeyNest;
let tenantId: string;
/** Daily rent since 1900, as it could be entered once. */
let endlessId: string;
beforeAll(async () => {
  keynest = await startKeyNest();
  keynest.clock.set('2026-11-27T15:00:00Z');
  ({ tenantId } = await keynest.own.home({
    startsOn: '2020-01-01',
    userId: keynest.own.workspace.userIds.tenant,
  }));
  const endless = await keynest.own.home();
  endlessId = endless.tenantId;
  await keynest.prisma.lease.update({
    where: { id: endless.leaseId },
    data: { startsOn: day('1900-01-01'), rentalPeriod: 'DAILY' },
  });
  await keynest.prisma.leaseRent.updateMany({
    where: { leaseId: endless.leaseId },
    data: { effectiveOn: day('1900-01-01') },
  });
});
afterAll(() => keynest.close());

/** The same ledger by 49 names. */
const aliases = (id: string, asOf: (index: number) => string, count = 49) =>
  `{ tenant(id: "${id}") { ${Array.from(
    { length: count },
    (_, index) => `a${index}: ledger(asOf: "${asOf(index)}") { rows { ${ROW} } }`,
  ).join(' ')} } }`;

const told = ({ body }: { body: { data?: unknown; errors?: { extensions: { reason: string } }[] }[] }) =>
  body.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'shown');

describe('days ahead', () => {
  const ON = [
    ['ledger', `tenant(id: "ID") { ledger(asOf: "DAY") { balance } }`, 'asOf'],
    ['statement', `tenant(id: "ID") { statement(from: "2026-01-01", to: "DAY") { closingBalance } }`, 'to'],
    ['rent roll', 'workspace { rentRoll(asOf: "DAY") { balance } }', 'asOf'],
    ['arrears', 'workspace { arrears(asOf: "DAY") { total } }', 'asOf'],
    [
      'property’s rent roll',
      'properties { nodes: edges { node { rentRoll(asOf: "DAY") { balance } } } }',
      'asOf',
    ],
    ['property’s arrears', 'properties { nodes: edges { node { arrears(asOf: "DAY") { total } } } }', 'asOf'],
  ] as const;

  test.each(ON)('of a %s are five years; the latest is named', async (_what, field, argument) => {
    const on = (asOf: string) =>
      ask(keynest.as('landlord'), `{ ${field.replace('ID', tenantId).replace('DAY', asOf)} }`);
    expect((await on('2031-11-27')).refusals).toEqual([]);
    const { refusals, messages, body } = await on('2031-11-28');
    expect(new Set(refusals)).toEqual(new Set(['BAD_INPUT invalid_input']));
    expect(messages[0]).toContain('Give 2031-11-27 or an earlier date.');
    expect(body.errors[0].extensions.details).toEqual([
      { path: [argument], code: 'date_too_late', message: messages[0] },
    ]);
  });

  test('end on 28 February from a leap day', () => {
    const beyond = () => {
      assertWithinHorizon('asOf', '2033-03-01', '2028-02-29');
    };
    expect(beyond).toThrow('2033-02-28');
  });
});

describe('rows of ledgers', () => {
  test('are limited for 49 aliases of a distant day, also in a batch', async () => {
    const operation = { query: aliases(tenantId, () => '2200-12-31') };
    const { body } = await send(keynest.as('tenant'), Array<object>(4).fill(operation));
    const reasons = (body as { errors: { extensions: { reason: string } }[] }[]).map(({ errors }) =>
      [...new Set(errors.map(({ extensions }) => extensions.reason))].join(),
    );
    expect(reasons).toEqual(Array(4).fill('invalid_input'));
    expect(JSON.stringify(body).length).toBeLessThan(100_000);
  });

  test('are limited over all operations of a batch', async () => {
    const rows = 12 * (2031 - 2020) + 11;
    const perOperation = 49 * rows * ROW.split(' ').length;
    const fit = Math.floor(MAX_LEDGER_FIELDS / perOperation);
    const operation = { query: aliases(tenantId, () => '2031-11-27') };
    const outcome = await send(keynest.as('tenant'), Array<object>(4).fill(operation));
    // They run at once, so any of them may be the first.
    expect(told(outcome).toSorted()).toEqual(
      Array.from({ length: 4 }, (_, index) => (index < 4 - fit ? 'query_too_costly' : 'shown')),
    );
    expect(fit).toBeLessThan(4);
    // The next request begins anew.
    expect((await ask(keynest.as('tenant'), operation.query)).refusals).toEqual([]);
  });

  test('of a very long tenancy are refused before any is returned', async () => {
    const query = `{ tenant(id: "${endlessId}") { ledger { rows { ${ROW} } } } }`;
    const { status, refusals, messages, body } = await ask(keynest.as('landlord'), query);
    expect({ status, refusals }).toEqual({ status: 200, refusals: ['BAD_INPUT query_too_costly'] });
    expect(messages).toEqual([
      expect.stringMatching(/more than 100,000 fields\. Ask for shorter statements/),
    ]);
    expect(body.data).toEqual({ tenant: null });
    expect(body.errors[0].extensions.details).toEqual([]);
  });

  test('count by the fields of fragments, at each use', async () => {
    const rows = (fields: string) => `{ tenant(id: "${endlessId}") { ledger { rows { ${fields} } } } }`;
    const bomb = `${rows('period ...Two ... { ...Two }')} fragment Two on LedgerRow { dueOn paid }`;
    expect((await ask(keynest.as('landlord'), bomb)).refusals).toEqual(['BAD_INPUT query_too_costly']);
    expect((await ask(keynest.as('landlord'), rows('period paid'))).refusals).toEqual([]);
  });

  test('of a short statement are returned for a tenancy of any length', async () => {
    const query = `{ tenant(id: "${endlessId}") { statement(from: "2026-11-01", to: "2026-11-27") { rows { on amount } } } }`;
    const { body, refusals } = await ask(keynest.as('landlord'), query);
    expect(refusals).toEqual([]);
    expect(body.data.tenant.statement.rows).toHaveLength(27);
  });
});

describe('computed periods', () => {
  const days = (index: number) => `2026-10-${String(1 + (index % 31)).padStart(2, '0')}`;
  const balances = (asOf: (index: number) => string, count = 49) =>
    aliases(endlessId, asOf, count).replaceAll(/rows \{[^}]*\}/g, 'balance');

  test('are limited for a request', async () => {
    const { refusals } = await ask(keynest.as('landlord'), balances(days));
    expect(refusals).toContain('BAD_INPUT query_too_costly');
    const sums = Math.floor(MAX_LEDGER_PERIODS / 46_400);
    expect((await ask(keynest.as('landlord'), balances(days, sums))).refusals).toEqual([]);
  });

  test('count a quarter in reports, which list none of them', async () => {
    const rolls = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: rentRoll(asOf: "${days(index)}") { balance }`);
    const most = Math.floor(MAX_LEDGER_PERIODS / 46_400) + 1;
    const outcome = await ask(keynest.as('landlord'), `{ workspace { ${rolls(most).join(' ')} } }`);
    expect(outcome.refusals).toEqual([]);
  });

  test('count once for a day, with any number of aliases', async () => {
    const { refusals } = await ask(
      keynest.as('landlord'),
      balances(() => '2026-10-01'),
    );
    expect(refusals).toEqual([]);
  });

  test('count once for a request, with any number of aliases of the tenancy', async () => {
    const aliases = Array.from(
      { length: 49 },
      (_, index) => `a${index}: tenant(id: "${endlessId}") { balance ledger { balance } }`,
    );
    const { refusals, body } = await ask(keynest.as('landlord'), `{ ${aliases.join(' ')} }`);
    expect(refusals).toEqual([]);
    expect(body.data.a48).toEqual({
      balance: body.data.a0.balance,
      ledger: { balance: body.data.a0.balance },
    });
  });

  test('are part of the cost: a long tenancy costs more than a short one', async () => {
    const costOfTenancy = async (id: string) => {
      const { body } = await ask(keynest.as('landlord'), `{ tenant(id: "${id}") { ledger { balance } } }`);
      return (body.extensions as { cost: { requested: number } }).cost.requested;
    };
    // 83 months cost 6 more than the 5 of the document, 46,353 days 4,633.
    expect([await costOfTenancy(tenantId), await costOfTenancy(endlessId)]).toEqual([11, 4638]);
  });

  test('are computed again after a change', async () => {
    const { tenantId: id } = await keynest.own.home({ startsOn: '2026-11-01', rentCents: 100_000 });
    const pay = (name: string) =>
      `${name}: recordPayment(input: { tenantId: "${id}", amount: 100 }) { tenant { balance arrearsSince } }`;
    const { body } = await ask(keynest.as('landlord'), `mutation { ${pay('a')} ${pay('b')} }`);
    expect([body.data.a.tenant.balance, body.data.b.tenant.balance]).toEqual([900, 800]);
  });

  test('are not limited in /v1', async () => {
    const landlord = keynest.as('landlord');
    const { status, body } = await landlord.get(`/v1/tenants/${endlessId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ arrearsSince: '1900-01-01' });
    expect((await landlord.get('/v1/tenants')).status).toBe(200);
  });
});

describe('the first day of a tenancy', () => {
  const enter = async (leaseStart: string, rentPeriod: string) => {
    const { unitId } = await keynest.own.property();
    return keynest
      .as('landlord')
      .post('/v1/tenants', { name: 'Old Resident', unitId, rent: 100, leaseStart, rentPeriod });
  };

  test.each([
    ['2015-12-16', 'Daily'],
    ['1951-01-01', 'Weekly'],
    ['1975-06-01', 'Monthly'],
    ['1900-01-01', 'Monthly'],
    ['2027-01-01', 'Daily'],
  ])('may be %s for %s rent', async (leaseStart, rentPeriod) => {
    expect((await enter(leaseStart, rentPeriod)).status).toBe(201);
  });

  test.each([
    ['2015-12-15', 'Daily', '4001'],
    ['1900-01-01', 'Daily', '46352'],
    ['1949-01-01', 'Weekly', '4065'],
  ])('may not be %s for %s rent: %s periods', async (leaseStart, rentPeriod, count) => {
    const answer = await enter(leaseStart, rentPeriod);
    const body = answer.body as Json;
    expect(answer.status).toBe(422);
    expect(body.errors).toEqual([
      expect.objectContaining({ pointer: '/leaseStart', code: 'too_many_periods' }),
    ]);
    expect(body.errors[0].detail).toMatch(
      `${count} rental periods from ${leaseStart} to today, more than the maximum of 4000`,
    );
  });
});

test('tenancies of a report beyond the first thousand are charged, and never refused', () => {
  const budget = new LedgerBudget();
  budget.allow(0);
  budget.chargeTenancies(1000);
  expect(budget.cost).toBe(0);
  budget.chargeTenancies(26_000);
  expect(budget.cost).toBe(25_000);
});

describe('the periods behind new tenancies', () => {
  const CREATE = 'mutation ($rows: [CreateTenantInput!]!) { createTenants(rows: $rows) { index } }';
  const enter = async (count: number, leaseStart: string) => {
    const { unitIds } = await keynest.own.property({ units: count });
    const old = { name: 'Old Resident', rent: 100, leaseStart, rentPeriod: 'DAILY' };
    return ask(keynest.as('landlord'), CREATE, { rows: unitIds.map((unitId) => ({ ...old, unitId })) });
  };
  const costOfAnswer = ({ body }: { readonly body: Json }) =>
    (body.extensions as { cost: { requested: number } }).cost.requested;

  test('are part of the cost', async () => {
    const [short, long] = [await enter(1, '2026-11-27'), await enter(1, '2025-01-27')];
    expect(short.refusals.concat(long.refusals)).toEqual([]);
    expect(costOfAnswer(long) - costOfAnswer(short)).toBe(669);
  });

  test('are read in parts of some thousand payments, or of one tenancy', async () => {
    const { prisma } = keynest;
    const ids = (await prisma.lease.findMany({ select: { id: true } })).map(({ id }) => id);
    const counts = await prisma.payment.groupBy({ by: ['leaseId'], _count: true });
    const countOf = new Map(counts.map(({ leaseId, _count }) => [leaseId, _count]));
    const parts = await prisma.$transaction((tx) => partsByPayments(tx, ids));
    expect(parts.flat()).toEqual(ids.toSorted());
    const sums = parts.map((part) => part.reduce((sum, id) => sum + (countOf.get(id) ?? 0), 0));
    expect(Math.max(...sums)).toBeGreaterThan(1000);
    for (const [index, part] of parts.entries()) {
      expect(part.length === 1 || sums[index]! <= 1000).toBe(true);
    }
    expect(parts.some((part) => part.length > 1)).toBe(true);
  });

  test('are limited for a request, before anything is written', async () => {
    const before = await keynest.prisma.lease.count();
    const { refusals } = await enter(70, '2016-01-01');
    expect(refusals).toEqual(['BAD_INPUT query_too_costly']);
    expect(await keynest.prisma.lease.count()).toBe(before);
  });
});
