import type { Viewer } from '../../../src/policies/viewer.ts';
import type { Json } from '../../support/http.ts';
import { ROLES } from '../../support/workspace.ts';
import { ask, valuesAt } from './matrix/answers.ts';
import { isNode, LEADING_STEPS, NOUN_TYPES, OBJECT_TYPES, stepsOf, type Step } from './matrix/graph.ts';
import { FIELDS, UNPROVEN, VALUE_FIELDS } from './matrix/fields.ts';
import { LEADS } from './matrix/leads.ts';
import { expectWay, nameOf, type Way } from './matrix/reach.ts';
import { mentionedBy } from './matrix/everything.ts';
import { NOUNS, sightOf, type Noun, type Sight } from './matrix/oracle.ts';
import { loadRows } from './matrix/rows.ts';
import { selectionOf } from './matrix/selection.ts';
import { crawl, plainSteps, VALUE_TYPES } from './matrix/told.ts';
import { buildWorld, PERSONAS, type World } from './matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.keynest.close());

const STEPS = LEADING_STEPS;
const REFERENCES = STEPS.filter(({ shape }) => shape === 'one');

/** Beyond a reference: rows that are reached because something belongs to them. */
const beyond = (way: Step[]): Way[] => {
  const last = way.at(-1)!.target;
  return STEPS.filter(({ type }) => type === last).map((step) => [...way, step] as unknown as Way);
};
const NEAR: readonly Way[] = STEPS.map((step): Way => [step]);
const FAR: readonly Way[] = REFERENCES.flatMap((reference) => beyond([reference]));

describe.each(PERSONAS)('as %s', (persona) => {
  const isRole = (ROLES as readonly string[]).includes(persona);
  const ways = isRole ? [...NEAR, ...FAR] : NEAR;
  test.each(ways.map((way) => [nameOf(way), way] as const))(`%s × ${persona}`, async (_name, way) => {
    await expectWay(world, world.personas[persona], way);
  });
});

/** Rows at the end of every way of some steps: ids all the way down. */
function walk(type: Step['target'], steps: number): string {
  const below = STEPS.filter((step) => step.type === type && /one|list|connection/.test(step.shape));
  if (steps === 0) return '{ id }';
  return `{ id ${below.map((step) => selectionOf(step, walk(step.target, steps - 1))).join(' ')} }`;
}

