import { expectProblem, NOBODY } from '../support/expectations.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** Today is 2026-11-23. */
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const CSV = { headers: { accept: 'text/csv' } };

interface Row {
  readonly leaseId: string;
  readonly tenantIds: string[];
  readonly tenants: string[];
  readonly rent: number;
  readonly balance: number;
  readonly arrears: number;
  readonly isFormer?: boolean;
  readonly arrearsSince?: string;
}

/** A tenancy made through the interface. */
async function tenancy(parts: Record<string, unknown> = {}, ownUnitId?: string) {
  const unitId = ownUnitId ?? (await keynest.own.property({ isManaged: true })).unitId;
  const body = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-09-01', ...parts };
  const answer = await landlord().post('/v1/tenants', body);
  expect(answer.status).toBe(201);
  const { id, propertyId } = answer.body as { id: string; propertyId: string };
  return { tenantId: id, propertyId };
}

async function pay(tenantId: string, amount: number, receivedOn: string) {
  expect((await landlord().post('/v1/payments', { tenantId, amount, receivedOn })).status).toBe(201);
}

async function report(path: string, who = landlord()) {
  const { status, body } = (await who.get(`/v1/reports/${path}`)) as Json;
  expect(status).toBe(200);
  return body as { asOf: string; total: number; ageing: Record<string, number>; rows: Row[] };
}

const idsIn = ({ rows }: { rows: Row[] }) => rows.flatMap(({ tenantIds }) => tenantIds);

describe('GET /v1/tenants/{id}/ledger and statement', () => {
  test('401, 404 and 400', async () => {
    const { tenantId } = await tenancy();
    for (const name of ['ledger', 'statement']) {
      const path = `/v1/tenants/${tenantId}/${name}`;
      expectProblem(await keynest.withToken(null).get(path), 401, 'unauthenticated');
      expectProblem(await landlord().get(`/v1/tenants/${NOBODY.tenant}/${name}`), 404, 'not_found');
      expectProblem(await keynest.as('contractor').get(path), 404, 'not_found');
    }
    const ledger = `/v1/tenants/${tenantId}/ledger`;
    expectProblem(await landlord().get(`${ledger}?asOf=soon`), 400, 'invalid_parameter');
    expectProblem(await landlord().get(`${ledger}?asOf=2099-01-01`), 400, 'invalid_parameter');
    const turned = `/v1/tenants/${tenantId}/statement?from=2026-11-01&to=2026-10-01`;
    expectProblem(await landlord().get(turned), 400, 'invalid_parameter');
  });

  test('the ledger of a day counts what was due and received by then', async () => {
    const { tenantId } = await tenancy();
    await pay(tenantId, 1500, '2026-10-05');
    const on = async (day: string) =>
      ((await landlord().get(`/v1/tenants/${tenantId}/ledger${day}`)) as Json).body;
    expect(await on('?asOf=2026-10-04')).toMatchObject({ asOf: '2026-10-04', balance: 2000, arrears: 2000 });
    expect(await on('')).toEqual({
      asOf: '2026-11-23',
      balance: 1500,
      otherBalance: 0,
      arrears: 1500,
      arrearsSince: '2026-10-01',
      rows: [
        { period: '2026-09', dueOn: '2026-09-01', charged: 1000, paid: 1000, owing: 0 },
        { period: '2026-10', dueOn: '2026-10-01', charged: 1000, paid: 500, owing: 500 },
        { period: '2026-11', dueOn: '2026-11-01', charged: 1000, paid: 0, owing: 1000 },
      ],
    });
  });

  test('the statement covers the whole tenancy by default; its parts join', async () => {
    const { tenantId } = await tenancy();
    await pay(tenantId, 1500, '2026-10-05');
    const of = async (query = '') =>
      ((await landlord().get(`/v1/tenants/${tenantId}/statement${query}`)) as Json).body;
    const whole = await of();
    expect(whole).toMatchObject({ from: '2026-09-01', to: '2026-11-23', opening: 0, closing: 1500 });
    expect(whole.rows[2]).toMatchObject({
      on: '2026-10-05',
      kind: 'payment',
      charge: null,
      payment: 1500,
      balance: 500,
    });
    const [early, late] = [await of('?to=2026-10-04'), await of('?from=2026-10-05&to=2026-11-23')];
    expect(late.opening).toBe(early.closing);
    expect([...early.rows, ...late.rows]).toEqual(whole.rows);
  });
});

