import type { KeyedRequest } from '../idempotency/keyed-request.ts';

/** An answer as it was sent. A null body was sent, but held a secret and was not kept. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What came of claiming a key for a request. */
export type Claim =
  /** The key is new: have the effect, then `keep` its answer, or `release` the key if it had none. */
  | { readonly state: 'claimed'; readonly attempt: string }
  /** It has been answered, about what was made. */
  | { readonly state: 'answered'; readonly answer: KeptAnswer; readonly subjectId: string | null }
  /** The effect is there, but its answer was cut off: it is answered from what was made. */
  | { readonly state: 'done'; readonly subjectId: string | null }
  /** Another request with the key is still being worked on. */
  | { readonly state: 'working' }
  /** The key was used for something else. */
  | { readonly state: 'reused' };

/** What a claimed request has to do, or has done: the core records the one with the other. */
export type Effect =
  | { readonly state: 'due'; readonly id: string; readonly attempt: string }
  | { readonly state: 'done'; readonly subjectId: string | null };

/** Keeps first answers, for every process that serves the same data. */
export interface Answers {
  /** Waits a while for an answer that is being worked on. */
  claim(request: KeyedRequest): Promise<Claim>;
  keep(request: KeyedRequest, answer: KeptAnswer): Promise<void>;
  release(request: KeyedRequest, attempt: string): Promise<void>;
}
