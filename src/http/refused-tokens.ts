import { createHash } from 'node:crypto';

/** Anybody can make up tokens; at this many they are all forgotten, and learned anew. */
const MOST_TOKENS = 10_000;

/** Tokens of callers over their limit, each until its caller's window ends. */
export class RefusedTokens {
  /** In milliseconds of the process' own clock, by the hash of the header that the token came in. */
  readonly #until = new Map<string, number>();

  /** `authorization`: the header; empty for those without a token, whom nobody looks up. */
  add(authorization: string, seconds: number): void {
    if (authorization === '') return;
    if (this.#until.size >= MOST_TOKENS) this.#until.clear();
    this.#until.set(this.#keyOf(authorization), performance.now() + seconds * 1000);
  }

  /** Whole seconds until the token's caller may ask again; 0 for one that is not refused. */
  secondsLeft(authorization: string): number {
    if (authorization === '' || this.#until.size === 0) return 0;
    const until = this.#until.get(this.#keyOf(authorization)) ?? 0;
    return Math.max(0, Math.ceil((until - performance.now()) / 1000));
  }

  #keyOf(authorization: string): string {
    return createHash('sha256').update(authorization).digest('base64url');
  }
}
