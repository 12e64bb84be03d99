import { expectProblem, NOBODY } from '../support/expectations.ts';
import type { Factory } from '../support/factories.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const ROWS = 55;

let keynest: KeyNest;
let home: Awaited<ReturnType<Factory['home']>>;
/** Ids of each list, newest first. */
const ids: Record<string, string[]> = { properties: [], tenants: [], payments: [], tickets: [] };

/** One more row of every list. */
async function addRows(): Promise<void> {
  keynest.clock.advance({ seconds: 1 });
  const { propertyId, tenantId } = await keynest.own.home();
  ids['properties']!.unshift(propertyId);
  ids['tenants']!.unshift(tenantId);
  ids['payments']!.unshift(await keynest.own.payment(home));
  ids['tickets']!.unshift(await keynest.own.ticket(home));
}

beforeAll(async () => {
  keynest = await startKeyNest();
  home = await keynest.own.home();
  ids['properties']!.push(home.propertyId);
  ids['tenants']!.push(home.tenantId);
  const foreign = await keynest.other.home();
  await keynest.other.payment(foreign);
  await keynest.other.ticket(foreign);
  for (let row = 0; row < ROWS; row += 1) await addRows();
});
afterAll(() => keynest.close());

const LISTS = ['properties', 'tenants', 'payments', 'tickets'] as const;

const get = (path: string) => keynest.as('landlord').get(path);
const idsOf = ({ body }: Answer) => (body as { id: string }[]).map(({ id }) => id);

/** The path of the next page; null on the last one. */
function nextOf({ headers }: Answer): string | null {
  const link = headers.get('link');
  if (link === null) return null;
  const target = /^<([^<>]+)>; rel="next"$/.exec(link)?.[1] ?? '';
  const { origin, pathname, search } = new URL(target);
  expect(origin).toBe(keynest.origin);
  return pathname + search;
}

async function walk(path: string, between: (page: number) => Promise<void> = () => Promise.resolve()) {
  const pages: string[][] = [];
  for (let next: string | null = path; next !== null;) {
    const answer = await get(next);
    expect(answer.status).toBe(200);
    pages.push(idsOf(answer));
    next = nextOf(answer);
    await between(pages.length);
    if (pages.length > 100) throw new Error('The pages have no end.');
  }
  return pages;
}

