import { addDays } from '../../src/calendar/date.ts';
import { TODAY } from '../support/clock.ts';
import { day } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import type { RoleName } from '../support/workspace.ts';

const statements = new StatementCounter();

/** Tenancies of the large property. */
const MANY = 12;

let keynest: KeyNest;
let small: { propertyId: string; tenantId: string; leaseId: string };
let large: string;

/** Somebody who owes rent under a served N4, whose term ends soon, with a ticket; and whose rent can rise. */
async function furnish(unitId: string, propertyId: string) {
  const { own } = keynest;
  const home = await own.tenancy({
    unitId,
    startsOn: '2025-09-01',
    endsOn: '2026-12-31',
    rentCents: 100_000,
  });
  await own.payment(home, { amountCents: 1_350_000, period: null, receivedOn: '2026-10-01' });
  const given = day('2026-11-20');
  const notice = { terminationDate: day('2026-12-04'), servedOn: given, deemedGivenOn: given };
  await own.form(home, { status: 'SERVED', facts: { rentOwedCents: 150_000 }, ...notice });
  await own.ticket({ ...home, propertyId }, { priority: 'HIGH' });
  return { propertyId, ...home };
}

beforeAll(async () => {
  keynest = await startKeyNest();
  const { own } = keynest;
  const one = await own.property({ name: 'Small Court', units: 3, isManaged: true });
  small = await furnish(one.unitId, one.propertyId);
  await own.ticket({ ...small, propertyId: one.propertyId }, { priority: 'EMERGENCY', status: 'SCHEDULED' });
  await own.ticket({ ...small, propertyId: one.propertyId }, { priority: 'EMERGENCY', status: 'RESOLVED' });
  // Its last day is known, and twelve months have not passed.
  const leaving = await own.tenancy({ unitId: one.unitIds[1]!, startsOn: '2026-11-01', rentCents: 200_000 });
  const end = { status: 'NOTICE' as const, lastDayOn: day('2026-12-15') };
  await keynest.prisma.lease.update({ where: { id: leaving.leaseId }, data: end });
  const other = await own.property({ name: 'Large House', units: MANY });
  large = other.propertyId;
  for (const unitId of other.unitIds) await furnish(unitId, large);
  await keynest.other.home({ startsOn: '2025-09-01', endsOn: '2026-12-31' });
  // The first operation of a day finds out whether the rent flow has run.
  await keynest.gql(await keynest.viewerOf('admin'), '{ payments(first: 1) { totalCount } }');
});
afterAll(() => keynest.close());

const TENANCY =
  'unitLabel propertyName tenants lease { id } tenant { name } unit { label } property { name }';
const ALL = `asOf occupancy { units occupied vacant percent }
  month { period expected received overdue pending }
  arrears { total ageing { days0To30 days31To60 } rows { leaseId } }
  notices { count nextOn rows { form { type } standing { standing } nextDeadline { kind on } ${TENANCY} } }
  openTickets { priority count }
  endingTenancies { count rows { endsOn ends ${TENANCY} } }
  possibleIncreases { count rows { rent earliestOn maximumRent guidelinePercent isExempt ${TENANCY} } }`;

const DOCUMENT = `query ($asOf: Date, $property: ID) { dashboard(asOf: $asOf, property: $property) { ${ALL} } }`;

interface Part {
  readonly count: number;
  readonly rows: readonly object[];
}
interface Shown {
  readonly occupancy: object;
  readonly arrears: object;
  readonly notices: Part;
  readonly endingTenancies: Part;
  readonly possibleIncreases: Part;
}

async function read(role: RoleName, variables: object = {}, document = DOCUMENT): Promise<Shown> {
  const { data, errors } = await keynest.gql(await keynest.viewerOf(role), document, { ...variables });
  expect(errors).toBeUndefined();
  return data!['dashboard'] as Shown;
}

