import type { CostLimit } from '../throttle/cost-limit.ts';
import { RateLimited } from '../throttle/rate-limited.ts';
import type { LimitState } from '../throttle/request-limit.ts';

/** Charges the operations of one request to its caller. */
export class CostMeter {
  readonly limit: CostLimit;
  readonly #caller: readonly string[];
  #state: LimitState | null = null;

  constructor(limit: CostLimit, caller: readonly string[]) {
    this.limit = limit;
    this.#caller = caller;
  }

  /** Takes the cost that an operation may have. @throws RateLimited if the caller's window has no room for it. */
  async reserve(cost: number): Promise<void> {
    this.#state = await this.limit.reserve(this.#caller, cost);
    if (!this.#state.isOver) return;
    const message = 'Your operations cost too much.';
    throw new RateLimited(this.#state.resetSeconds, message);
  }

  /** Corrects a reservation by what the operation cost in fact. */
  async settle(reserved: number, cost: number): Promise<void> {
    await this.limit.settle(this.#caller, reserved, cost);
    if (!this.#state) return;
    const remaining = Math.max(0, this.#state.remaining + reserved - cost);
    this.#state = { ...this.#state, remaining };
  }

  /** The state of the caller's window after this request. */
  async state(): Promise<LimitState> {
    this.#state ??= await this.limit.stateFor(this.#caller);
    return this.#state;
  }
}
