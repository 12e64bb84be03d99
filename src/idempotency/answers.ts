import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { IdempotentAnswer, PrismaClient } from '../generated/prisma/client.ts';

const SECOND = 1000;

/** How long a first answer is given again. */
const KEEP_MILLISECONDS = 24 * 60 * 60 * SECOND;

/** Longer than any request takes with all its waiting for the database; what has no answer by then was cut off. */
const LEASE_MILLISECONDS = 2 * 60 * SECOND;

/** How long a repeat waits for the first answer. */
const PATIENCE_MILLISECONDS = 10 * SECOND;
const FIRST_PAUSE_MILLISECONDS = 20;
const LONGEST_PAUSE_MILLISECONDS = 400;

/** Expired answers that one request clears away, at most. */
const SWEEP_ROWS = 100;
const SWEEP_INTERVAL_MILLISECONDS = 60 * SECOND;

interface KeyedRequest {
  readonly id: string;
  readonly fingerprint: string;
  readonly workspaceId: string;
}

interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

type Claim =
  | { readonly state: 'answered'; readonly answer: KeptAnswer }
  | { readonly state: 'claimed' | 'working' | 'interrupted' | 'reused' };

export interface AnswersOptions {
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

/** What a row that stands there already says to a request with its key. */
function claimOf(row: IdempotentAnswer, { fingerprint }: KeyedRequest, now: number): Claim {
  if (row.fingerprint !== fingerprint) return { state: 'reused' };
  if (row.status !== null) {
    const headers = (row.headers ?? {}) as Record<string, string>;
    return { state: 'answered', answer: { status: row.status, headers, body: row.body } };
  }
  return { state: row.createdAt.getTime() + LEASE_MILLISECONDS > now ? 'working' : 'interrupted' };
}

/** Takes the key, by the one insert that succeeds of any number at once, in whichever process. */
async function tryClaim({ prisma, clock }: AnswersOptions, request: KeyedRequest): Promise<Claim> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + KEEP_MILLISECONDS);
  const data = [{ ...request, createdAt: now, expiresAt }];
  const { count } = await prisma.idempotentAnswer.createMany({ data, skipDuplicates: true });
  if (count > 0) return { state: 'claimed' };
  const { id } = request;
  const row = await prisma.idempotentAnswer.findUnique({ where: { id } });
  if (row && row.expiresAt > now) return claimOf(row, request, now.getTime());
  // Expired, or released just now: the key is to be had again.
  if (row) await prisma.idempotentAnswer.deleteMany({ where: { id, expiresAt: { lte: now } } });
  return tryClaim({ prisma, clock }, request);
}

/** Rows that another process is clearing away are left to it. */
async function sweep({ prisma, clock }: AnswersOptions): Promise<number> {
  return prisma.$executeRaw`
    DELETE FROM "IdempotentAnswer" WHERE "id" IN (
      SELECT "id" FROM "IdempotentAnswer" WHERE "expiresAt" <= ${clock.now()}
      ORDER BY "expiresAt" LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED
    )`;
}

/**
 * First answers to requests with an idempotency key, in the database, so that every process finds them. Only the
 * process that claimed a key has the effect; a key claimed and never answered is not claimed again before it expires,
 * since the effect may be there.
 */
export function createAnswers(options: AnswersOptions) {
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
    async claim(request: KeyedRequest): Promise<Claim> {
      await sweepNowAndThen();
      let claim = await tryClaim(options, request);
      for (const pause of pausesWithin(patienceMilliseconds)) {
        if (claim.state !== 'working') break;
        await sleep(pause);
        claim = await tryClaim(options, request);
      }
      return claim;
    },
    async keep({ id }: KeyedRequest, { status, headers, body }: KeptAnswer): Promise<void> {
      await prisma.idempotentAnswer.updateMany({
        where: { id, status: null },
        data: { status, headers: { ...headers }, body },
      });
    },
    async release({ id }: KeyedRequest): Promise<void> {
      await prisma.idempotentAnswer.deleteMany({ where: { id, status: null } });
    },
  };
}