describe('walking on from what is seen comes to nothing that may not be seen', () => {
  const TYPES = NOUN_TYPES.filter(isNode);
  test.each(PERSONAS)('%s', async (persona) => {
    const viewer = world.personas[persona];
    const sight = sightOf(viewer, world.rows);
    const mentioned = Object.values(mentionedBy(world.rows, sight)).flatMap((ids) => [...ids]);
    const known = new Set([...NOUNS.flatMap((noun) => [...sight[noun]]), ...mentioned]);
    for (const type of TYPES) {
      const ids = [...sight[type.name as Noun]].slice(0, 2);
      const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} ${walk(type, 3)} } }`;
      const { data, errors } = await ask(world, viewer, document, { ids });
      expect(valuesAt(data, 'id').filter((id) => !known.has(id as string))).toEqual([]);
      // What is mentioned can't be read twice for one document, and is not found the second time.
      expect(errors.filter(({ extensions }) => extensions.code !== 'NOT_FOUND')).toEqual([]);
    }
  });
});

describe('rows of reports link to what they name, and to what may be seen', () => {
  const ROWS =
    '{ leaseId unitId propertyId tenantIds lease { id } unit { id } property { id } tenant { id } }';
  const NO_ROWS = { rentRoll: [], arrears: { rows: [] } };
  test.each(PERSONAS)('%s', async (persona) => {
    const viewer = world.personas[persona];
    const { data } = await ask(world, viewer, `{ workspace { rentRoll ${ROWS} arrears { rows ${ROWS} } } }`);
    const { rentRoll, arrears } = data?.workspace ?? NO_ROWS;
    const sight = sightOf(viewer, world.rows);
    const listed = await listedFor(viewer, sight);
    for (const row of [...rentRoll, ...arrears.rows, ...listed]) {
      const { leaseId, unitId, propertyId, tenantIds } = row;
      const links = { lease: leaseId, unit: unitId, property: propertyId, tenant: tenantIds[0] };
      const nouns = { lease: 'Lease', unit: 'Unit', property: 'Property', tenant: 'Tenant' } as const;
      for (const [field, id] of Object.entries(links)) {
        // A property is shown with its rows, also once it was deleted.
        const isSeen = field === 'property' || sight[nouns[field as keyof typeof nouns]].has(id);
        expect([field, row[field]?.id ?? null]).toEqual([field, isSeen ? id : null]);
      }
    }
    if (persona === 'admin') expect(Math.min(rentRoll.length, listed.length)).toBeGreaterThan(0);
  });

  /** The rows of the dashboard, which counts visible tickets; none for those who may not see it. */
  async function listedFor(viewer: Viewer, sight: Sight): Promise<Json[]> {
    const parts = ['notices', 'endingTenancies', 'possibleIncreases'] as const;
    const selected = parts.map((part) => `${part} { rows(first: 100) ${ROWS} }`).join(' ');
    const { data } = await ask(world, viewer, `{ dashboard { ${selected} openTickets { count } } }`);
    if (!data?.dashboard) return [];
    const { openTickets } = data.dashboard as { openTickets: { count: number }[] };
    const open = world.rows.Ticket.filter(
      ({ id, status }) => sight.Ticket.has(id) && !/RESOLVED|CANCELLED/.test(status),
    );
    expect(openTickets.reduce((sum, { count }) => sum + count, 0)).toBe(open.length);
    return parts.flatMap((part) => data.dashboard[part].rows as Json[]);
  }
});

describe('timelines show of a tenancy what may be seen', () => {
  const ENTRIES = 'payment { id } form { id } ticket { id } change { id subjectId }';
  const DOCUMENT = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Tenant { id lease { id } timeline(first: 100) { nodes { ${ENTRIES} } } } }
  }`;
  test.each(PERSONAS)('%s', async (persona) => {
    const viewer = world.personas[persona];
    const sight = sightOf(viewer, world.rows);
    const { data, errors } = await ask(world, viewer, DOCUMENT, { ids: [...sight.Tenant] });
    expect(errors).toEqual([]);
    for (const { id, lease, timeline } of data.nodes as Json[]) {
      const shown = (field: string) =>
        (timeline.nodes as Json[]).flatMap((entry) => entry[field]?.id ?? []).sort();
      const seen = (
        noun: 'Payment' | 'Form' | 'Ticket',
        rows: readonly { id: string; leaseId: string | null }[],
      ) =>
        rows
          .filter((row) => row.leaseId === lease.id && sight[noun].has(row.id))
          .map((row) => row.id)
          .sort();
      const money = world.rows.Payment.filter(({ source }) => source === 'RECEIVED');
      expect(shown('payment')).toEqual(seen('Payment', money));
      expect(shown('form')).toEqual(seen('Form', world.rows.Form));
      expect(shown('ticket')).toEqual(seen('Ticket', world.rows.Ticket));
      const rents = world.rows.LeaseRent.filter(({ leaseId }) => leaseId === lease.id);
      const subjects = [id, lease.id, ...rents.map((rent) => rent.id)];
      const changes = world.rows.AuditEvent.filter(({ subjectId }) => subjects.includes(subjectId));
      const readable = changes
        .map((event) => `ae_${event.id}`)
        .filter((event) => sight.AuditEvent.has(event));
      expect(shown('change')).toEqual(readable.sort());
    }
  });
});

