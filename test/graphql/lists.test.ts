import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { Json } from '../support/http.ts';
import type { RoleName } from '../support/workspace.ts';

/** In the order of their names without case and accents; the second and the third are equal. */
const NAMES = ['Ábel Ray', 'adam o’neil', "Adam O'Neil", 'Zoë Ünal', 'Zora Bell'];
const PRIORITIES = ['HIGH', 'LOW', 'EMERGENCY', 'LOW', 'NORMAL'] as const;

let keynest: KeyNest;
let homes: { propertyId: string; unitId: string; tenantId: string; leaseId: string }[];
let tickets: string[];
beforeAll(async () => {
  keynest = await startKeyNest();
  const { own, prisma } = keynest;
  homes = [];
  tickets = [];
  for (const [index, name] of NAMES.toReversed().entries()) {
    const home = await own.home({ name }, { name: `House of ${name}` });
    homes.unshift(home);
    await own.payment(home);
    const { contractor } = own.workspace.userIds;
    const parts = { priority: PRIORITIES[index]!, ...(index < 2 ? { contractorId: contractor } : {}) };
    tickets.push(await own.ticket(home, { ...parts, status: index < 3 ? 'OPEN' : 'RESOLVED' }));
    await prisma.property.update({
      where: { id: home.propertyId },
      data: { street: `${9 - index} King Street`, city: 'Guelph', province: 'ON', postalCode: 'N1G 1A1' },
    });
    await own.charge(home);
    await own.deposit(home);
    await own.suggestion(home);
  }
  // Of some payments nobody knows a due day, nor a day of receipt.
  const payments = await prisma.payment.findMany({ where: { workspaceId: own.workspace.id } });
  for (const [index, { id }] of payments.entries()) {
    const dueOn = index % 2 === 0 ? null : new Date('2026-10-01');
    await prisma.payment.update({ where: { id }, data: { dueOn, amountCents: 1000 + (index % 3) } });
  }
  await keynest.other.home({ name: 'Adam ONeil' });
});
afterAll(() => keynest.close());

interface Page {
  readonly totalCount: number;
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
}

async function read(role: RoleName, field: string, variables: Record<string, unknown>): Promise<Page> {
  const noun = NOUNS[field]!;
  const document = `query ($filter: ${noun}Filter, $orderBy: ${noun}Order, $first: Int, $after: String, $last: Int, $before: String) {
    ${field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
    } }`;
  const { data, errors } = await keynest.gql(await keynest.viewerOf(role), document, variables);
  expect(errors).toBeUndefined();
  return (data as Record<string, Page>)[field]!;
}

const idsIn = ({ edges }: Page) => edges.map(({ node }) => node.id);

async function ids(field: string, variables: Record<string, unknown>, role: RoleName = 'landlord') {
  const page = await read(role, field, variables);
  expect(page.totalCount).toBe(page.edges.length);
  return idsIn(page);
}

const NOUNS: Readonly<Record<string, string>> = {
  properties: 'Property',
  tenants: 'Tenant',
  payments: 'Payment',
  tickets: 'Ticket',
  charges: 'Charge',
  deposits: 'Deposit',
  suggestions: 'Suggestion',
  leases: 'Lease',
  units: 'Unit',
  forms: 'Form',
};

const ORDERS: readonly (readonly [field: string, order: string])[] = [
  ...['NAME', 'ADDRESS', 'CREATED', 'UPDATED'].map((order) => ['properties', order] as const),
  ...['NAME', 'CREATED', 'UPDATED'].map((order) => ['tenants', order] as const),
  ...['AMOUNT', 'DUE', 'RECEIVED', 'CREATED', 'UPDATED'].map((order) => ['payments', order] as const),
  ...['PRIORITY', 'CREATED', 'UPDATED'].map((order) => ['tickets', order] as const),
  ...['AMOUNT', 'DATE', 'CREATED', 'UPDATED'].map((order) => ['charges', order] as const),
  ...['AMOUNT', 'RECEIVED', 'CREATED', 'UPDATED'].map((order) => ['deposits', order] as const),
  ...['DUE', 'CREATED', 'UPDATED'].map((order) => ['suggestions', order] as const),
  ...['START', 'CREATED', 'UPDATED'].map((order) => ['leases', order] as const),
  ...['LABEL', 'CREATED', 'UPDATED'].map((order) => ['units', order] as const),
];

