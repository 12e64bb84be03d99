import { writeAs } from '../../src/db/audit.ts';
import { NOUN_TYPES, stepsOf, type Step } from '../proofs/policies/matrix/graph.ts';
import { rootSteps } from '../proofs/policies/matrix/operations.ts';
import { selectionOf } from '../proofs/policies/matrix/selection.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import { seedUser } from '../support/workspace.ts';

const FEW = 3;
const MANY = 20;
const statements = new StatementCounter();

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  const userIds: string[] = [];
  for (let row = 0; row < MANY; row += 1) userIds.push(await fillRow(`${row}`));
  // The newest events are each somebody else's.
  for (const userId of userIds) await renameBy(userId);
  // The first operation of a day that shows expected rent finds out whether the rent flow has run.
  await keynest.gql(await keynest.viewerOf('admin'), '{ payments(first: 1) { edges { node { id } } } }');
});
afterAll(() => keynest.close());

/** One more row of every list, each with rows below it that no other has; gives a user of theirs. */
async function fillRow(name: string): Promise<string> {
  const { own, prisma, services } = keynest;
  const { id: workspaceId, userIds } = own.workspace;
  const store = { prisma, newId: services.newId };
  const roles = ['LANDLORD', 'MANAGER', 'CONTRACTOR'] as const;
  const userId = await seedUser(store, workspaceId, { name, email: `${name}@own.example`, roles });
  const home = await own.home();
  const { propertyId } = home;
  await prisma.propertyManager.create({
    data: { id: services.newId('PropertyManager'), workspaceId, propertyId, userId },
  });
  for (let below = 0; below < 2; below += 1) {
    await own.payment(home);
    await own.ticket(home, { contractorId: userId });
    await own.form(home, { status: 'SERVED' });
  }
  await own.receipt(home);
  await own.suggestion(home);
  await own.charge(home);
  await own.deposit(home);
  await own.rentRun();
  const owner = { workspaceId, userId, role: 'LANDLORD' as const, tokenHash: name };
  const expiresAt = new Date(services.clock.now().getTime() + 3_600_000);
  await prisma.apiKey.create({
    data: { ...owner, id: services.newId('ApiKey'), name, scopes: [], hint: 'abcd' },
  });
  await prisma.session.create({
    data: { ...owner, id: services.newId('Session'), userId: userIds.admin, role: 'ADMIN', expiresAt },
  });
  const { userId: invitedById, ...offer } = owner;
  await prisma.invitation.create({
    data: {
      ...offer,
      id: services.newId('Invitation'),
      email: `${name}@example.com`,
      invitedById,
      expiresAt,
    },
  });
  return userId;
}

async function renameBy(userId: string): Promise<void> {
  const { prisma, own } = keynest;
  const author = { userId, role: 'LANDLORD' as const };
  const rename = { where: { id: own.workspace.id }, data: { name: `Workspace of ${userId}` } };
  await writeAs(prisma, { author, origin: 'rest', requestId: userId }, (tx) => tx.workspace.update(rename));
}

/** All of a row but the rows that it leads to; of those their ids. */
function rowOf(step: Step): string {
  return `{ ${stepsOf(step.target!)
    .map((below) => selectionOf(below))
    .join(' ')} }`;
}

/** A field with all that is told of its rows; pages twice, as one query can't give them. */
function selectionsOf(step: Step): [name: string, selection: string][] {
  const { name, shape, target } = step;
  const isNoun = target !== null && NOUN_TYPES.includes(target);
  const selection = isNoun ? selectionOf(step, rowOf(step)) : selectionOf(step);
  if (shape !== 'connection') return [[name, selection]];
  const page = (size: number) => selection.replace('first: 100', `first: ${size}`);
  return [
    [name, page(2)],
    [`${name}, twice`, `one: ${page(1)} two: ${page(2)}`],
  ];
}

