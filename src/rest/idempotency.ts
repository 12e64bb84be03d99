import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { canonicalJson, keyedRequest } from '../idempotency/keyed-request.ts';
import type { StoredAnswer } from './answers.ts';
import { bodyOf } from './parse-body.ts';
import type { Core } from './core.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { Problem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';

const STORED_HEADERS = ['Location', 'ETag'] as const;

const REFUSALS = {
  reused: new Problem(
    422,
    'idempotency_key_reused',
    'This Idempotency-Key was used for a different request. Use a new key for each new request.',
  ),
  unseen: new Problem(404, 'not_found', 'You can no longer see what this Idempotency-Key created.'),
  secret: new Problem(
    409,
    'answer_not_kept',
    'A request with this Idempotency-Key succeeded before, and its secret is shown only once. Use a new key.',
  ),
} as const;

function inProgress(retryAfterSeconds: number): Problem {
  const detail = 'A request with this Idempotency-Key is still in progress. Try again later.';
  const headers = { 'Retry-After': String(retryAfterSeconds) };
  return new Problem(409, 'request_in_progress', detail, { headers });
}

/** The body as canonical JSON, so that equal bodies have equal text. */
function canonicalBody(context: Context): string {
  return canonicalJson(bodyOf(context) ?? {});
}

function send(context: Context, { status, headers, body }: StoredAnswer): void {
  context.status = status;
  context.set({ ...headers });
  context.type = 'json';
  context.body = body;
}

function replay(context: Context, answer: StoredAnswer): void {
  if (answer.body === null) throw REFUSALS.secret;
  context.set('Idempotent-Replayed', 'true');
  send(context, answer);
}

function answerOf(context: Context): StoredAnswer {
  const names = STORED_HEADERS.filter((name) => context.res.hasHeader(name));
  return {
    status: context.status,
    headers: Object.fromEntries(names.map((name) => [name, context.response.get(name)])),
    body: JSON.stringify(context.body),
  };
}

/** Logs an error of the step instead of throwing: the answer goes out, and a retry can read the subject again. */
async function logFailure(context: Context, step: Promise<void>): Promise<void> {
  await step.catch((error: unknown) => {
    const { log } = context.state as { log: Logger };
    log.error({ err: error }, 'the answer for an idempotency key could not be stored');
  });
}

/**
 * Answers a retried POST with the first answer (draft-ietf-httpapi-idempotency-key-header §2). The key is claimed before
 * the effect, and the answer is stored before it is sent. Only successes are stored: a refused request has no effect, so
 * its key is released for the next attempt. If the answer was lost, a retry reads the subject again.
 *
 * A public route has no caller that could own a key, so no answer is stored: signing in twice is harmless, and a stored
 * answer would hold a token.
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
    const content = [method, path, search, canonicalBody(context)];
    const request = keyedRequest(core.callerOf(session), key, content);
    const claim = await core.answers.claim(request);
    if (claim.state === 'answered') {
      if (!(await core.isStillVisible(session, claim.subjectId))) throw REFUSALS.unseen;
      replay(context, claim.answer);
      return;
    }
    if (claim.state === 'working') throw inProgress(claim.retryAfterSeconds);
    if (claim.state === 'reused') throw REFUSALS.reused;
    core.setEffect(
      session,
      claim.state === 'done' ? claim : { state: 'due', request, attempt: claim.attempt },
    );
    try {
      await next();
    } catch (error) {
      if (claim.state === 'claimed') await logFailure(context, core.answers.release(request, claim.attempt));
      throw error;
    }
    if (claim.state === 'done') context.set('Idempotent-Replayed', 'true');
    const answer = answerOf(context);
    send(context, answer);
    const stored = route.showsSecret ? { ...answer, headers: {}, body: null } : answer;
    await logFailure(context, core.answers.saveAnswer(request, stored));
  };
}
