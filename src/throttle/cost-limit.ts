import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { keyOf, stateOf, type LimitState } from './request-limit.ts';

/** Limits what the operations of a caller cost, in windows that start with the first operation. */
export class CostLimit {
  readonly #counter: RateLimiterAbstract;

  constructor(counter: RateLimiterAbstract) {
    this.#counter = counter;
  }

  /** Cost in a window. */
  get quota(): number {
    return this.#counter.points;
  }

  get windowSeconds(): number {
    return this.#counter.duration;
  }

  /** Takes a cost from the caller's window. If it does not fit, nothing is taken. */
  async reserve(caller: readonly string[], cost: number): Promise<LimitState> {
    try {
      return stateOf(await this.#counter.consume(keyOf(caller), cost), this.windowSeconds, false);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      await this.#counter.reward(keyOf(caller), cost);
      return stateOf(refusal, this.windowSeconds, true);
    }
  }

  /** Corrects a reservation by what the operation cost in fact. */
  async settle(caller: readonly string[], reserved: number, cost: number): Promise<void> {
    if (cost > reserved) await this.#counter.penalty(keyOf(caller), cost - reserved);
    if (cost < reserved) await this.#counter.reward(keyOf(caller), reserved - cost);
  }

  /** The state of the caller's window. */
  async stateFor(caller: readonly string[]): Promise<LimitState> {
    const found = await this.#counter.get(keyOf(caller));
    if (found) return stateOf(found, this.windowSeconds, false);
    return { remaining: this.quota, resetSeconds: this.windowSeconds, isOver: false };
  }
}
