import { createHash } from 'node:crypto';
import type { Context, Next } from 'koa';
import pLimit, { type LimitFunction } from 'p-limit';
import { clientNetwork } from '../throttle/client-network.ts';
import { takeTurn } from '../turns.ts';
import { hasBody } from './has-body.ts';

/** Requests of one caller that are in work at once: more than a browser opens connections. */
const CONCURRENCY = 16;

/**
 * The caller by the token, without looking it up; of the signed-out, the network. Null for a body without a token: while it
 * arrives slowly, it would hold a turn of its neighbours. Such bodies are small, and passwords have a queue of their own.
 */
function keyOf(context: Context): string | null {
  const authorization = context.get('authorization');
  const network = clientNetwork(context.ip);
  if (authorization === '') return hasBody(context.req) ? null : network;
  const parts = JSON.stringify([authorization, network]);
  return createHash('sha256').update(parts).digest('base64url');
}

/**
 * Lets each caller have a few requests in work, and makes its others wait for their turn. Otherwise hundreds of requests
 * that arrive at once from one caller would be ahead of everybody else's. Waiting requests are not read.
 */
export function takeTurnsByCaller() {
  const limits = new Map<string, LimitFunction>();
  return async (context: Context, next: Next): Promise<void> => {
    const key = keyOf(context);
    if (key === null) {
      await next();
      return;
    }
    const limit = limits.get(key) ?? pLimit(CONCURRENCY);
    limits.set(key, limit);
    const hasToWait = limit.activeCount >= CONCURRENCY;
    try {
      await limit(async () => {
        // A client that hung up while it waited gets no work done.
        if (hasToWait && context.res.destroyed) return;
        // Else what needs no other program would all be answered in one turn of the event loop.
        if (hasToWait) await takeTurn();
        await next();
      });
    } finally {
      if (limit.activeCount + limit.pendingCount === 0) limits.delete(key);
    }
  };
}
