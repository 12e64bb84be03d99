import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { waitUntil } from '../support/wait-until.ts';
import { ask, send } from './limits-support.ts';

/** Of the operations under test. */
const DEADLINE_SECONDS = 1;
const SLOW_MILLISECONDS = 2500;

/** What the database is asked to do to properties, in order; how long it takes to begin, and how often it has. */
const asked: string[] = [];
let delayMilliseconds = 0;
let begun = 0;

function slowed(prisma: PrismaClient): PrismaClient {
  const watched = prisma.$extends({
    query: {
      property: {
        $allOperations: async ({ operation, args, query }) => {
          asked.push(`property ${operation}`);
          if (delayMilliseconds > 0) await sleep(delayMilliseconds);
          begun += 1;
          return query(args);
        },
      },
      // What a run of rent begins with.
      workspace: {
        findUniqueOrThrow: async ({ args, query }) => {
          if (delayMilliseconds > 0) await sleep(delayMilliseconds);
          return query(args);
        },
      },
    },
  });
  return watched as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: slowed, settings: { operationSeconds: DEADLINE_SECONDS } });
  await keynest.own.property();
  await keynest.tokenOf('landlord');
});
afterAll(() => keynest.close());

/** What `work` gives while properties are slow, how often they were got at meanwhile, and what was asked when. */
async function whileSlow<Result>(work: () => Promise<Result>) {
  asked.length = 0;
  begun = 0;
  delayMilliseconds = SLOW_MILLISECONDS;
  const result = await work();
  const during = [...asked];
  const gotAt = begun;
  // What was cut off in the middle ends, and what would have come next would be asked for.
  await sleep(SLOW_MILLISECONDS);
  delayMilliseconds = 0;
  return { result, gotAt, during, after: asked.slice(during.length) };
}

/** The second field reads again, once for itself, after the first page has come. */
const PAGES = `{ properties(first: 1) { edges { node {
  few: tickets(first: 1) { edges { node { id } } }
  many: tickets(first: 2) { edges { node { id } } }
} } } }`;

const TWO_CHANGES = `mutation {
  first: createProperty(input: { name: "First" }) { id }
  second: createProperty(input: { name: "Second" }) { id }
}`;

const names = async () => (await keynest.prisma.property.findMany()).map(({ name }) => name);

describe('an operation that takes too long', () => {
  test('is stopped with 503 and Retry-After before its later fields', async () => {
    const { result, gotAt, during, after } = await whileSlow(() => ask(keynest.as('landlord'), PAGES));
    const { status, refusals, messages, body, answer } = result;
    expect({ status, refusals, gotAt }).toEqual({
      status: 503,
      refusals: ['UNAVAILABLE timed_out'],
      gotAt: 0,
    });
    expect(messages[0]).toMatch(/^This operation took longer than 1 second and was cancelled\. Ask for less/);
    expect(body.data ?? null).toBeNull();
    expect(body.errors[0].extensions).toEqual({
      code: 'UNAVAILABLE',
      reason: 'timed_out',
      details: [],
      retryAfterSeconds: 5,
    });
    expect(body.extensions.cost.requested).toBeGreaterThan(0);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect([during, after]).toEqual([['property findMany'], []]);
    asked.length = 0;
    expect((await ask(keynest.as('landlord'), PAGES)).refusals).toEqual([]);
    // What is read again is read together with its like, by another `findMany`.
    expect(asked).toEqual(['property findMany', 'property findUniqueOrThrow', 'property findMany']);
  });

  test('is rolled back, starts no further change and says so', async () => {
    const { result, gotAt } = await whileSlow(() => ask(keynest.as('landlord'), TWO_CHANGES));
    expect(result).toMatchObject({ status: 503, refusals: ['UNAVAILABLE timed_out'] });
    expect(result.messages[0]).toMatch(/Nothing was changed\. Try again later\.$/);
    expect(gotAt).toBe(1);
    expect(await names()).toEqual(expect.not.arrayContaining(['First', 'Second']));
    await ask(keynest.as('landlord'), TWO_CHANGES);
    expect(await names()).toEqual(expect.arrayContaining(['First', 'Second']));
  });

  test('does not deny a change that was made before it was stopped', async () => {
    const { unitId, propertyId } = await keynest.own.property();
    const changes = `mutation {
      first: openTicket(input: { title: "Tap drips", unitId: "${unitId}" }) { id }
      second: updateProperty(id: "${propertyId}", input: { name: "Renamed" }) { id }
    }`;
    const { result } = await whileSlow(() => ask(keynest.as('landlord'), changes));
    expect(result).toMatchObject({ status: 503, refusals: ['UNAVAILABLE timed_out'] });
    expect(result.messages[0]).toContain('idempotency key');
    expect(await keynest.prisma.ticket.count({ where: { unitId } })).toBe(1);
    expect(await names()).not.toContain('Renamed');
  });

  test('is stopped alone in a batch', async () => {
    const { result } = await whileSlow(() =>
      send(keynest.as('landlord'), [{ query: PAGES }, { query: '{ viewer { name } }' }]),
    );
    expect(result.body).toMatchObject([
      { errors: [{ extensions: { code: 'UNAVAILABLE', reason: 'timed_out' } }] },
      { data: { viewer: { name: 'The landlord' } } },
    ]);
  });

  test('is stopped through /v1 too', async () => {
    const { result, gotAt, during, after } = await whileSlow(() =>
      keynest.as('landlord').get('/v1/properties'),
    );
    expectProblem(result, 503, 'timed_out');
    expect(result.headers.get('retry-after')).toBe('5');
    expect(gotAt).toBe(0);
    expect(during).not.toEqual([]);
    expect(after).toEqual([]);
  });

  test('is a run of rent that goes no further', async () => {
    const { tenantId } = await keynest.own.home();
    await keynest.prisma.payment.deleteMany({ where: { tenantId } });
    const run = () => ask(keynest.as('admin'), 'mutation { runRent { opened } }');
    const { result } = await whileSlow(run);
    expect(result).toMatchObject({ status: 503, refusals: ['UNAVAILABLE timed_out'] });
    expect(await keynest.prisma.payment.count({ where: { tenantId } })).toBe(0);
    expect(await keynest.prisma.rentRun.count()).toBe(0);
    expect((await run()).status).toBe(200);
    expect(await keynest.prisma.payment.count({ where: { tenantId } })).toBeGreaterThan(0);
  });

  test('does not affect later operations', async () => {
    expect((await ask(keynest.as('landlord'), PAGES)).status).toBe(200);
    expect((await keynest.as('landlord').get('/v1/properties')).status).toBe(200);
  });
});

test('stops if the client disconnects', async () => {
  const patient = await startKeyNest({ wrapPrisma: slowed });
  const token = await patient.tokenOf('landlord');
  const begin = (signal?: AbortSignal) =>
    fetch(`${patient.origin}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: TWO_CHANGES }),
      ...(signal && { signal }),
    });
  asked.length = 0;
  delayMilliseconds = 1500;
  const leaving = new AbortController();
  const begun = begin(leaving.signal);
  await waitUntil(() => asked.length > 0, 'the first change');
  leaving.abort();
  await expect(begun).rejects.toThrow('aborted');
  await sleep(2 * delayMilliseconds);
  // What the first field's resolver has begun is undone, and the second one's never begins.
  expect(asked).toEqual(['property create']);
  expect(await patient.prisma.property.count()).toBe(0);
  delayMilliseconds = 0;
  expect((await begin()).status).toBe(200);
  expect(asked.filter((operation) => operation === 'property create')).toHaveLength(3);
  await patient.close();
});
