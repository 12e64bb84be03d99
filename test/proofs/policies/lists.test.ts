import type { Viewer } from '../../../src/policies/viewer.ts';
import { ROLES } from '../../support/workspace.ts';
import { ask, valuesAt } from './matrix/answers.ts';
import { isNode, NOUN_TYPES, stepsOf, type Step } from './matrix/graph.ts';
import { expectedIds, isListed, LEADS } from './matrix/leads.ts';
import { rootSteps } from './matrix/operations.ts';
import { rowsOf, shownId, sightOf, type Noun, type Sight } from './matrix/oracle.ts';
import { rowOf, type Rows } from './matrix/rows.ts';
import { buildWorld, PERSONAS, type Persona, type World } from './matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.keynest.close());

type InList = (id: string, rows: Rows, viewer: Viewer) => boolean;
const all: InList = () => true;
/** Settled rows of expected rent stand apart. */
const listed: InList = (id, { Payment }) => isListed(rowOf(Payment, id));

/** Which of the rows that somebody may see are in a list of the query. */
const LISTS: Readonly<Record<string, InList | undefined>> = {
  apiKeys: all,
  auditEvents: all,
  charges: all,
  contractors: (id, { Membership }) =>
    Membership.some(({ userId, role }) => userId === id && role === 'CONTRACTOR'),
  deposits: all,
  forms: all,
  invitations: all,
  leases: all,
  members: all,
  payments: listed,
  properties: all,
  rentRuns: all,
  sessions: (id, { Session }, { userId }) => {
    const session = rowOf(Session, id);
    return session.userId === userId && !session.revokedAt;
  },
  suggestions: all,
  tenants: (id, { Tenant }) => rowOf(Tenant, id).isPrimary,
  tickets: all,
  units: (id, { Unit, Property }) => rowOf(Property, rowOf(Unit, id).propertyId).removedAt === null,
};

const CONNECTIONS = rootSteps('query').filter(({ shape }) => shape === 'connection');

function inList({ name, target }: Step, viewer: Viewer): string[] {
  const isIn = LISTS[name];
  if (!isIn) throw new Error(`Say in LISTS which rows are in ${name}.`);
  const seen = sightOf(viewer, world.rows)[target!.name as Noun];
  return [...seen].filter((id) => isIn(id, world.rows, viewer)).sort(byAge);
}

/** The place of an audit event: that of its transaction, then its number. */
function placeOf(id: string): readonly [position: bigint, number: bigint] {
  const number = BigInt(id.slice(3));
  const event = world.rows.AuditEvent.find((row) => row.id === number);
  return [event!.position, number];
}

const newestFirst = <Value extends string | bigint>(a: Value, b: Value) => Number(a < b) - Number(a > b);

/** Newest first. Transactions can be at work at once, so the numbers of audit events alone don't tell. */
function byAge(a: string, b: string): number {
  if (!a.startsWith('ae_')) return newestFirst(a, b);
  const [[position, number], [otherPosition, otherNumber]] = [placeOf(a), placeOf(b)];
  return newestFirst(position, otherPosition) || newestFirst(number, otherNumber);
}

interface Page {
  readonly ids: string[];
  readonly totalCount: number;
  readonly endCursor: string | null;
}

