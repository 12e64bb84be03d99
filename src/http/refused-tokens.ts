import { createHash } from 'node:crypto';

/** Anybody can make up tokens; at this many they are all forgotten, and learned anew. */
const MOST_TOKENS = 10_000;

/** The header that a token comes in, empty for those without one, and where it comes from. */
export interface Claim {
  readonly authorization: string;
  readonly network: string;
}

/** Tokens of callers over their limit, each until its caller's window ends. */
export class RefusedTokens {
  /** In milliseconds of the process' own clock, by the hash of the claim. */
  readonly #until = new Map<string, number>();

  /** Those without a token need not be remembered: nobody looks them up. */
  add(claim: Claim, seconds: number): void {
    if (claim.authorization === '') return;
    if (this.#until.size >= MOST_TOKENS) this.#until.clear();
    this.#until.set(this.#keyOf(claim), performance.now() + seconds * 1000);
  }

  /** Whole seconds until the token's caller may ask again; 0 for one that is not refused. */
  secondsLeft(claim: Claim): number {
    if (claim.authorization === '' || this.#until.size === 0) return 0;
    const until = this.#until.get(this.#keyOf(claim)) ?? 0;
    return Math.max(0, Math.ceil((until - performance.now()) / 1000));
  }

  #keyOf({ authorization, network }: Claim): string {
    return createHash('sha256')
      .update(JSON.stringify([authorization, network]))
      .digest('base64url');
  }
}