describe('a whole statement begins with the first entry, before the tenancy', () => {
  const whole = async (tenantId: string) =>
    (await landlord().get(`/v1/tenants/${tenantId}/statement`)) as Json;
  const beginsWith = async (tenantId: string, from: string, rows: object[]) => {
    const { body } = await whole(tenantId);
    expect(body).toMatchObject({ from, opening: 0, other: { opening: 0 } });
    expect(body.rows.slice(0, rows.length)).toMatchObject(rows);
  };
  const post = async (path: string, body: object) =>
    ((await landlord().post(`/v1/${path}`, body)) as Json).body;

  test('money that came back, though it was made good or is expected again', async () => {
    for (const patch of [{ status: 'Paid' }, { status: 'Overdue' }]) {
      const { tenantId } = await tenancy();
      const { id } = await post('payments', { tenantId, amount: 1000, receivedOn: '2026-08-25' });
      await post(`payments/${id}/return`, { returnedOn: '2026-09-05' });
      expect((await landlord().patch(`/v1/payments/${id}`, patch)).status).toBe(200);
      await beginsWith(tenantId, '2026-08-25', [
        { on: '2026-08-25', kind: 'payment', balance: -1000 },
        { on: '2026-09-01', kind: 'charge', balance: 0 },
        { on: '2026-09-05', kind: 'return', balance: 1000 },
      ]);
    }
  });

  test('a credit, a charge apart from rent, and a deposit', async () => {
    const credited = await tenancy();
    await post(`tenants/${credited.tenantId}/charges`, { kind: 'Credit', amount: 100, on: '2026-08-20' });
    await beginsWith(credited.tenantId, '2026-08-20', [{ on: '2026-08-20', kind: 'credit', balance: -100 }]);
    const charged = await tenancy();
    await post(`tenants/${charged.tenantId}/charges`, { kind: 'Utility', amount: 7, on: '2026-08-20' });
    await beginsWith(charged.tenantId, '2026-08-20', []);
    const secured = await tenancy();
    await post(`tenants/${secured.tenantId}/deposits`, { amount: 1000, receivedOn: '2026-08-20' });
    await beginsWith(secured.tenantId, '2026-08-20', []);
    expect((await whole(secured.tenantId)).body.deposits).toMatchObject([
      { events: [{ on: '2026-08-20', amount: 1000 }] },
    ]);
  });
});

