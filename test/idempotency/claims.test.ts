import type { IdempotentAnswer, PrismaClient } from '../../src/generated/prisma/client.ts';
import { createClaims, type Claims } from '../../src/idempotency/claims.ts';
import { recordEffect } from '../../src/idempotency/effect.ts';
import type { Attempt } from '../../src/idempotency/keyed-request.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { isOperation } from '../support/operations.ts';

/** The next operation that the database commits, and whose answer gets lost. */
let lost: string | null = null;

function withLostAnswers(prisma: PrismaClient): PrismaClient {
  const extended = prisma.$extends({
    query: {
      async $allOperations({ query, ...sent }) {
        const result: unknown = await query(sent.args);
        if (!isOperation(lost, sent)) return result;
        lost = null;
        throw new Error('The connection was lost.');
      },
    },
  });
  return extended as unknown as PrismaClient;
}

let keynest: KeyNest;
let claims: Claims;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: withLostAnswers });
  claims = keynest.services.claims;
});
afterAll(() => keynest.close());
beforeEach(async () => {
  keynest.clock.reset();
  await keynest.prisma.idempotentAnswer.deleteMany();
});

function newRequest() {
  return { id: 'a'.repeat(64), fingerprint: 'b'.repeat(64), workspaceId: keynest.own.workspace.id };
}

test('a waiting retry gets the response once it is stored', async () => {
  const patient = createClaims({ ...keynest.services, waitMilliseconds: 5000 });
  const request = newRequest();
  expect(await patient.claim(request)).toMatchObject({ state: 'claimed' });
  const waiting = patient.claim(request);
  const answer = { status: 201, headers: { Location: '/v1/x' }, body: '{"a":"é"}' };
  await patient.saveAnswer(request, answer);
  expect(await waiting).toEqual({ state: 'answered', answer, subjectId: null });
});

describe('where the connection is lost, a retry gets the key', () => {
  test('that was claimed', async () => {
    const request = newRequest();
    lost = 'INSERT INTO "IdempotentAnswer"';
    await expect(claims.claim(request)).rejects.toThrow('The connection was lost.');
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
  });

  test('that was taken over', async () => {
    const request = newRequest();
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
    keynest.clock.advance({ seconds: 21 });
    lost = 'IdempotentAnswer.updateMany';
    await expect(claims.claim(request)).rejects.toThrow('The connection was lost.');
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
  });

  test('that was freed', async () => {
    const request = newRequest();
    const claim = (await claims.claim(request)) as { attempt: Attempt };
    lost = 'IdempotentAnswer.deleteMany';
    await expect(claims.release(request, claim.attempt)).rejects.toThrow('lost');
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
  });
});

describe('a claim that a fail-over lost', () => {
  /** As a new primary is without it. */
  async function loseClaim(seconds: number) {
    const request = newRequest();
    const { attempt } = (await claims.claim(request)) as { attempt: Attempt };
    await keynest.prisma.idempotentAnswer.deleteMany();
    keynest.clock.advance({ seconds });
    const now = keynest.clock.now();
    const record = () =>
      keynest.prisma.$transaction((tx) => recordEffect(tx, { request, attempt }, 'pay_1', now));
    return { request, record };
  }

  test('is made again with its effect', async () => {
    const { request, record } = await loseClaim(9);
    await record();
    keynest.clock.advance({ seconds: 3 });
    expect(await claims.claim(request)).toEqual({ state: 'done', subjectId: 'pay_1' });
    const [{ expiresAt, createdAt, fingerprint }] = (await keynest.prisma.idempotentAnswer.findMany()) as [
      IdempotentAnswer,
    ];
    expect(fingerprint).toBe(request.fingerprint);
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(24 * 3600 * 1000);
  });

  test('is not, once a retry could have taken it over: the effect has none', async () => {
    const { request, record } = await loseClaim(10);
    await expect(record()).rejects.toThrow('A retry with the same idempotency key took over');
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
    await expect(record()).rejects.toThrow('A retry with the same idempotency key took over');
  });

  test('is not while a retry has the key', async () => {
    const { request, record } = await loseClaim(1);
    expect(await claims.claim(request)).toMatchObject({ state: 'claimed' });
    await expect(record()).rejects.toThrow('A retry with the same idempotency key took over');
  });
});