async function walk(field: string, orderBy: object, isForward: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null; ;) {
    const place = isForward ? { first: 2, after: cursor } : { last: 2, before: cursor };
    const page = await read('landlord', field, { orderBy, ...place });
    if (isForward) found.push(...idsIn(page));
    else found.unshift(...idsIn(page));
    expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
      page.edges[0]?.cursor ?? null,
      page.edges.at(-1)?.cursor ?? null,
    ]);
    if (!(isForward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) return found;
    cursor = isForward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
}

describe('orders', () => {
  test.each(ORDERS)(
    '%s by %s have the same pages forwards and backwards, in both directions',
    async (field, by) => {
      const up = await ids(field, { orderBy: { field: by } });
      expect(up.length).toBeGreaterThanOrEqual(NAMES.length);
      expect(new Set(up).size).toBe(up.length);
      for (const direction of ['ASC', 'DESC']) {
        const expected = direction === 'ASC' ? up : up.toReversed();
        const orderBy = { field: by, direction };
        expect(await ids(field, { orderBy })).toEqual(expected);
        expect(await walk(field, orderBy, true)).toEqual(expected);
        expect(await walk(field, orderBy, false)).toEqual(expected);
      }
    },
  );

  test('names stand without regard to case and accents, equal ones by their IDs', async () => {
    const expected = homes.map(({ tenantId }) => tenantId);
    // Of two equal names the one that was made first; the homes were made from the last name to the first.
    [expected[1], expected[2]] = [expected[2]!, expected[1]!];
    expect(await ids('tenants', { orderBy: { field: 'NAME' } })).toEqual(expected);
  });

  test('numbers in labels of units count as numbers, in pages too', async () => {
    const labels = [
      '2',
      '10',
      '010',
      'B 7',
      'Unit 1',
      'unit 2B',
      'Unit 2C',
      'Únit 10A',
      'Unit 10b',
      'Unit 100',
    ];
    const { propertyId, unitIds } = await keynest.own.property({ units: labels.length });
    // From the last to the first, as `010` and `10` are equal and stand by their IDs.
    const rename = (id: string, label: string) =>
      keynest.prisma.unit.update({ where: { id }, data: { label } });
    for (const id of unitIds) await rename(id, `new ${id}`);
    for (const [index, label] of labels.toReversed().entries()) await rename(unitIds[index]!, label);
    const [first, ...rest] = unitIds.toReversed();
    const expected = [first, rest[1], rest[0], ...rest.slice(2)];
    const filter = { property: propertyId };
    for (const [direction, ordered] of [
      ['ASC', expected] as const,
      ['DESC', expected.toReversed()] as const,
    ]) {
      const orderBy = { field: 'LABEL', direction };
      expect(await ids('units', { filter, orderBy })).toEqual(ordered);
      const { endCursor } = (await read('landlord', 'units', { filter, orderBy, first: 3 })).pageInfo;
      const next = await read('landlord', 'units', { filter, orderBy, first: 4, after: endCursor });
      expect(idsIn(next)).toEqual(ordered.slice(3, 7));
    }
  });

  test('urgency counts, not its name', async () => {
    const order = ['LOW', 'LOW', 'NORMAL', 'HIGH', 'EMERGENCY'];
    const sorted = await ids('tickets', { orderBy: { field: 'PRIORITY' } });
    expect(sorted.map((id) => PRIORITIES[tickets.indexOf(id)])).toEqual(order);
  });

  const held = (value: unknown) => Buffer.from(`GPC:O:${JSON.stringify(value)}`).toString('base64');
  const lastOf = async (orderBy: object | null) =>
    (await read('landlord', 'tenants', { first: 1, orderBy })).pageInfo.endCursor;

  test.each<readonly [name: string, cursorOf: () => unknown]>([
    ['of the default order', () => lastOf(null)],
    ['of another order', () => lastOf({ field: 'UPDATED' })],
    ['with a number for a text', () => held(['nameKey', 7, homes[0]!.tenantId])],
    ['with a zero byte', () => held(['nameKey', 'a\0', homes[0]!.tenantId])],
    ['with half a letter', () => held(['nameKey', '\ud800', homes[0]!.tenantId])],
    ['with an id of nothing', () => held(['nameKey', 'a', 'x'])],
    ['without its values', () => held(['nameKey'])],
    ['of an object', () => held({})],
  ])('a cursor %s is refused', async (_name, cursorOf) => {
    const document = `query ($after: String) { tenants(orderBy: { field: NAME }, first: 1, after: $after) { nodes { id } } }`;
    const viewer = await keynest.viewerOf('landlord');
    const { errors } = await keynest.gql(viewer, document, { after: await cursorOf() });
    expect(errors?.[0]?.extensions['details']).toEqual([
      expect.objectContaining({ path: ['after'], code: 'invalid_value' }),
    ]);
  });

  test('hold below rows as well, with filters', async () => {
    const { propertyId } = homes[0]!;
    const low = await keynest.own.ticket({ propertyId }, { priority: 'LOW', title: 'Later' });
    const document = `query ($id: ID!) { property(id: $id) {
      page: tickets(first: 1, orderBy: { field: PRIORITY }) { totalCount pageInfo { endCursor } nodes { id } }
      high: tickets(filter: { priority: NORMAL }) { totalCount nodes { title } }
    } }`;
    const viewer = await keynest.viewerOf('landlord');
    const { data } = await keynest.gql(viewer, document, { id: propertyId });
    const { page, high } = JSON.parse(JSON.stringify(data!['property'])) as Record<
      string,
      Page & { nodes: object[] }
    >;
    expect([page!.totalCount, page!.nodes, high!.totalCount]).toEqual([2, [{ id: low }], 1]);
    const next = `query ($id: ID!, $after: String) { property(id: $id) {
      tickets(first: 1, after: $after, orderBy: { field: PRIORITY }) { nodes { id } } } }`;
    const { endCursor: after } = page!.pageInfo;
    const answer = await keynest.gql(viewer, next, { id: propertyId, after });
    expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
      property: { tickets: { nodes: [{ id: tickets[4] }] } },
    });
    await keynest.prisma.ticket.delete({ where: { id: low } });
  });
});