describe('GET /v1/reports/rent-roll and arrears', () => {
  test('list the tenancies of the day, at its rent', async () => {
    const before = await tenancy({ leaseStart: '2026-08-01', rent: 900 });
    await landlord().patch(`/v1/tenants/${before.tenantId}`, { rent: 800 });
    const after = await tenancy({ leaseStart: '2026-11-01' });
    const ids = [before.tenantId, after.tenantId];
    const of = async (path: string) =>
      (await report(path)).rows.filter(({ tenantIds }) => ids.includes(tenantIds[0]!));
    expect(await of('rent-roll?asOf=2026-09-30')).toMatchObject([
      { tenantIds: [before.tenantId], rent: 900, balance: 1800, arrears: 1800 },
    ]);
    expect(await of('rent-roll')).toHaveLength(2);
    const later = await of('rent-roll?asOf=2026-12-31');
    expect(later.find(({ tenantIds }) => tenantIds[0] === before.tenantId)?.rent).toBe(800);
    expect(idsIn(await report(`rent-roll?property=${after.propertyId}`))).toEqual([after.tenantId]);
  });

  test('keep who has left: on the roll of their days, and in the arrears while they owe', async () => {
    const { tenantId, propertyId } = await tenancy();
    const gone = await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Past' });
    expect(gone.status).toBe(200);
    const lastDay = '2026-11-23';
    expect(idsIn(await report(`rent-roll?asOf=2026-09-30&property=${propertyId}`))).toEqual([tenantId]);
    expect(idsIn(await report(`rent-roll?asOf=${lastDay}&property=${propertyId}`))).toEqual([tenantId]);
    expect(idsIn(await report(`rent-roll?asOf=2026-11-24&property=${propertyId}`))).toEqual([]);
    const later = await report(`arrears?asOf=2026-11-24&property=${propertyId}`);
    expect(later.rows).toMatchObject([{ tenantIds: [tenantId], isFormer: true, arrearsSince: '2026-09-01' }]);
    expect(later.total).toBe(later.rows[0]!.arrears);
    expect((await report(`arrears?asOf=${lastDay}&property=${propertyId}`)).rows[0]!.isFormer).toBe(false);
    expect((await report(`arrears?asOf=2026-08-31&property=${propertyId}`)).rows).toEqual([]);
    // The same through the property and the workspace.
    const viewer = await keynest.viewerOf('landlord');
    const query = `query ($id: ID!) { property(id: $id) { rentRoll(asOf: "2026-09-30") { leaseId } arrears(asOf: "2026-11-24") { total rows { isFormer } } } }`;
    const { data } = await keynest.gql(viewer, query, { id: propertyId });
    expect(data).toEqual({
      property: {
        rentRoll: [{ leaseId: later.rows[0]!.leaseId }],
        arrears: { total: later.total, rows: [{ isFormer: true }] },
      },
    });
  });

  test('add up to the ledgers of the tenancies', async () => {
    const { tenantId } = await tenancy({ leaseStart: '2026-06-15' });
    await pay(tenantId, 1234.56, '2026-10-05');
    for (const asOf of ['2026-06-30', '2026-10-05', '2026-11-23', '2027-02-01']) {
      const { rows, total, ageing } = await report(`arrears?asOf=${asOf}`);
      expect(rows.length).toBeGreaterThan(0);
      let sum = 0;
      for (const row of rows) {
        const { body } = (await landlord().get(
          `/v1/tenants/${row.tenantIds[0]}/ledger?asOf=${asOf}`,
        )) as Json;
        expect([row.arrears, row.balance, row.arrearsSince]).toEqual([
          body.arrears,
          body.balance,
          body.arrearsSince,
        ]);
        sum += Math.round(body.arrears * 100);
      }
      expect(Math.round(total * 100)).toBe(sum);
      expect(Object.values(ageing).reduce((all, dollars) => all + Math.round(dollars * 100), 0)).toBe(sum);
    }
  });

  test.each(['rent-roll', 'arrears'])('400: %s of what is no property', async (report) => {
    const { leaseId } = await keynest.own.home();
    for (const property of ['x', '', leaseId]) {
      const path = `/v1/reports/${report}?property=${property}`;
      for (const accept of ['application/json', 'text/csv', 'application/pdf']) {
        const answer = await landlord().get(path, { headers: { accept } });
        expectProblem(answer, 400, 'invalid_parameter', ['property']);
      }
    }
    const viewer = await keynest.viewerOf('landlord');
    for (const field of ['rentRoll(property: "x") { rent }', 'arrearsFile(property: "x") { pdfUrl }']) {
      const { errors } = await keynest.gql(viewer, `{ workspace { ${field} } }`);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_INPUT',
        details: [{ path: ['property'], code: 'invalid_id' }],
      });
    }
  });

  test('show managers their properties, tenants their own tenancies, contractors none', async () => {
    const unmanaged = await keynest.own.property();
    const { tenantId } = await tenancy({}, unmanaged.unitId);
    for (const name of ['rent-roll', 'arrears']) {
      expect(idsIn(await report(name))).toContain(tenantId);
      expect(idsIn(await report(name, keynest.as('manager')))).not.toContain(tenantId);
      expect(idsIn(await report(name, keynest.as('tenant')))).not.toContain(tenantId);
      expect(idsIn(await report(name, keynest.as('contractor')))).toEqual([]);
      expect((await report(`${name}?property=${unmanaged.propertyId}`, keynest.as('manager'))).rows).toEqual(
        [],
      );
    }
  });
});

