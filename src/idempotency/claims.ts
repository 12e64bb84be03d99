import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { writeSql } from '../db/write-sql.ts';
import type { IdempotentAnswer, PrismaClient } from '../generated/prisma/client.ts';
import type { Attempt, KeyedRequest } from './keyed-request.ts';

const SECOND = 1000;

/** How long a stored answer is replayed. */
const KEEP_MILLISECONDS = 24 * 60 * 60 * SECOND;

/** Until when the answer of a request is replayed that claimed its key at an instant. */
export function keptUntil(at: Date): Date {
  return new Date(at.getTime() + KEEP_MILLISECONDS);
}

/**
 * After that a retry takes over a request without an effect. Any length is safe: a request that was taken over can't
 * write any more (effect.ts). It is longer than requests take, so only interrupted ones are taken over.
 */
const LEASE_MILLISECONDS = 20 * SECOND;

/** Time for the one read between the effect and its answer. A request without an answer by then was interrupted. */
const ANSWER_MILLISECONDS = 2 * SECOND;

/** How long a retry waits for the first answer. */
const WAIT_MILLISECONDS = 10 * SECOND;
const FIRST_PAUSE_MILLISECONDS = 20;
const LONGEST_PAUSE_MILLISECONDS = 400;

/** Between two tries to free a key while the database is away. */
const RELEASE_PAUSE_MILLISECONDS = 250;

/** Expired answers that one request deletes, at most. */
const SWEEP_ROWS = 100;
const SWEEP_INTERVAL_MILLISECONDS = 60 * SECOND;

interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

type Claim =
  | { readonly state: 'claimed'; readonly attempt: Attempt }
  | { readonly state: 'answered'; readonly answer: StoredAnswer; readonly subjectId: string | null }
  | { readonly state: 'done'; readonly subjectId: string | null }
  /** `retryAfterSeconds`: until a retry takes the request over, if the first one makes no progress. */
  | { readonly state: 'working'; readonly retryAfterSeconds: number }
  | { readonly state: 'reused' };

/** How a retry is answered: with the stored answer, or by reading the subject again. */
type ReplayMode = 'answer' | 'subject';

export interface ClaimsOptions {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  /** How long a retry waits for the first answer; 10 s by default. */
  readonly waitMilliseconds?: number;
}

/** Growing pauses that add up to at least `total` milliseconds. */
function* pausesWithin(total: number): Generator<number> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  for (let left = total; left > 0; left -= pause) {
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLISECONDS);
    yield pause;
  }
}

/** The claim of a request that runs until an instant at the latest; null after it. */
function workingUntil(end: number, now: number): Claim | null {
  if (end <= now) return null;
  return { state: 'working', retryAfterSeconds: Math.ceil((end - now) / SECOND) };
}

/** The claim of a request whose key has a row already; null: that row's request was interrupted without an effect. */
function claimOf(row: IdempotentAnswer, request: KeyedRequest, mode: ReplayMode, now: number): Claim | null {
  if (row.fingerprint !== request.fingerprint) return { state: 'reused' };
  if (row.status !== null) {
    const headers = (row.headers ?? {}) as Record<string, string>;
    const answer = { status: row.status, headers, body: row.body };
    return { state: 'answered', answer, subjectId: row.subjectId };
  }
  if (row.committedAt === null) return workingUntil(row.createdAt.getTime() + LEASE_MILLISECONDS, now);
  const answerDue = mode === 'answer' ? row.committedAt.getTime() + ANSWER_MILLISECONDS : now;
  return workingUntil(answerDue, now) ?? { state: 'done', subjectId: row.subjectId };
}

/**
 * Lets the statement that evaluates it commit without a wait for the disk, or for a replica. What it writes is on disk
 * before any later change of the same database is, so the effect of a claim never outlives the claim. An answer that is
 * lost is made again from its subject.
 */
const WITHOUT_WAIT = `set_config('synchronous_commit', 'off', true)`;

/** Succeeds for one of any number of concurrent requests. $1 to $3: the request; $4: the attempt; $5: now; $6: its end. */
const CLAIM = `INSERT INTO "IdempotentAnswer"
    ("id", "fingerprint", "workspaceId", "attempt", "createdAt", "expiresAt")
  SELECT $1, $2, $3, $4, $5::timestamptz, $6::timestamptz FROM ${WITHOUT_WAIT} ON CONFLICT DO NOTHING`;

/** $1: the key's id; $2 to $4: the answer. */
const SAVE_ANSWER = `UPDATE "IdempotentAnswer" SET "status" = $2::integer, "headers" = $3::jsonb, "body" = $4
  FROM ${WITHOUT_WAIT} WHERE "id" = $1 AND "status" IS NULL`;

/** Frees the key of a refused request. A key with a recorded effect stays taken. */
async function free({ prisma }: ClaimsOptions, id: string, attempt: Attempt): Promise<void> {
  await prisma.idempotentAnswer.deleteMany({
    where: { id, attempt: attempt.id, committedAt: null, status: null },
  });
}