describe('forms and leases below rows', () => {
  const ask = async (document: string, id: string) => {
    const { data, errors } = await keynest.gql(await keynest.viewerOf('landlord'), document, { id });
    return JSON.parse(JSON.stringify({ data, errors })) as { data: Json; errors?: Json[] };
  };

  test('take the filters and orders of the root', async () => {
    const home = homes[0]!;
    const n12 = await keynest.own.form(home, { type: 'N12' });
    const n4 = await keynest.own.form(home, { type: 'N4', status: 'VOID' });
    const n5 = await keynest.own.form(home, { type: 'N5' });
    const forms = `all: forms(orderBy: { field: CREATED }) { totalCount nodes { id } }
      some: forms(filter: { type: [N4, N5], status: GENERATED }) { totalCount nodes { id } }`;
    const nodes = (...ids: string[]) => ({ totalCount: ids.length, nodes: ids.map((id) => ({ id })) });
    for (const [noun, id] of [
      ['tenant', home.tenantId],
      ['lease', home.leaseId],
    ] as const) {
      const { data } = await ask(`query ($id: ID!) { one: ${noun}(id: $id) { ${forms} } }`, id);
      expect(data.one).toEqual({ all: nodes(n12, n4, n5), some: nodes(n5) });
    }
    const { data } = await ask(
      `query ($id: ID!) { unit(id: $id) {
        all: leases(orderBy: { field: START }) { totalCount nodes { id } }
        past: leases(filter: { status: PAST }) { totalCount nodes { id } }
      } }`,
      home.unitId,
    );
    expect(data.unit).toEqual({ all: nodes(home.leaseId), past: nodes() });
  });

  test('refuse a standing, which the root finds', async () => {
    const { tenantId } = homes[0]!;
    const document = `query ($id: ID!) { tenant(id: $id) { forms(filter: { standing: RUNNING }) { totalCount } } }`;
    const { errors } = await ask(document, tenantId);
    expect(errors![0].extensions.details).toMatchObject([{ path: ['filter'], code: 'only_at_root' }]);
    const atRoot = { filter: { tenant: tenantId, standing: 'RUNNING' } };
    expect(await ids('forms', atRoot)).toEqual([]);
  });
});

