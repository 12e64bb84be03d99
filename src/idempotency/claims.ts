import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { IdempotentAnswer, PrismaClient } from '../generated/prisma/client.ts';
import type { KeyedRequest } from './keyed-request.ts';

const SECOND = 1000;

/** How long a first answer is given again. */
const KEEP_MILLISECONDS = 24 * 60 * 60 * SECOND;

/**
 * After that a repeat takes a request over that has had no effect. Any length is safe: whoever was taken over can't
 * write any more (effect.ts). It is longer than requests take, so that it happens to what was cut off only.
 */
const LEASE_MILLISECONDS = 20 * SECOND;

/** Between the effect and its answer lies one reading; what has no answer by then was cut off. */
const ANSWER_MILLISECONDS = 2 * SECOND;

/** How long a repeat waits for the first answer. */
const PATIENCE_MILLISECONDS = 10 * SECOND;
const FIRST_PAUSE_MILLISECONDS = 20;
const LONGEST_PAUSE_MILLISECONDS = 400;

/** Expired answers that one request clears away, at most. */
const SWEEP_ROWS = 100;
const SWEEP_INTERVAL_MILLISECONDS = 60 * SECOND;

interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

type Claim =
  | { readonly state: 'claimed'; readonly attempt: string }
  | { readonly state: 'answered'; readonly answer: KeptAnswer; readonly subjectId: string | null }
  | { readonly state: 'done'; readonly subjectId: string | null }
  | { readonly state: 'working' | 'reused' };

/** What a repeat is told by: the answer as it was sent, or the subject, which it reads again. */
type Told = 'answer' | 'subject';

export interface ClaimsOptions {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  /** How long a repeat waits for the first answer; 10 s. */
  readonly patienceMilliseconds?: number;
}

/** Pauses that grow from one to the next, until all of them have taken `total`. */
function* pausesWithin(total: number): Generator<number> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  for (let left = total; left > 0; left -= pause) {
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLISECONDS);
    yield pause;
  }
}

/** What a row that stands there already says to a request with its key; null: its work was cut off, without effect. */
function claimOf(row: IdempotentAnswer, request: KeyedRequest, told: Told, now: number): Claim | null {
  if (row.fingerprint !== request.fingerprint) return { state: 'reused' };
  if (row.status !== null) {
    const headers = (row.headers ?? {}) as Record<string, string>;
    const answer = { status: row.status, headers, body: row.body };
    return { state: 'answered', answer, subjectId: row.subjectId };
  }
  if (row.committedAt === null) {
    return row.createdAt.getTime() + LEASE_MILLISECONDS > now ? { state: 'working' } : null;
  }
  const isAnswerDue = told === 'answer' && row.committedAt.getTime() + ANSWER_MILLISECONDS > now;
  return isAnswerDue ? { state: 'working' } : { state: 'done', subjectId: row.subjectId };
}

/** Takes the key, by the one statement that succeeds of any number at once, in whichever process. */
async function tryClaim({ prisma, clock }: ClaimsOptions, request: KeyedRequest, told: Told): Promise<Claim> {
  const { id } = request;
  const now = clock.now();
  const attempt = randomUUID();
  const expiresAt = new Date(now.getTime() + KEEP_MILLISECONDS);
  const data = [{ ...request, attempt, createdAt: now, expiresAt }];
  const inserted = await prisma.idempotentAnswer.createMany({ data, skipDuplicates: true });
  if (inserted.count > 0) return { state: 'claimed', attempt };
  const row = await prisma.idempotentAnswer.findUnique({ where: { id } });
  if (row && row.expiresAt > now) {
    const claim = claimOf(row, request, told, now.getTime());
    if (claim) return claim;
    const where = { id, attempt: row.attempt, committedAt: null, status: null };
    const taken = await prisma.idempotentAnswer.updateMany({ where, data: { attempt, createdAt: now } });
    if (taken.count > 0) return { state: 'claimed', attempt };
  }
  // Expired, released or taken over just now: look again.
  if (row) await prisma.idempotentAnswer.deleteMany({ where: { id, expiresAt: { lte: now } } });
  return tryClaim({ prisma, clock }, request, told);
}

/** Rows that another process is clearing away are left to it. */
async function sweep({ prisma, clock }: ClaimsOptions): Promise<number> {
  return prisma.$executeRaw`
    DELETE FROM "IdempotentAnswer" WHERE "id" IN (
      SELECT "id" FROM "IdempotentAnswer" WHERE "expiresAt" <= ${clock.now()}
      ORDER BY "expiresAt" LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED
    )`;
}

export type Claims = ReturnType<typeof createClaims>;

/**
 * Requests with an idempotency key, in the database, so that every process finds them. The effect and the word that
 * it is there are one transaction (effect.ts), so a repeat knows for sure: it is told of the effect, or has it.
 */
export function createClaims(options: ClaimsOptions) {
  const { prisma, clock, patienceMilliseconds = PATIENCE_MILLISECONDS } = options;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function sweepNowAndThen(): Promise<void> {
    const now = clock.now().getTime();
    if (Math.abs(now - sweptAt) < SWEEP_INTERVAL_MILLISECONDS) return;
    sweptAt = now;
    const swept = await sweep(options);
    // A full batch: there may be more, for the next request.
    if (swept === SWEEP_ROWS) sweptAt = Number.NEGATIVE_INFINITY;
  }

  return {
    /** Waits a while for what another request with the key is doing. */
    async claim(request: KeyedRequest, told: Told = 'answer'): Promise<Claim> {
      await sweepNowAndThen();
      let claim = await tryClaim(options, request, told);
      for (const pause of pausesWithin(patienceMilliseconds)) {
        if (claim.state !== 'working') break;
        await sleep(pause);
        claim = await tryClaim(options, request, told);
      }
      return claim;
    },
    /** Keeps the first answer. */
    async keep({ id }: KeyedRequest, { status, headers, body }: KeptAnswer): Promise<void> {
      await prisma.idempotentAnswer.updateMany({
        where: { id, status: null },
        data: { status, headers: { ...headers }, body },
      });
    },
    /** Frees the key of what was refused; one whose effect is there stays taken. */
    async release({ id }: KeyedRequest, attempt: string): Promise<void> {
      await prisma.idempotentAnswer.deleteMany({ where: { id, attempt, committedAt: null, status: null } });
    },
  };
}

/**
 * Frees the keys of requests that had no effect yet: for a start by whoever has the database alone, when nobody can
 * be at work on them any more.
 */
export async function releaseCutOff(prisma: PrismaClient): Promise<void> {
  await prisma.idempotentAnswer.deleteMany({ where: { committedAt: null, status: null } });
}
