import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** How a caller stands after a request. */
export interface Standing {
  /** Requests that are left in the window. */
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
  /** Whether this request was one too many. */
  readonly isOver: boolean;
}

/** One length for every caller, and of no use to whoever reads the store: an address is personal. */
function keyOf(caller: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(caller)).digest('base64url');
}

/** Bounds how often one caller asks, in windows that begin with their first request. */
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

  /** Counts one request. `caller`: the parts of the name by which requests belong together. */
  async take(caller: readonly string[]): Promise<Standing> {
    try {
      return this.#standing(await this.#counter.consume(keyOf(caller)), false);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return this.#standing(refusal, true);
    }
  }

  #standing({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Standing {
    const resetSeconds = Math.min(Math.max(1, Math.ceil(msBeforeNext / 1000)), this.windowSeconds);
    return { remaining: isOver ? 0 : remainingPoints, resetSeconds, isOver };
  }
}