describe('what is asked about', () => {
  /** Told once to whoever made what they show; the mutations' tests look at them. */
  const RESULTS = [
    'CreatedApiKey',
    'CreatedInvitation',
    'CreatedTenantRow',
    'ImportedRow',
    'RecordedPaymentRow',
  ];
  /** Rows of reports; a test above looks at what they link to. */
  const REPORT_ROWS = ['RentRollRow', 'RunningNotice', 'EndingTenancy', 'PossibleIncrease', 'TimelineEntry'];
  /** Parts of the dashboard with the number of their rows. */
  const COUNTED = ['OpenTickets', 'RunningNotices', 'EndingTenancies', 'PossibleIncreases'];

  test('is every field that leads to rows, names one or counts some', () => {
    const names = STEPS.map(({ type, name }) => `${type.name}.${name}`);
    expect(names.filter((name) => LEADS[name] === undefined)).toEqual([]);
    expect(Object.keys(LEADS).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('is every type: rows by themselves, and values where they are shown', () => {
    expect(NOUN_TYPES.map(({ name }) => name).filter((name) => !NOUNS.includes(name as Noun))).toEqual([]);
    const leading = OBJECT_TYPES.filter((type) => !NOUN_TYPES.includes(type))
      .filter((type) => stepsOf(type).some(({ shape }) => /one|list|connection|count/.test(shape)))
      .map(({ name }) => name);
    expect(leading.filter((name) => ![...RESULTS, ...REPORT_ROWS, ...COUNTED].includes(name))).toEqual([]);
  });

  test('is asked from rows that lead there: no way is without anybody who can go it', async () => {
    const counts = await Promise.all(
      STEPS.map(
        async (step) => [nameOf([step]), await expectWay(world, world.personas.admin, [step])] as const,
      ),
    );
    expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });
});

describe('every field of every row is told to each role as the table says', () => {
  let filled: World;
  /** Rows are more than their bare minimum, or a field without a value would hide nothing. */
  beforeAll(async () => {
    const { prisma } = world.keynest;
    const at = new Date('2026-11-01T12:00:00Z');
    await prisma.apiKey.updateMany({ data: { expiresAt: at, lastUsedAt: at } });
    await prisma.session.updateMany({ data: { lastUsedAt: at } });
    await prisma.charge.updateMany({ data: { note: 'A note' } });
    await prisma.payment.updateMany({ data: { method: 'CHEQUE' } });
    await prisma.tenant.updateMany({ data: { firstName: 'First', lastName: 'Last' } });
    await prisma.ticket.updateMany({ data: { description: 'A description' } });
    await prisma.unit.updateMany({ data: { bedrooms: 2, rentCents: 100_000 } });
    await prisma.workspace.updateMany({ data: { landlordFirstName: 'First', landlordLastName: 'Last' } });
    // The audit log tells of all that.
    filled = { ...world, rows: await loadRows(prisma) };
  });

  test.each(NOUN_TYPES)('$name', async (type) => {
    const { seen, fields = '', different = {} } = FIELDS[type.name] ?? {};
    const names = plainSteps(type).map(({ name }) => name);
    expect(names.toSorted()).toEqual(fields.trim().split(/\s+/));
    const crawled = await crawl(filled, type);
    expect(crawled.seen.toSorted().join(', ')).toBe(seen);
    expect(crawled.different).toEqual(different);
    const unproven = UNPROVEN.filter((name) => name.startsWith(`${type.name}.`));
    expect(crawled.unproven.map((name) => `${type.name}.${name}`).toSorted()).toEqual(unproven);
  });

  test('the tables name every type and every field of a value, and nothing else', () => {
    expect(Object.keys(FIELDS).sort()).toEqual(NOUN_TYPES.map(({ name }) => name).sort());
    const values = VALUE_TYPES.map((type) => [type.name, Object.keys(type.getFields()).toSorted()]);
    const listed = Object.entries(VALUE_FIELDS).map(([name, fields]) => [name, fields.trim().split(/\s+/)]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(values));
  });
});