describe('the dashboard', () => {
  test('tells what a property looks like today', async () => {
    const tenancy = {
      lease: { id: small.leaseId },
      tenants: ['Sarah Thompson'],
      propertyName: 'Small Court',
    };
    const shown = await read('landlord', { property: small.propertyId });
    expect(shown).toMatchObject({
      asOf: TODAY,
      occupancy: { units: 3, occupied: 2, vacant: 1, percent: 66.7 },
      month: { period: '2026-11', expected: 3000, received: 0, overdue: 3000, pending: 0 },
      arrears: { total: 3500, ageing: { days0To30: 3000, days31To60: 500 } },
      notices: {
        count: 1,
        nextOn: '2026-12-04',
        rows: [{ ...tenancy, form: { type: 'N4' }, standing: { standing: 'RUNNING' }, unitLabel: '1' }],
      },
      openTickets: [
        { priority: 'EMERGENCY', count: 1 },
        { priority: 'HIGH', count: 1 },
        { priority: 'NORMAL', count: 0 },
        { priority: 'LOW', count: 0 },
      ],
      endingTenancies: {
        count: 2,
        rows: [
          { endsOn: '2026-12-15', ends: 'TENANCY' },
          { ...tenancy, endsOn: '2026-12-31', ends: 'FIXED_TERM' },
        ],
      },
      possibleIncreases: {
        count: 1,
        rows: [{ ...tenancy, rent: 1000, earliestOn: '2027-03-01', isExempt: false }],
      },
    });
  });

  test('tells of another day what was so then', async () => {
    const property = small.propertyId;
    const before = await read('landlord', { property, asOf: '2026-10-31' });
    expect(before).toMatchObject({
      occupancy: { units: 3, occupied: 1 },
      arrears: { total: 500 },
      notices: { count: 0, nextOn: null, rows: [] },
      endingTenancies: { count: 1 },
    });
    const late = addDays('2026-11-23', 366 * 5);
    const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), DOCUMENT, { asOf: late });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  test('covers the properties that the viewer sees, and is for staff', async () => {
    const all = await read('landlord');
    expect(all.occupancy).toMatchObject({ units: MANY + 3, occupied: MANY + 2 });
    expect(all.notices.count).toBe(MANY + 1);
    expect(await read('manager')).toEqual(await read('landlord', { property: small.propertyId }));
    const unseen = await read('manager', { property: large });
    expect(unseen).toMatchObject({ occupancy: { units: 0, percent: null }, arrears: { total: 0 } });
    for (const role of ['tenant', 'contractor'] as const) {
      const { errors } = await keynest.gql(await keynest.viewerOf(role), DOCUMENT);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('gives as many rows as are asked for', async () => {
    const document = '{ dashboard { notices { count rows(first: 2) { formId } } } }';
    expect((await read('landlord', {}, document)).notices).toMatchObject({ count: MANY + 1 });
    expect((await read('landlord', {}, document)).notices.rows).toHaveLength(2);
  });

  test('costs as many statements for a small property as for a large one, and few', async () => {
    await keynest.viewerOf('landlord');
    const countFor = (property: string) => statements.during(() => read('landlord', { property }));
    const few = await countFor(small.propertyId);
    // The rows of all parts are read together, even where a part came late.
    expect(await countFor(large)).toBe(few);
    expect(few).toBeLessThan(25);
  });
});

describe('the timeline of a tenant', () => {
  const TIMELINE = `query ($id: ID!, $first: Int, $last: Int, $after: String, $before: String) {
    tenant(id: $id) { timeline(first: $first, last: $last, after: $after, before: $before) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { kind at on title payment { amount } form { type } ticket { title } change { subjectId user { name } } } }
    } }
  }`;
  interface Page {
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string;
      readonly startCursor: string;
    };
    readonly edges: readonly { readonly node: { readonly kind: string; readonly at: string } }[];
  }

  async function page(role: RoleName, variables: object = {}): Promise<Page> {
    const viewer = await keynest.viewerOf(role);
    const { data, errors } = await keynest.gql(viewer, TIMELINE, { id: small.tenantId, ...variables });
    expect(errors).toBeUndefined();
    return (data!['tenant'] as { timeline: Page }).timeline;
  }

  beforeAll(async () => {
    // An admin changes the tenant, and everything is recorded at one instant.
    const phone = { phone: '416-555-0100' };
    expect((await keynest.as('admin').patch(`/v1/tenants/${small.tenantId}`, phone)).status).toBe(200);
    const at = new Date('2026-11-20T15:00:00.000Z');
    const where = { leaseId: small.leaseId };
    await keynest.prisma.payment.updateMany({ where, data: { createdAt: at } });
    await keynest.prisma.form.updateMany({ where, data: { createdAt: at } });
    await keynest.prisma.ticket.updateMany({ where, data: { createdAt: at } });
  });

  test('has payments, documents and tickets, the newest first, and for admins changes', async () => {
    const { edges } = await page('landlord');
    const kinds = ['TICKET', 'TICKET', 'TICKET', 'PAYMENT', 'FORM'];
    expect(edges.map(({ node }) => node.kind)).toEqual(kinds);
    expect(edges[3]!.node).toMatchObject({
      on: '2026-10-01',
      title: 'Payment of $13,500.00',
      payment: { amount: 13_500 },
      form: null,
    });
    expect(edges[4]!.node).toMatchObject({ on: '2026-11-20', title: 'N4', form: { type: 'N4' } });
    const all = (await page('admin')).edges.map(({ node }) => node);
    expect(all.filter(({ kind }) => kind !== 'CHANGE')).toEqual(edges.map(({ node }) => node));
    expect(all).toContainEqual(
      expect.objectContaining({
        title: 'Tenant changed: phone',
        change: { subjectId: small.tenantId, user: { name: expect.stringContaining('admin') as string } },
      }),
    );
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });

  test.each(['first', 'last'] as const)('comes to all entries once, page by page with %s', async (size) => {
    const whole = (await page('admin', { first: 100 })).edges;
    const found: Page['edges'][number][] = [];
    let cursor: object = {};
    for (;;) {
      const { edges, pageInfo } = await page('admin', { [size]: 2, ...cursor });
      if (size === 'first') found.push(...edges);
      else found.unshift(...edges);
      if (edges.length < 2) break;
      cursor = size === 'first' ? { after: pageInfo.endCursor } : { before: pageInfo.startCursor };
    }
    expect(found).toEqual(whole);
  });

  test.each(['x', 'R1BDOlM6cGF5', 'WyIyMDI2LTExLTIwVDE1OjAwOjAwLjAwMFoiLCJGT1JNIiwicGF5XzEiXQ=='])(
    'refuses the cursor %s',
    async (after) => {
      const viewer = await keynest.viewerOf('landlord');
      const { errors } = await keynest.gql(viewer, TIMELINE, { id: small.tenantId, after });
      const { code, details } = errors![0]!.extensions;
      expect({ code, details }).toMatchObject({
        code: 'BAD_INPUT',
        details: [{ path: ['after'], code: 'invalid_value' }],
      });
    },
  );

  test('shows an API key the types of its scopes', async () => {
    const landlord = await keynest.viewerOf('landlord');
    const scopes = ['tenants:read', 'tickets:read'] as const;
    const viewer = { ...landlord, sessionId: null, apiKeyId: 'key_x', scopes };
    const document = `query ($id: ID!) { tenant(id: $id) { timeline { nodes { kind } } } }`;
    const { data } = await keynest.gql(viewer, document, { id: small.tenantId });
    const { nodes } = (data!['tenant'] as { timeline: { nodes: { kind: string }[] } }).timeline;
    expect(nodes.map(({ kind }) => kind)).toEqual(['TICKET', 'TICKET', 'TICKET']);
  });
});
