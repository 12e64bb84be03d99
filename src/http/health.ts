import type { Context, Next } from 'koa';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { unavailable } from '../db/unavailable.ts';
import { HEALTH_PATH } from './paths.ts';
import { assertReads } from './problem.ts';

/** A load balancer asks every few seconds; an answer that takes longer is none. */
const PATIENCE_MILLISECONDS = 2000;

export interface HealthOptions {
  readonly prisma: PrismaClient;
  /** Whether the process takes requests: false while it drains. */
  readonly isReady: () => boolean;
}

/** Whether the database answers, in time. */
async function isDatabaseUp(prisma: PrismaClient): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLISECONDS, false);
  });
  const asked = prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** Readiness: 200 while requests are taken and the database answers, otherwise 503. */
export function answerHealth({ prisma, isReady }: HealthOptions) {
  return async (context: Context, next: Next): Promise<void> => {
    if (context.path !== HEALTH_PATH) {
      await next();
      return;
    }
    assertReads(context);
    const isUp = isReady() && (await isDatabaseUp(prisma));
    context.set('Cache-Control', 'no-store');
    context.status = isUp ? 200 : 503;
    context.body = { status: isUp ? 'ok' : 'unavailable' };
  };
}

/** Says of errors whose cause is the database, and not the request, that they are; see db/unavailable.ts. */
export async function tellUnavailable(_context: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    throw unavailable(error, null) ?? error;
  }
}
