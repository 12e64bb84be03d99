import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { readPersistedOperations } from '../../src/graphql/persisted-operations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const TEXT = 'query Names($first: Int) { properties(first: $first) { totalCount } }\n';
const ID = createHash('sha256').update(TEXT).digest('hex');

let folder: string;
let open: KeyNest;
let only: KeyNest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-documents-'));
  await writeFile(join(folder, 'names.graphql'), TEXT);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ me: '{ viewer { name } }' }));
  open = await startKeyNest({ settings: { persisted: readPersistedOperations(folder, false) } });
  only = await startKeyNest({ settings: { persisted: readPersistedOperations(folder, true) } });
});
afterAll(async () => {
  await Promise.all([open.close(), only.close()]);
  await rm(folder, { recursive: true });
});

const ask = (keynest: KeyNest, body: object) => keynest.as('landlord').post('/graphql', body);

test.each([
  ['a document by its hash', { documentId: ID, variables: { first: 1 } }],
  ['one with the kind of hash', { documentId: `sha256:${ID}` }],
  ["one as Apollo's clients send it", { extensions: { persistedQuery: { version: 1, sha256Hash: ID } } }],
  ['one of a manifest', { documentId: 'me' }],
])('%s is run', async (_name, body) => {
  for (const keynest of [open, only]) {
    const { status, body: answer } = await ask(keynest, body);
    expect([status, answer]).toEqual([200, expect.objectContaining({ data: expect.any(Object) })]);
  }
});

test('other documents are run, unless only known ones are', async () => {
  const query = '{ viewer { id } }';
  expect((await ask(open, { query })).body).toHaveProperty('data.viewer.id');
  const refused = await ask(only, { query });
  expect(refused).toMatchObject({
    status: 403,
    body: { errors: [{ extensions: { code: 'BAD_INPUT', reason: 'document_not_trusted' } }] },
  });
  expect((await only.as('landlord').get('/v1/properties')).status).toBe(200);
});

test('an unknown id is refused, and stores nothing', async () => {
  const query = '{ __typename }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const unknown = {
    status: 404,
    body: { errors: [{ extensions: { code: 'BAD_INPUT', reason: 'unknown_document' } }] },
  };
  expect(await ask(open, { extensions })).toMatchObject(unknown);
  expect((await ask(open, { query, extensions })).status).toBe(200);
  expect(await ask(open, { extensions })).toMatchObject(unknown);
  const empty = await ask(open, { variables: {} });
  expect(empty).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { reason: 'invalid_request' } }] },
  });
});

describe("a client with Apollo's automatic persisted queries", () => {
  const query = '{ viewer { id } }';
  const extensions = {
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  };

  test('is told to send whole documents for good where there is no folder', async () => {
    const none = await startKeyNest();
    const refused = await ask(none, { extensions });
    expect(refused).toMatchObject({
      status: 404,
      body: {
        errors: [{ message: 'PersistedQueryNotSupported', extensions: { reason: 'unknown_document' } }],
      },
    });
    expect((await ask(none, { query, extensions })).body).toHaveProperty('data.viewer.id');
    await none.close();
  });

  test('is told to send this document, where others may be known', async () => {
    const refused = await ask(open, { extensions });
    expect(refused).toMatchObject({ status: 404, body: { errors: [{ message: 'PersistedQueryNotFound' }] } });
    const [error] = ((await ask(only, { extensions })).body as { errors: { message: string }[] }).errors;
    expect(error?.message).not.toBe('PersistedQueryNotFound');
  });
});

test('the settings are off by default, and only known documents need a folder', () => {
  expect(readConfig({})).toMatchObject({ persistedFolder: null, persistedOnly: false });
  const config = readConfig({ PERSISTED_OPERATIONS: '/documents', PERSISTED_ONLY: 'true' });
  expect(config).toMatchObject({ persistedFolder: '/documents', persistedOnly: true });
  expect(() => readConfig({ PERSISTED_ONLY: 'true' })).toThrow(/PERSISTED_ONLY: .*Set PERSISTED_OPERATIONS/);
});