/** Every field of a list's rows by itself, but for columns and what is made of them, which are asked for at once. */
function casesOf(list: Step): [name: string, selection: string][] {
  const steps = stepsOf(list.target!);
  const isOwn = ({ shape }: Step) => shape === 'leaf' || shape === 'id';
  const own = steps.filter(isOwn).map((step) => selectionOf(step));
  const others = steps.filter((step) => !isOwn(step)).flatMap(selectionsOf);
  return [['what a row says of itself', own.join(' ')], ...others];
}

const TWICE =
  'one: tickets(first: 1) { edges { node { id } } } two: tickets(first: 2) { edges { node { id } } }';

const LISTS = rootSteps('query').filter(({ shape }) => shape === 'connection');

const FIELDS = [
  ...LISTS.flatMap((list) => casesOf(list).map(([name, selection]) => [list.name, name, selection] as const)),
  [
    'properties',
    'pages of pages, twice',
    `${TWICE} units { ${TWICE} leases(first: 2) { edges { node { ${TWICE} } } } }`,
  ],
] as const;

async function count(list: string, first: number, selection: string): Promise<number> {
  const viewer = await keynest.viewerOf('admin');
  return statements.during(async () => {
    const document = `{ ${list}(first: ${first}) { totalCount edges { node { ${selection} } } } }`;
    const { data, errors } = await keynest.gql(viewer, document);
    expect(errors).toBeUndefined();
    expect((data as Record<string, { edges: unknown[] }>)[list]!.edges).toHaveLength(first);
  });
}

describe(`the number of SQL statements is the same for ${FEW} and for ${MANY}`, () => {
  test.each(FIELDS)('%s with %s', async (list, _name, selection) => {
    const few = await count(list, FEW, selection);
    expect(few).toBeGreaterThan(0);
    expect(await count(list, MANY, selection)).toBe(few);
    expect(few).toBeLessThan(40);
  });
});

describe('rows are counted only where totalCount is selected', () => {
  const counts = async (query: string) => {
    const viewer = await keynest.viewerOf('admin');
    const texts = await statements.textsDuring(async () => {
      expect((await keynest.gql(viewer, query)).errors).toBeUndefined();
    });
    return texts.filter((text) => /\bcount\(/i.test(text)).length;
  };

  test.each(LISTS.map(({ name }) => name))('of %s', async (list) => {
    const page = 'pageInfo { hasNextPage hasPreviousPage } edges { node { id } }';
    expect(await counts(`{ ${list}(first: 2) { ${page} } }`)).toBe(0);
    expect(await counts(`{ ${list}(first: 2) { totalCount ${page} } }`)).toBe(1);
    expect(await counts(`{ ${list} { totalCount } }`)).toBe(1);
  });

  test('below rows', async () => {
    const tickets = (more: string) =>
      `{ properties(first: 2) { nodes { id tickets(first: 2) { ${more} nodes { id } } } } }`;
    expect(await counts(tickets(''))).toBe(0);
    expect(await counts(tickets('totalCount'))).toBe(1);
  });
});

describe('nodes', () => {
  const read = async (first: number, selection: string) => {
    const viewer = await keynest.viewerOf('admin');
    const { data } = await keynest.gql(viewer, '{ payments(first: 20) { edges { node { id } } } }');
    const { edges } = data!['payments'] as { edges: { node: { id: string } }[] };
    const ids = edges.slice(0, first).map(({ node }) => node.id);
    expect(ids).toHaveLength(first);
    return statements.during(async () => {
      const answer = await keynest.gql(viewer, `query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`, {
        ids,
      });
      expect(answer.errors).toBeUndefined();
      expect((answer.data as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual(ids);
    });
  };

  test('of one type are read by a single statement', async () => {
    expect(await read(1, 'id')).toBe(1);
    expect(await read(MANY, 'id')).toBe(1);
  });

  test('with a relation need as many statements as a single node', async () => {
    const selection = 'id ... on Payment { tenant { name } }';
    expect(await read(MANY, selection)).toBe(await read(1, selection));
  });
});
