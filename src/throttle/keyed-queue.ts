/** Runs work on the same key one after another, and work on different keys concurrently. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<unknown>>();
  #size = 0;

  /** Pieces of work that run or wait, over all keys. */
  get size(): number {
    return this.#size;
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const previous = this.#last.get(key) ?? Promise.resolve();
    const current = previous.then(work);
    const settled = current.catch(() => undefined);
    this.#last.set(key, settled);
    this.#size += 1;
    try {
      return await current;
    } finally {
      this.#size -= 1;
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
