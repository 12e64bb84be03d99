import { setTimeout as sleep } from 'node:timers/promises';

/** One run of an operation: whether it is cancelled, and whether it has committed anything. */
export class Run {
  readonly #signal: AbortSignal;
  /** Transactions that have not ended yet. */
  readonly #transactions = new Set<Promise<unknown>>();
  #hasWritten = false;

  /** `signal`: aborted when the operation is cancelled. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Call this before each step. @throws the signal's reason. */
  throwIfCancelled(): void {
    this.#signal.throwIfAborted();
  }

  /** Runs a transaction of the operation. */
  async transact<Result>(begin: () => Promise<Result>): Promise<Result> {
    this.throwIfCancelled();
    const transaction = begin();
    this.#transactions.add(transaction);
    try {
      const result = await transaction;
      this.#hasWritten = true;
      return result;
    } finally {
      this.#transactions.delete(transaction);
    }
  }

  /** Whether a transaction of the operation was committed. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /**
   * Whether a cancelled run may have committed something. A transaction that was not committing yet rolls back at its next
   * step. Also true if a transaction has not ended within the timeout.
   */
  async mayHaveWritten(timeoutMilliseconds: number): Promise<boolean> {
    const ended = Promise.allSettled(this.#transactions);
    const timeout = new AbortController();
    const elapsed = sleep(timeoutMilliseconds, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([ended, elapsed]);
    timeout.abort();
    return this.#hasWritten || this.#transactions.size > 0;
  }
}
