import type { GraphQLObjectType } from 'graphql';
import { schema } from '../../../src/graphql/schema.ts';
import { ask } from './matrix/answers.ts';
import { isNode, NOUN_TYPES, stepsOf } from './matrix/graph.ts';
import { missingId } from './matrix/ids.ts';
import { rowsOf, shownId, sightOf, type Noun } from './matrix/oracle.ts';
import { buildWorld, PERSONAS, type Persona, type World } from './matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.keynest.close());

const NODES = NOUN_TYPES.filter(isNode);
const query = schema.getQueryType() as GraphQLObjectType;

/** The fields of the query that give one row for its id. */
const BY_ID = stepsOf(query).filter(
  ({ shape, field }) => shape === 'one' && field.args.some(({ name }) => name === 'id'),
);

interface Found {
  readonly id: string;
  readonly row: { id: string } | null;
  /** Without where it stands in the document. */
  readonly error: object | null;
}

/** As many as a document may name. */
const CHUNK = 25;

async function findSome(persona: Persona, field: string, ids: readonly string[]): Promise<Found[]> {
  const selections = ids.map((id, index) => `r${index}: ${field}(id: "${id}") { id }`);
  const { data, errors } = await ask(world, world.personas[persona], `{ ${selections.join(' ')} }`);
  return ids.map((id, index) => {
    const error = errors.find(({ path }) => path?.[0] === `r${index}`);
    const row = data?.[`r${index}`] ?? null;
    return { id, row, error: error ? { ...error, path: null, locations: null } : null };
  });
}

/** Asks for many rows one by one. */
async function find(persona: Persona, field: string, ids: readonly string[]): Promise<Found[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const found = await Promise.all(chunks.map((chunk) => findSome(persona, field, chunk)));
  return found.flat();
}

/** Rows that are seen come, and all others answer as an id does that names nothing. */
async function expectFound(persona: Persona, field: string, noun: Noun): Promise<void> {
  const seen = sightOf(world.personas[persona], world.rows)[noun];
  const all = rowsOf(world.rows, noun).map(({ id }) => shownId(noun, id));
  const [missing] = await find(persona, field, [missingId(noun)]);
  expect(missing!.row).toBeNull();
  for (const { id, row, error } of await find(persona, field, all)) {
    if (seen.has(id)) expect({ row, error }).toEqual({ row: { id }, error: null });
    else expect({ id, row, error }).toEqual({ id, row: null, error: missing!.error });
  }
}

describe.each(PERSONAS)('as %s', (persona) => {
  test.each(NODES.map(({ name }) => name as Noun))(`node(id: %s) × ${persona}`, async (noun) => {
    await expectFound(persona, 'node', noun);
  });

  test.each(NODES.map(({ name }) => name as Noun))(`nodes(ids: %s) × ${persona}`, async (noun) => {
    const seen = sightOf(world.personas[persona], world.rows)[noun];
    const ids = [...rowsOf(world.rows, noun).map(({ id }) => id), missingId(noun), 'x', ''];
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { data, errors } = await ask(world, world.personas[persona], document, { ids });
    expect(errors).toEqual([]);
    expect(data.nodes).toEqual(ids.map((id) => (seen.has(id) ? { id } : null)));
  });

  test.each(
    BY_ID.filter(({ name }) => name !== 'node').map(
      ({ name, target }) => [name, target!.name as Noun] as const,
    ),
  )(`%s(id:) × ${persona}`, async (field, noun) => {
    await expectFound(persona, field, noun);
  });
});

describe('what is asked about', () => {
  test('is every type that can be asked for by id', () => {
    expect(BY_ID.map(({ name }) => name).sort()).toEqual([
      'charge',
      'deposit',
      'form',
      'lease',
      'member',
      'payment',
      'property',
      'receipt',
      'rentRun',
      'suggestion',
      'tenant',
      'ticket',
      'unit',
    ]);
    expect(NODES.filter(({ name }) => !(name in world.rows))).toEqual([]);
  });

  test.each(NODES.map(({ name }) => name as Noun))(
    '%s has rows that are the admin’s, and rows of another workspace',
    (noun) => {
      const seen = sightOf(world.personas.admin, world.rows)[noun];
      const foreign = sightOf(
        { ...world.personas.admin, workspaceId: world.keynest.other.workspace.id },
        world.rows,
      )[noun];
      expect(seen.size).toBeGreaterThan(0);
      expect(foreign.size).toBeGreaterThan(0);
    },
  );

  const PART: readonly Persona[] = ['manager', 'tenant', 'contractor'];
  test.each(PART)('rows of the same workspace are hidden from a %s, of every type', (persona) => {
    const { admin } = world.personas;
    const seen = sightOf(world.personas[persona], world.rows);
    const all = sightOf(admin, world.rows);
    const whole = NODES.map(({ name }) => name as Noun).filter((noun) => seen[noun].size >= all[noun].size);
    expect(whole).toEqual(['Workspace']);
  });

  test.each(['x', '', 'p_', 'u', 'm_01m83e50age39vxhtg53jp8xkh', 'key_01m83e50age39vxhtg53jp8xkh', 'ae_1'])(
    'an id that is none, or that no node has, is null: %j',
    async (id) => {
      const document = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }';
      const { data, errors } = await ask(world, world.personas.admin, document, { id });
      expect({ data, errors }).toEqual({ data: { node: null, nodes: [null] }, errors: [] });
    },
  );
});