/**
 * Frees a key as soon as the database is back, so that a retry need not wait for the end of the lease. Gives up then.
 */
async function freeLater(options: ClaimsOptions, id: string, attempt: Attempt): Promise<void> {
  const until = performance.now() + LEASE_MILLISECONDS;
  while (performance.now() < until) {
    await sleep(RELEASE_PAUSE_MILLISECONDS, undefined, { ref: false });
    const isFree = await free(options, id, attempt).then(
      () => true,
      () => false,
    );
    if (isFree) return;
  }
}

/**
 * The result of a statement that claims or frees a key. Where the connection was lost, nobody knows whether it was
 * committed: the key is freed once the database is back.
 *
 * @throws the database's error.
 */
async function unlessLost<Result>(
  options: ClaimsOptions,
  id: string,
  attempt: Attempt,
  statement: Promise<Result>,
): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    void freeLater(options, id, attempt);
    throw error;
  }
}

/** Claims the key, unless another request has it. */
async function tryClaim(options: ClaimsOptions, request: KeyedRequest, mode: ReplayMode): Promise<Claim> {
  const { prisma, clock } = options;
  const { id, fingerprint, workspaceId } = request;
  const now = clock.now();
  const attempt = { id: randomUUID(), at: now };
  const expiresAt = keptUntil(now).toISOString();
  const parameters = [id, fingerprint, workspaceId, attempt.id, now.toISOString(), expiresAt];
  const claimed = unlessLost(options, id, attempt, writeSql(prisma, { text: CLAIM, parameters }));
  if ((await claimed) > 0) return { state: 'claimed', attempt };
  const row = await prisma.idempotentAnswer.findUnique({ where: { id } });
  if (row && row.expiresAt > now) {
    const claim = claimOf(row, request, mode, now.getTime());
    if (claim) return claim;
    const where = { id, attempt: row.attempt, committedAt: null, status: null };
    const update = prisma.idempotentAnswer.updateMany({
      where,
      data: { attempt: attempt.id, createdAt: now },
    });
    const taken = await unlessLost(options, id, attempt, update);
    if (taken.count > 0) return { state: 'claimed', attempt };
  }
  // Expired, released or taken over just now: try again.
  if (row) await prisma.idempotentAnswer.deleteMany({ where: { id, expiresAt: { lte: now } } });
  return tryClaim(options, request, mode);
}

/** Deletes expired rows, except those that another process is deleting. */
async function sweep({ prisma, clock }: ClaimsOptions): Promise<number> {
  return prisma.$executeRaw`
    DELETE FROM "IdempotentAnswer" WHERE "id" IN (
      SELECT "id" FROM "IdempotentAnswer" WHERE "expiresAt" <= ${clock.now()}
      ORDER BY "expiresAt" LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED
    )`;
}

export type Claims = ReturnType<typeof createClaims>;

/**
 * Requests with an idempotency key, in the database that all processes share. The record is committed in the same
 * transaction as the change (effect.ts), so a retry never applies it twice.
 */
export function createClaims(options: ClaimsOptions) {
  const { prisma, clock, waitMilliseconds = WAIT_MILLISECONDS } = options;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function sweepWhenDue(): Promise<void> {
    const now = clock.now().getTime();
    if (Math.abs(now - sweptAt) < SWEEP_INTERVAL_MILLISECONDS) return;
    sweptAt = now;
    const swept = await sweep(options);
    // A full batch: the next request sweeps again.
    if (swept === SWEEP_ROWS) sweptAt = Number.NEGATIVE_INFINITY;
  }

  return {
    /** Waits for a request in progress with the same key. */
    async claim(request: KeyedRequest, mode: ReplayMode = 'answer'): Promise<Claim> {
      await sweepWhenDue();
      let claim = await tryClaim(options, request, mode);
      for (const pause of pausesWithin(waitMilliseconds)) {
        if (claim.state !== 'working') break;
        await sleep(pause);
        claim = await tryClaim(options, request, mode);
      }
      return claim;
    },
    /** Stores the first answer. */
    async saveAnswer({ id }: KeyedRequest, { status, headers, body }: StoredAnswer): Promise<void> {
      await writeSql(prisma, { text: SAVE_ANSWER, parameters: [id, status, JSON.stringify(headers), body] });
    },
    /** Frees the key of a refused request; later, if the database is away. @throws the database's error. */
    async release({ id }: KeyedRequest, attempt: Attempt): Promise<void> {
      await unlessLost(options, id, attempt, free(options, id, attempt));
    },
  };
}

/** Frees the keys of requests without an effect. For the start of the only process that uses the database. */
export async function releaseInterrupted(prisma: PrismaClient): Promise<void> {
  await prisma.idempotentAnswer.deleteMany({ where: { committedAt: null, status: null } });
}
