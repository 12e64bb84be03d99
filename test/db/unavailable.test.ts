import { unavailable } from '../../src/db/unavailable.ts';
import { Prisma, type PrismaClient } from '../../src/generated/prisma/client.ts';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { isOperation } from '../support/operations.ts';

function withCode(code: string, message = 'x'): Error {
  return Object.assign(new Error(message), { code });
}

function prismaError(code: string, meta: Record<string, unknown> = {}): Error {
  return new Prisma.PrismaClientKnownRequestError('x', { code, clientVersion: 'x', meta });
}

describe('an error is a database failure', () => {
  test.each([
    [prismaError('P1001'), 'database_unavailable'],
    [withCode('ECONNREFUSED'), 'database_unavailable'],
    [withCode('57P01'), 'database_unavailable'],
    [withCode('ENOENT', 'connect ENOENT /data/postgresql/.s.PGSQL.5432'), 'database_unavailable'],
    [new Error('Connection terminated unexpectedly'), 'database_unavailable'],
    [new Error('outer', { cause: new Error('Query read timeout') }), 'database_unavailable'],
    [
      prismaError('P2010', { driverAdapterError: { cause: { originalCode: '57P03' } } }),
      'database_unavailable',
    ],
    [
      prismaError('P2010', { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } }),
      'database_unavailable',
    ],
    [prismaError('P2028'), 'database_busy'],
    [prismaError('P2034'), 'database_busy'],
    [withCode('40P01'), 'database_busy'],
    [new Error('timeout exceeded when trying to connect'), 'database_busy'],
    [withCode('53100'), 'storage_full'],
    [withCode('ENOSPC'), 'storage_full'],
    [withCode('57014'), 'timed_out'],
  ])('%s is %s', (error, reason) => {
    const told = unavailable(error, false);
    expect(told).toMatchObject({ code: 'UNAVAILABLE', reason });
    expect(told!.retryAfterSeconds).toBeGreaterThan(0);
  });

  test.each([
    [prismaError('P2002')],
    [prismaError('P2025')],
    [withCode('23505')],
    [withCode('ENOENT', "ENOENT: no such file or directory, open '/app/font.ttf'")],
    [withCode('constructor')],
    [new Error('The name is Connection terminated')],
    [new TypeError('x is not a function')],
    [null],
    ['ECONNREFUSED'],
  ])('%s is not', (error) => {
    expect(unavailable(error, false)).toBeNull();
  });
});

describe('a missing connection', () => {
  let keynest: KeyNest;
  /** The query that finds none. */
  let starved: string | null = null;
  beforeAll(async () => {
    keynest = await startKeyNest({ wrapPrisma: starving });
  });
  afterAll(() => keynest.close());

  function starving(prisma: PrismaClient): PrismaClient {
    const extended = prisma.$extends({
      query: {
        async $allOperations({ query, ...sent }) {
          if (!isOperation(starved, sent)) return query(sent.args) as Promise<unknown>;
          throw new Error('timeout exceeded when trying to connect');
        },
      },
    });
    return extended as unknown as PrismaClient;
  }

  const payments = async (tenantId: string) =>
    keynest.prisma.payment.count({ where: { tenantId, source: 'RECEIVED' } });

  test('before a write changes nothing, and says so', async () => {
    const { tenantId } = await keynest.own.home();
    await keynest.tokenOf('landlord');
    starved = 'INSERT INTO "Payment"';
    const answer = await keynest.as('landlord').post('/v1/payments', { tenantId, amount: 10 });
    starved = null;
    expectProblem(answer, 503, 'database_busy');
    expect((answer.body as { detail: string }).detail).toMatch(/Nothing was changed\.$/);
    expect(await payments(tenantId)).toBe(0);
  });

  test('after a write does not claim that nothing was changed', async () => {
    const { propertyId } = await keynest.own.home();
    starved = 'Ticket.findUniqueOrThrow';
    const answer = await keynest.as('landlord').post('/v1/tickets', { title: 'Furnace', propertyId });
    const query = `mutation { openTicket(input: { title: "Furnace", propertyId: "${propertyId}" }) { id } }`;
    const inGraphql = await keynest.as('landlord').post('/graphql', { query });
    starved = null;
    expectProblem(answer, 503, 'database_busy');
    expect((answer.body as { detail: string }).detail).toMatch(/is unknown.*same idempotency key/);
    expect(JSON.stringify(inGraphql.body)).toMatch(/is unknown.*same idempotency key/);
    expect(await keynest.prisma.ticket.count({ where: { propertyId } })).toBe(2);
  });
});

describe('a full disk', () => {
  let keynest: KeyNest;
  beforeAll(async () => {
    keynest = await startKeyNest({ wrapPrisma: withoutRoom });
  });
  afterAll(() => keynest.close());

  /** As PostgreSQL says it, embedded or not, through Prisma. */
  function withoutRoom(prisma: PrismaClient): PrismaClient {
    const full = prisma.$extends({
      query: {
        property: {
          create() {
            throw prismaError('P2010', {
              driverAdapterError: {
                cause: { originalCode: '53100', originalMessage: 'could not extend file' },
              },
            });
          },
        },
      },
    });
    return full as unknown as PrismaClient;
  }

  test('is reported in both interfaces with a time to retry, without the server’s paths', async () => {
    const landlord = keynest.as('landlord');
    const answer = await landlord.post('/v1/properties', { name: 'Elm House' });
    expectProblem(answer, 503, 'storage_full');
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(JSON.stringify(answer.body)).not.toContain('extend');
    const query = 'mutation { createProperty(input: { name: "Elm House" }) { id } }';
    const inGraphql = await landlord.post('/graphql', { query });
    expect([inGraphql.status, inGraphql.headers.get('retry-after')]).toEqual([503, '60']);
    expect(inGraphql.body).toMatchObject({ errors: [{ extensions: { reason: 'storage_full' } }] });
    expect((await landlord.get('/v1/properties')).status).toBe(200);
  });
});