describe('as text/csv', () => {
  const csv = async (path: string) => {
    const answer = await landlord().get(path, CSV);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('vary')).toContain('Accept');
    return answer.body as string;
  };

  test('formulas are made harmless, quotes doubled, and negative numbers stay numbers', async () => {
    const { tenantId, propertyId } = await tenancy({
      name: '=HYPERLINK("http://x","Łucja, 王")',
      coTenants: ['@SUM(A1)'],
    });
    await pay(tenantId, 5000, '2026-11-01');
    const text = await csv(`/v1/reports/rent-roll?property=${propertyId}`);
    const [head, line, end] = text.split('\r\n');
    expect(head).toBe(
      'propertyId,propertyName,unitId,unitLabel,leaseId,tenantIds,tenants,rent,balance,arrears,rentPeriod',
    );
    expect(line).toContain(`"'=HYPERLINK(""http://x"",""Łucja, 王"");' @SUM(A1)",1000,-2000,0,Monthly`);
    expect(end).toBe('');
  });

  test.each([' =1', '"=1', "'+1", '\u00a0-1', 'a;=1', '\uFF1D1'])(
    'formulas behind blanks, quotes and semicolons are made harmless: %j',
    async (name) => {
      const { propertyId } = await tenancy({ name: `${name} X` });
      const text = await csv(`/v1/reports/rent-roll?property=${propertyId}`);
      expect(text).toMatch(name.startsWith('a') ? /a;'=1 X/ : /,"?'['" \u00a0]*"*[=+\uFF1D-]1 X/u);
    },
  );

  test('every report is offered', async () => {
    const { tenantId } = await tenancy();
    await pay(tenantId, 400, '2026-09-05');
    expect(await csv(`/v1/tenants/${tenantId}/ledger?asOf=2026-10-01`)).toBe(
      'period,dueOn,charged,paid,owing\r\n2026-09,2026-09-01,1000,400,600\r\n2026-10,2026-10-01,1000,0,1000\r\n',
    );
    expect(await csv(`/v1/tenants/${tenantId}/statement?to=2026-09-30`)).toBe(
      [
        'on,kind,description,charge,payment,balance',
        '2026-09-01,opening,Balance before,,,0',
        '2026-09-01,charge,Rent from 2026-09-01 to 2026-09-30,1000,,1000',
        '2026-09-05,payment,"Payment received, rent of 2026-09",,400,600',
        '2026-09-30,closing,Balance after,,,600',
        '',
      ].join('\r\n'),
    );
    expect(await csv('/v1/reports/arrears')).toContain(',arrears,rentPeriod,isFormer,arrearsSince\r\n');
  });

  test('406 names what is offered, and problems stay problems', async () => {
    const { tenantId } = await tenancy();
    const path = `/v1/tenants/${tenantId}/ledger`;
    const refused = await landlord().get(path, { headers: { accept: 'image/png' } });
    expectProblem(refused, 406, 'not_acceptable');
    expect((refused.body as { detail: string }).detail).toContain('application/json or text/csv');
    expectProblem(await landlord().get(`/v1/tenants/${tenantId}`, CSV), 406, 'not_acceptable');
    expectProblem(await landlord().get(`/v1/tenants/${NOBODY.tenant}/ledger`, CSV), 404, 'not_found');
  });
});

test('a roll of more than 200 tenancies is given in turns, whole, in both interfaces', async () => {
  const { propertyId, unitIds } = await keynest.own.property({ units: 210 });
  for (const unitId of unitIds) await keynest.own.tenancy({ unitId });
  const { rows } = await report(`rent-roll?property=${propertyId}`);
  expect(new Set(idsIn({ rows })).size).toBe(210);
  const viewer = await keynest.viewerOf('landlord');
  const query = `query ($id: ID!) { workspace { arrears(property: $id) { rows { leaseId } } } }`;
  const { data } = await keynest.gql(viewer, query, { id: propertyId });
  expect((data as Json).workspace.arrears.rows).toHaveLength(210);
});