async function readPage(viewer: Viewer, { name }: Step, place: string): Promise<Page | null> {
  const document = `{ ${name}(${place}) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
  const { data } = await ask(world, viewer, document);
  if (!data?.[name]) return null;
  const { totalCount, pageInfo, edges } = data[name];
  return {
    ids: valuesAt(edges, 'id') as string[],
    totalCount,
    endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

/** All pages; null for whoever is refused the list. */
async function readAll(viewer: Viewer, step: Step) {
  const first = await readPage(viewer, step, 'first: 100');
  const ids = first?.ids ?? [];
  for (let after = first?.endCursor ?? null; after !== null;) {
    const page = await readPage(viewer, step, `first: 100, after: "${after}"`);
    ids.push(...page!.ids);
    after = page!.endCursor;
  }
  return first && { ids, totalCount: first.totalCount };
}

/** For whom a list is no list of theirs at all. */
function isRefused(persona: Persona, name: string): boolean {
  const { role, apiKeyId } = world.personas[persona];
  if (name === 'sessions') return apiKeyId !== null;
  if (name === 'apiKeys') return apiKeyId !== null || (role !== 'ADMIN' && role !== 'LANDLORD');
  if (name === 'members') return apiKeyId !== null || (role !== 'ADMIN' && role !== 'LANDLORD');
  return ['auditEvents', 'invitations', 'rentRuns'].includes(name) && role !== 'ADMIN';
}

describe.each(PERSONAS)('as %s', (persona) => {
  test.each(CONNECTIONS.map((step) => [step.name, step] as const))(
    `%s has the rows that may be seen, and their number × ${persona}`,
    async (name, step) => {
      const ids = inList(step, world.personas[persona]);
      const expected = isRefused(persona, name) ? null : { ids, totalCount: ids.length };
      expect(await readAll(world.personas[persona], step)).toEqual(expected);
    },
  );
});

test.each(CONNECTIONS.map(({ name }) => [name] as const))(
  'the number alone of %s is refused to whoever is refused the list',
  async (name) => {
    for (const persona of PERSONAS) {
      const { data, errors } = await ask(world, world.personas[persona], `{ ${name} { totalCount } }`);
      const isTold = typeof data?.[name]?.totalCount === 'number';
      const codes = errors.map(({ extensions }) => extensions.code);
      expect({ persona, isTold, codes }).toEqual(
        isRefused(persona, name)
          ? { persona, isTold: false, codes: ['FORBIDDEN'] }
          : { persona, isTold: true, codes: [] },
      );
    }
  },
);

test('deleted properties are listed to those who may restore them, and their number', async () => {
  const query = '{ properties(filter: { deleted: true }) { totalCount nodes { id deletedAt unitCount } } }';
  for (const persona of PERSONAS) {
    const viewer = world.personas[persona];
    const { data, errors } = await ask(world, viewer, query);
    const isOwner = viewer.role === 'ADMIN' || viewer.role === 'LANDLORD';
    const isMine = ({ workspaceId, removedAt }: Rows['Property'][number]) =>
      workspaceId === viewer.workspaceId && removedAt !== null;
    const ids = world.rows.Property.filter(isMine).map(({ id }) => id);
    const codes = new Set(errors.map(({ extensions }) => extensions.code));
    expect({ persona, codes: [...codes] }).toEqual({ persona, codes: isOwner ? [] : ['FORBIDDEN'] });
    if (!isOwner) continue;
    expect(valuesAt(data!['properties'].nodes, 'id').toSorted()).toEqual(ids.toSorted());
    expect(data!['properties'].totalCount).toBe(ids.length);
    expect(ids).not.toEqual([]);
  }
});

const NESTED = NOUN_TYPES.filter(isNode)
  .flatMap(stepsOf)
  .filter(({ shape }) => shape === 'connection');

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Cursors name rows too. A page begins at the place of its cursor's id, be there a row that is seen or not. */
describe.each(ROLES)('cursors of rows that may not be seen, as %s', (role) => {
  function cursorOf(noun: Noun, id: string): string {
    if (noun !== 'AuditEvent') return base64(`GPC:S:${id}`);
    const { workspaceId, position } = rowsOf(world.rows, noun).find((row) => row.id === id)!;
    return base64(`GPC:T:${JSON.stringify([`S:${workspaceId}`, `I:${String(position)}`, `I:${id}`])}`);
  }

  /** Rows of another workspace, and of the same one where some are hidden. */
  function hiddenIds(noun: Noun, sight: Sight): string[] {
    const hidden = rowsOf(world.rows, noun).filter(({ id }) => !sight[noun].has(shownId(noun, id)));
    return hidden.filter((_row, index) => index % 7 === 0).map(({ id }) => id);
  }

  test.each(CONNECTIONS.map((step) => [step.name, step] as const))(`%s × ${role}`, async (_name, step) => {
    const viewer = world.personas[role];
    const noun = step.target!.name as Noun;
    const list = inList(step, viewer);
    if (isRefused(role, step.name)) return;
    for (const id of hiddenIds(noun, sightOf(viewer, world.rows))) {
      const cursor = cursorOf(noun, id);
      const older = list.filter((other) => byAge(other, shownId(noun, id)) > 0);
      const newer = list.filter((other) => byAge(other, shownId(noun, id)) < 0);
      expect((await readPage(viewer, step, `first: 100, after: "${cursor}"`))!.ids).toEqual(
        older.slice(0, 100),
      );
      expect((await readPage(viewer, step, `last: 100, before: "${cursor}"`))!.ids).toEqual(
        newer.slice(-100),
      );
    }
  });

  test.each(NESTED.map((step) => [`${step.type.name}.${step.name}`, step] as const))(
    `%s × ${role}`,
    async (name, { type, name: field, target }) => {
      const viewer = world.personas[role];
      const sight = sightOf(viewer, world.rows);
      const noun = target!.name as Noun;
      const ids = [...sight[type.name as Noun]].slice(-5);
      for (const id of hiddenIds(noun, sight).slice(0, 5)) {
        const document = `query ($ids: [ID!]!, $after: String) {
          nodes(ids: $ids) { ... on ${type.name} { id ${field}(first: 100, after: $after) { edges { node { id } } } } }
        }`;
        const { data } = await ask(world, viewer, document, { ids, after: cursorOf(noun, id) });
        for (const start of data.nodes) {
          const row = rowsOf(world.rows, type.name as Noun).find((each) => each.id === start.id)!;
          const known = expectedIds(LEADS[name]!, row, world.rows, viewer, sight) as string[];
          const older = known.filter((other) => byAge(other, id) > 0).sort(byAge);
          expect(valuesAt(start[field], 'id')).toEqual(older);
        }
      }
    },
  );
});

/** Each names no row of the list, whoever asks, so that a page after it would be another than was meant. */
describe('what is no cursor of the list is refused by', () => {
  const GARBLED = [
    '',
    'x',
    base64('7'),
    ...['', 'S:', 'S:x', 'I:x', `I:${'9'.repeat(30)}`, 'N:7', 'T:[]', 'T:["S:x","I:1","S:y"]'].map((chunk) =>
      base64(`GPC:${chunk}`),
    ),
  ];

  /** Of rows of every other noun. */
  function foreignTo(noun: Noun): string[] {
    const others = NOUN_TYPES.map(({ name }) => name as Noun).filter(
      (other) => rowsOf(world.rows, other) !== rowsOf(world.rows, noun),
    );
    const ids = others.flatMap((other) => rowsOf(world.rows, other)[0]?.id ?? []);
    return ids.map((id) => base64(/^\d+$/.test(id) ? `GPC:I:${id}` : `GPC:S:${id}`));
  }

  const PAGES = { after: 'first: 2, after: $cursor', before: 'last: 2, before: $cursor' };

  async function expectRefusals(noun: Noun, asked: (page: string) => string, variables = {}): Promise<void> {
    const foreign = foreignTo(noun);
    expect(foreign.length).toBeGreaterThan(5);
    for (const [argument, page] of Object.entries(PAGES)) {
      for (const cursor of [...GARBLED, ...foreign]) {
        const { data, errors } = await ask(world, world.personas.admin, asked(page), {
          ...variables,
          cursor,
        });
        const refusals = errors.map(({ extensions: { code, details } }) => ({ code, details }));
        const details = [expect.objectContaining({ path: [argument], code: 'invalid_value' })];
        const rows = valuesAt(data, 'edges');
        expect({ cursor, rows, refusals }).toEqual({
          cursor,
          rows: [],
          refusals: [{ code: 'BAD_INPUT', details }],
        });
      }
    }
  }

  test.each(CONNECTIONS.map((step) => [step.name, step] as const))('%s', async (name, { target }) => {
    await expectRefusals(
      target!.name as Noun,
      (page) => `query ($cursor: String) { ${name}(${page}) { edges { node { id } } } }`,
    );
  });

  test.each(NESTED.map((step) => [`${step.type.name}.${step.name}`, step] as const))(
    '%s',
    async (_name, { type, name, target }) => {
      const { id } = rowsOf(world.rows, type.name as Noun)[0]!;
      await expectRefusals(
        target!.name as Noun,
        (page) =>
          `query ($cursor: String, $id: ID!) { node(id: $id) { ... on ${type.name} { ${name}(${page}) { edges { node { id } } } } } }`,
        { id },
      );
    },
  );
});