describe('filters', () => {
  test('take several statuses, and an empty list is no condition', async () => {
    expect(await ids('tickets', { filter: { status: ['OPEN', 'RESOLVED'] } })).toHaveLength(5);
    expect(await ids('tickets', { filter: { status: 'OPEN' } })).toHaveLength(3);
    expect(await ids('tickets', { filter: { status: [], priority: ['LOW', 'HIGH'] } })).toHaveLength(3);
    expect(await ids('payments', { filter: { status: ['PAID', 'VOID'] } })).toHaveLength(5);
    expect(await ids('payments', { filter: { status: ['PENDING', 'OVERDUE'] } })).toEqual([]);
  });

  test('find by property, unit, lease, tenant and contractor', async () => {
    const [{ propertyId: property, unitId: unit, leaseId: lease, tenantId: tenant }] = homes as [
      (typeof homes)[0],
    ];
    for (const field of ['charges', 'deposits', 'suggestions', 'payments', 'tickets']) {
      for (const filter of [{ property }, { unit }, { lease }, { tenant }]) {
        // A ticket of the test belongs to a property and a unit, not to a tenancy.
        if (field === 'tickets' && !('property' in filter || 'unit' in filter)) continue;
        expect([field, filter, (await ids(field, { filter })).length]).toEqual([field, filter, 1]);
      }
    }
    const { contractor } = keynest.own.workspace.userIds;
    expect(await ids('tickets', { filter: { contractor } })).toHaveLength(2);
  });

  test('find what changed since an instant', async () => {
    const later = new Date(keynest.clock.now().getTime() + 3_600_000).toISOString();
    const earlier = '2026-01-01T00:00:00Z';
    for (const field of Object.keys(NOUNS)) {
      expect([field, await ids(field, { filter: { updatedSince: later } })]).toEqual([field, []]);
      expect((await ids(field, { filter: { updatedSince: earlier } })).length).toBeGreaterThan(0);
    }
  });

  test.each(["adam o'neil", 'ONEIL ADAM', 'adam   O’Neil', 'oneil', 'neil ada'])('words: %s', async (q) => {
    const expected = [homes[1]!.tenantId, homes[2]!.tenantId];
    expect((await ids('tenants', { filter: { q } })).toSorted()).toEqual(expected.toSorted());
    expect(await ids('properties', { filter: { q } })).toHaveLength(2);
  });

  test.each(['U\u0308nal zoe', 'ünal', 'house UNAL', '8 king zoe', 'n1g1a1 zoe'])(
    'words of a property: %s',
    async (q) => {
      expect(await ids('properties', { filter: { q } })).toEqual([homes[3]!.propertyId]);
    },
  );

  test.each(['adam bell', '%', '_', "'"])('no row has all words of %s', async (q) => {
    for (const field of ['properties', 'tenants', 'tickets'])
      expect(await ids(field, { filter: { q } })).toEqual([]);
  });
});
