/** Bytes of request bodies that the process holds at once, of all requests that are still arriving. */
const MAX_PENDING_BYTES = 64 * 1024 * 1024;

/** A limit on the memory that unfinished request bodies take, whoever sends them. */
export class BodyBudget {
  readonly #max: number;
  #pending = 0;

  constructor(maxBytes: number = MAX_PENDING_BYTES) {
    this.#max = maxBytes;
  }

  /** Bytes that are held now, and the most that may be. */
  get use(): { readonly pending: number; readonly max: number } {
    return { pending: this.#pending, max: this.#max };
  }

  /** Reserves room for bytes that arrived; false if there is none. */
  reserve(bytes: number): boolean {
    if (this.#pending + bytes > this.#max) return false;
    this.#pending += bytes;
    return true;
  }

  /** Returns room, once a body is complete or was refused. */
  release(bytes: number): void {
    this.#pending -= bytes;
  }
}
