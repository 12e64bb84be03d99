import type { Attempt, KeyedRequest } from '../idempotency/keyed-request.ts';

/** An answer as it was sent. The body is null if it held a secret, which is not stored. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The outcome of claiming a key for a request. */
export type Claim =
  /** The key is new: run the request, then save its answer or, without an effect, release the key. */
  | { readonly state: 'claimed'; readonly attempt: Attempt }
  /** The request was answered before. */
  | { readonly state: 'answered'; readonly answer: StoredAnswer; readonly subjectId: string | null }
  /** The effect was applied, but its answer was lost: read the subject again. */
  | { readonly state: 'done'; readonly subjectId: string | null }
  /** Another request with the key is in progress. */
  | { readonly state: 'working'; readonly retryAfterSeconds: number }
  /** The key was used for another request. */
  | { readonly state: 'reused' };

/** The effect of a claimed request: still due, or already applied. */
export type Effect =
  | { readonly state: 'due'; readonly request: KeyedRequest; readonly attempt: Attempt }
  | { readonly state: 'done'; readonly subjectId: string | null };

/** Stores first answers, for all processes of the same database. */
export interface Answers {
  /** Waits for a request in progress with the same key. */
  claim(request: KeyedRequest): Promise<Claim>;
  saveAnswer(request: KeyedRequest, answer: StoredAnswer): Promise<void>;
  release(request: KeyedRequest, attempt: Attempt): Promise<void>;
}