describe.each(LISTS)('GET /v1/%s', (list) => {
  const path = `/v1/${list}`;

  test('401: signed out', async () => {
    expectProblem(await keynest.withToken(null).get(path), 401, 'unauthenticated');
  });

  test.each(['0', '101', '-1', '1.5', 'ten', '', '1e1', '%201', '+1', '0x10', '99999999999999999999'])(
    '400: limit=%s',
    async (limit) => {
      expectProblem(await get(`${path}?limit=${limit}`), 400, 'invalid_parameter', ['limit']);
    },
  );

  test.each(['x', '', '0', '%00', NOBODY.unit, 'eyJpZCI6MX0=', 'R1BDOlM6'])(
    '400: cursor=%s',
    async (cursor) => {
      expectProblem(await get(`${path}?cursor=${cursor}`), 400, 'invalid_parameter', ['cursor']);
    },
  );

  test('400: an unknown parameter', async () => {
    const answer = await get(`${path}?sort=name&limit=1&Limit=2&first=3`);
    expectProblem(answer, 400, 'unknown_parameter', ['Limit', 'first', 'sort']);
  });

  test('400: a parameter given twice', async () => {
    expectProblem(await get(`${path}?limit=1&limit=2`), 400, 'invalid_parameter', ['limit']);
    expectProblem(await get(`${path}?limit=1&limit=1`), 400, 'invalid_parameter', ['limit']);
  });

  test('400: reports every fault', async () => {
    if (list === 'properties') return;
    const answer = await get(`${path}?status=nonsense&property=x`);
    expectProblem(answer, 400, 'invalid_parameter', ['property', 'status']);
  });

  test('200: a bare array, newest first, fifty at most', async () => {
    const answer = await get(path);
    expect(idsOf(answer)).toEqual(ids[list]!.slice(0, 50));
  });

  test('200: accepts a limit from 1 to 100', async () => {
    expect(idsOf(await get(`${path}?limit=1`))).toEqual(ids[list]!.slice(0, 1));
    const all = await get(`${path}?limit=100`);
    expect(idsOf(all)).toEqual(ids[list]);
    expect(all.headers.get('link')).toBeNull();
  });

  test('200: the pages contain every row once, and the last has no next cursor', async () => {
    const pages = await walk(`${path}?limit=20`);
    expect(pages.flat()).toEqual(ids[list]);
    expect(pages.slice(0, -1).every(({ length }) => length === 20)).toBe(true);
    expect(pages.at(-1)).not.toEqual([]);
  });

  test('200: a full last page has no next cursor', async () => {
    const answer = await get(`${path}?limit=${ids[list]!.length}`);
    expect(idsOf(answer)).toHaveLength(ids[list]!.length);
    expect(answer.headers.get('link')).toBeNull();
  });

  test('200: rows added meanwhile do not shift pages', async () => {
    const before = [...ids[list]!];
    const pages = await walk(`${path}?limit=20`, addRows);
    expect(pages.flat()).toEqual(before);
  });

  test('200: rows added in the same millisecond do not shift pages', async () => {
    const before = [...ids[list]!];
    const pages = await walk(`${path}?limit=20`, async () => {
      const { propertyId, tenantId } = await keynest.own.home();
      ids['properties']!.unshift(propertyId);
      ids['tenants']!.unshift(tenantId);
      ids['payments']!.unshift(await keynest.own.payment(home));
      ids['tickets']!.unshift(await keynest.own.ticket(home));
    });
    expect(pages.flat()).toEqual(before);
  });
});

describe('a filtered list', () => {
  test('keeps its filters from page to page', async () => {
    const { propertyId, tenantId, leaseId } = await keynest.own.home();
    const mine: string[] = [];
    for (let row = 0; row < 5; row += 1) mine.unshift(await keynest.own.payment({ tenantId, leaseId }));
    await keynest.own.payment(home);
    const pages = await walk(`/v1/payments?limit=2&property=${propertyId}&tenant=${tenantId}&status=paid`);
    expect(pages).toEqual([mine.slice(0, 2), mine.slice(2, 4), mine.slice(4)]);
  });

  test('loses no row when the one before it no longer fits the filter', async () => {
    const tenancy = await keynest.own.home();
    const mine: string[] = [];
    for (let row = 0; row < 4; row += 1) {
      mine.unshift(await keynest.own.payment(tenancy));
    }
    const pages = await walk(`/v1/payments?limit=2&tenant=${tenancy.tenantId}&status=Paid`, async (page) => {
      if (page !== 1) return;
      const returned = await keynest.as('landlord').patch(`/v1/payments/${mine[1]}`, { status: 'Failed' });
      expect(returned.status).toBe(200);
    });
    expect(pages.flat()).toEqual(mine);
  });

  test('loses no row when the one before it is gone from the list', async () => {
    const mine: string[] = [];
    for (let row = 0; row < 4; row += 1) mine.unshift((await keynest.own.property()).propertyId);
    const first = await get('/v1/properties?limit=2');
    expect(idsOf(first)).toEqual(mine.slice(0, 2));
    await keynest.as('landlord').delete(`/v1/properties/${mine[1]}`);
    expect(idsOf(await get(nextOf(first)!)).slice(0, 2)).toEqual(mine.slice(2));
  });
});

test('all faults of a query come at once: unknown, malformed and refused by the core', async () => {
  const answer = await keynest.as('landlord').get('/v1/tenants?limit=0&status=foo&unit=zz&bogus=1');
  expectProblem(answer, 400, 'unknown_parameter', ['bogus', 'limit', 'status', 'unit']);
});
