import { setTimeout as sleep } from 'node:timers/promises';

/** One run of an operation: whether it may go on, and whether it has changed anything. */
export class Run {
  readonly #signal: AbortSignal;
  /** Transactions that have not ended yet. */
  readonly #writing = new Set<Promise<unknown>>();
  #hasWritten = false;

  /** `signal`: aborted when the operation is cut off. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** To be asked before each step: what was cut off takes no further one. @throws the reason it was cut off for. */
  goOn(): void {
    this.#signal.throwIfAborted();
  }

  /** Runs a transaction of the operation's. */
  async writing<Result>(transact: () => Promise<Result>): Promise<Result> {
    this.goOn();
    const transaction = transact();
    this.#writing.add(transaction);
    try {
      const result = await transaction;
      this.#hasWritten = true;
      return result;
    } finally {
      this.#writing.delete(transaction);
    }
  }

  /** Whether a transaction of the operation's was committed. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /**
   * Whether a run that was cut off has left anything behind: a transaction that was being committed may have, any other
   * undoes itself at its next step. True as well when that is not known after waiting for so long.
   */
  async mayHaveWritten(patienceMilliseconds: number): Promise<boolean> {
    const ended = Promise.allSettled(this.#writing);
    const patience = new AbortController();
    const late = sleep(patienceMilliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([ended, late]);
    patience.abort();
    return this.#hasWritten || this.#writing.size > 0;
  }
}
