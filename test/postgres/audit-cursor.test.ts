import pg from 'pg';
import { createPostgres, TEST_DATABASE_URL } from '../support/database.ts';
import { openPostgres } from '../../src/db/client.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { Viewer } from '../../src/policies/viewer.ts';

const WRITERS = 8;
const WRITES = 40;

let keynest: KeyNest;
let url: string;
let admin: Viewer;
let close: () => Promise<void>;
beforeAll(async () => {
  const postgres = await createPostgres();
  url = postgres.url;
  keynest = await startKeyNest({ openDatabase: () => openPostgres(url) });
  admin = await keynest.viewerOf('admin');
  close = async () => {
    await keynest.close();
    await postgres.drop();
  };
});
afterAll(() => close());

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string; readonly subjectId: string };
}

async function read(page: string): Promise<readonly Edge[]> {
  const query = `{ auditEvents(${page}) { edges { cursor node { id subjectId } } } }`;
  const { data, errors } = await keynest.gql(admin, query);
  expect(errors).toBeUndefined();
  return (data as { auditEvents: { edges: Edge[] } }).auditEvents.edges;
}

/** Reads on from a cursor, newest last, until a page is empty. Gives the new cursor. */
async function readOn(cursor: string, seen: string[]): Promise<string> {
  for (;;) {
    const edges = await read(`last: 50, before: "${cursor}"`);
    if (edges.length === 0) return cursor;
    seen.push(...edges.map(({ node }) => node.id).toReversed());
    cursor = edges[0]!.cursor;
  }
}

async function eventIds(): Promise<string[]> {
  const where = { workspaceId: keynest.own.workspace.id };
  const events = await keynest.prisma.auditEvent.findMany({
    where,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return events.map(({ id }) => `ae_${id}`);
}

test('a reader with a cursor misses no event of 8 writers', async () => {
  await keynest.tokenOf('landlord');
  const before = await eventIds();
  let cursor = (await read('first: 1'))[0]!.cursor;
  const seen: string[] = [];
  const state = { isWriting: true };
  const landlord = keynest.as('landlord');
  const write = async () => {
    for (let index = 0; index < WRITES; index++) {
      const { status } = await landlord.post('/v1/properties', { name: `House ${index}`, units: 2 });
      expect(status).toBe(201);
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write)).finally(
    () => (state.isWriting = false),
  );
  while (state.isWriting) cursor = await readOn(cursor, seen);
  await writing;
  await readOn(cursor, seen);
  const written = (await eventIds()).slice(before.length);
  expect(written.length).toBeGreaterThanOrEqual(WRITERS * WRITES);
  expect(seen).toEqual(written);
});

/** A transaction with a number, in progress until `end`. */
async function openTransaction(connectionString: string, statement: string) {
  const client = new pg.Client({ connectionString });
  // The database is dropped under it if the test fails; without a listener the failure would not be told.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}

const LATEST = 'filter: { subjectType: PROPERTY }, first: 1';

test('an older transaction of this database holds newer events back until it ends', async () => {
  const end = await openTransaction(url, `UPDATE "Workspace" SET "name" = 'Late'`);
  const { propertyId } = await keynest.own.property();
  const before = await read(LATEST).finally(end);
  expect(before[0]?.node.subjectId).not.toBe(propertyId);
  expect((await read(LATEST))[0]?.node.subjectId).toBe(propertyId);
});

test('an older transaction of another database of the server does not', async () => {
  const end = await openTransaction(TEST_DATABASE_URL!, 'CREATE TEMPORARY TABLE busy (id integer)');
  try {
    const { propertyId } = await keynest.own.property();
    expect((await read(LATEST))[0]?.node.subjectId).toBe(propertyId);
  } finally {
    await end();
  }
});
