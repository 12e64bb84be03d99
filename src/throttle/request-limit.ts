import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** The state of a caller's limit after a request. */
export interface LimitState {
  /** Requests, or cost, left in the window. */
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
  /** Whether this request exceeds the limit. */
  readonly isOver: boolean;
}

/** A hash, since an address is personal data and must not be readable in the store. */
export function keyOf(caller: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(caller)).digest('base64url');
}

/** The state that a counter tells. */
export function stateOf(
  { remainingPoints, msBeforeNext }: RateLimiterRes,
  windowSeconds: number,
  isOver: boolean,
): LimitState {
  const resetSeconds = Math.min(Math.max(1, Math.ceil(msBeforeNext / 1000)), windowSeconds);
  return { remaining: isOver ? 0 : Math.max(0, remainingPoints), resetSeconds, isOver };
}

/** Limits the requests of a caller, in windows that start with the first request. */
export class RequestLimit {
  readonly #counter: RateLimiterAbstract;

  constructor(counter: RateLimiterAbstract) {
    this.#counter = counter;
  }

  /** Requests in a window. */
  get quota(): number {
    return this.#counter.points;
  }

  get windowSeconds(): number {
    return this.#counter.duration;
  }

  /** Counts one request. `caller`: the parts of the key that the caller's requests share. */
  async count(caller: readonly string[]): Promise<LimitState> {
    try {
      return stateOf(await this.#counter.consume(keyOf(caller)), this.windowSeconds, false);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return stateOf(refusal, this.windowSeconds, true);
    }
  }
}
