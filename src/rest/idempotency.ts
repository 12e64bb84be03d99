import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { canonicalJson, keyedRequest } from '../idempotency/keyed-request.ts';
import type { KeptAnswer } from './answers.ts';
import type { Core } from './core.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { Problem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';

const KEPT_HEADERS = ['Location', 'ETag'] as const;
const RETRY_AFTER_SECONDS = 5;

const REFUSALS = {
  working: new Problem(
    409,
    'request_in_progress',
    'The first request with this Idempotency-Key is not done yet.',
    {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    },
  ),
  reused: new Problem(
    422,
    'idempotency_key_reused',
    'This Idempotency-Key came with another request before. Take a new key for each thing to do.',
  ),
  unseen: new Problem(404, 'not_found', 'What this Idempotency-Key made is not yours to see any more.'),
  secret: new Problem(
    409,
    'answer_not_kept',
    'This was done before with the same Idempotency-Key; its answer held a secret, which is shown once and not kept.',
  ),
} as const;

/** A body in the one way that all that mean the same are written. */
function canonicalBody({ request }: Context): string {
  try {
    return canonicalJson(request.body === undefined ? {} : request.body);
  } catch (error) {
    // Nested too deeply to be walked through.
    if (error instanceof RangeError) return request.rawBody;
    throw error;
  }
}

function send(context: Context, { status, headers, body }: KeptAnswer): void {
  context.status = status;
  context.set({ ...headers });
  context.type = 'json';
  context.body = body;
}

function replay(context: Context, answer: KeptAnswer): void {
  if (answer.body === null) throw REFUSALS.secret;
  context.set('Idempotent-Replayed', 'true');
  send(context, answer);
}

function answerOf(context: Context): KeptAnswer {
  const headers = KEPT_HEADERS.map((name): [string, string] => [name, context.response.get(name)]);
  return {
    status: context.status,
    headers: Object.fromEntries(headers.filter(([, value]) => value !== '')),
    body: JSON.stringify(context.body),
  };
}

/** The answer goes out even if it can't be kept: the effect is there, and a repeat is answered from what was made. */
async function settle(context: Context, step: Promise<void>): Promise<void> {
  await step.catch((error: unknown) => {
    const { log } = context.state as { log: Logger };
    log.error({ err: error }, 'an idempotency key was left without an answer');
  });
}

/**
 * Gives a repeated POST the first answer (draft-ietf-httpapi-idempotency-key-header §2): the claim is in the database
 * before the effect, the answer before it is sent. Successes are kept. What was refused had no effect, whatever the
 * status, so its key is free again: who has repaired the cause repeats the request with it as it was. Where the effect
 * was had and its answer got lost, the repeat is answered from what was made.
 *
 * A public route has no caller to whom a key could belong, so its key is checked and no answer is kept: signing in
 * twice makes two sessions and harms nothing, and a kept answer would be a kept token.
 */
export function answerOnce<Session>(core: Core<Session>, route: AnyRoute) {
  return async (context: Context, next: Next): Promise<void> => {
    const key = readIdempotencyKey(context.req.headersDistinct['idempotency-key']);
    if (key === null || route.isPublic) {
      await next();
      return;
    }
    const session = core.sessionOf(context);
    const { method, path, search } = context;
    const asked = [method, path, search, canonicalBody(context)];
    const request = keyedRequest(core.callerOf(session), key, asked);
    const claim = await core.answers.claim(request);
    if (claim.state === 'answered') {
      if (!(await core.isStillSeen(session, claim.subjectId))) throw REFUSALS.unseen;
      replay(context, claim.answer);
      return;
    }
    if (claim.state === 'working' || claim.state === 'reused') throw REFUSALS[claim.state];
    core.hold(
      session,
      claim.state === 'done' ? claim : { state: 'due', id: request.id, attempt: claim.attempt },
    );
    try {
      await next();
    } catch (error) {
      if (claim.state === 'claimed') await settle(context, core.answers.release(request, claim.attempt));
      throw error;
    }
    if (claim.state === 'done') context.set('Idempotent-Replayed', 'true');
    const answer = answerOf(context);
    send(context, answer);
    const kept = route.showsSecret ? { ...answer, headers: {}, body: null } : answer;
    await settle(context, core.answers.keep(request, kept));
  };
}
