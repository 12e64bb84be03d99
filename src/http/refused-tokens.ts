import { createHash } from 'node:crypto';

/** Clients can invent tokens, so the set is cleared at this size. */
const MAX_TOKENS = 10_000;

/** A request's Authorization header, empty without one, and its network. */
export interface Credentials {
  readonly authorization: string;
  readonly network: string;
}

/** Remembers the tokens of callers over their limit, until each caller's window ends. */
export class RefusedTokens {
  /** End of the window by hash, in milliseconds of `performance.now()`. */
  readonly #until = new Map<string, number>();

  /** Requests without a token are not remembered, since their limit needs no lookup of a token. */
  add(credentials: Credentials, seconds: number): void {
    if (credentials.authorization === '') return;
    if (this.#until.size >= MAX_TOKENS) this.#until.clear();
    this.#until.set(this.#keyOf(credentials), performance.now() + seconds * 1000);
  }

  /** Whole seconds until the caller's window ends; 0 if the token is not refused. */
  secondsLeft(credentials: Credentials): number {
    if (credentials.authorization === '' || this.#until.size === 0) return 0;
    const until = this.#until.get(this.#keyOf(credentials)) ?? 0;
    return Math.max(0, Math.ceil((until - performance.now()) / 1000));
  }

  #keyOf({ authorization, network }: Credentials): string {
    return createHash('sha256')
      .update(JSON.stringify([authorization, network]))
      .digest('base64url');
  }
}
