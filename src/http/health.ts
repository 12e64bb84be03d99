import type { Context, Next } from 'koa';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { unavailable } from '../db/unavailable.ts';
import { takeTurn } from '../turns.ts';
import { HEALTH_PATH, LIVE_PATH } from './paths.ts';
import { assertReadMethod } from './problem.ts';

/** Load balancers check every few seconds; a slower database counts as down. */
const TIMEOUT_MILLISECONDS = 2000;

export interface HealthOptions {
  readonly prisma: PrismaClient;
  /** False while the process drains. */
  readonly isReady: () => boolean;
}

/** Whether the database answers in time. */
async function isDatabaseUp(prisma: PrismaClient): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MILLISECONDS, false);
  });
  const query = prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([query, timeout]).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * Liveness: 200 while the event loop turns. It never asks the database, since no restart of this process brings a
 * database back.
 */
export async function answerLiveness(context: Context, next: Next): Promise<void> {
  if (context.path !== LIVE_PATH) {
    await next();
    return;
  }
  assertReadMethod(context);
  context.set('Cache-Control', 'no-store');
  context.body = { status: 'ok' };
}

/** Readiness: 200 while the process accepts requests and the database answers, otherwise 503. */
export function answerHealth({ prisma, isReady }: HealthOptions) {
  let asking: Promise<boolean> | undefined;
  /** Checks that come while one is under way share it: hundreds would be ahead of all others in the pool. */
  const ask = (): Promise<boolean> => {
    asking ??= isDatabaseUp(prisma).finally(() => {
      asking = undefined;
    });
    return asking;
  };
  return async (context: Context, next: Next): Promise<void> => {
    if (context.path !== HEALTH_PATH) {
      await next();
      return;
    }
    assertReadMethod(context);
    const isUp = isReady() && (await ask());
    // Those that shared a check would all be answered in one turn of the event loop.
    await takeTurn();
    context.set('Cache-Control', 'no-store');
    context.status = isUp ? 200 : 503;
    context.body = { status: isUp ? 'ok' : 'unavailable' };
  };
}

/** Turns errors that the database caused into `Unavailable`; see db/unavailable.ts. */
export async function translateUnavailable(_context: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    throw unavailable(error, null) ?? error;
  }
}
