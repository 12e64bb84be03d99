/** A cache of the most recently used values. */
export class Recent<Value> {
  readonly #size: number;
  readonly #isCacheable: (value: Value) => boolean;
  /** The least recently used first, since a Map keeps the order of insertion. */
  readonly #values = new Map<string, Value>();

  /** `isCacheable`: other values are not stored. */
  constructor(size: number, isCacheable: (value: Value) => boolean = () => true) {
    this.#size = size;
    this.#isCacheable = isCacheable;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    if (!this.#isCacheable(value)) return;
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#size && oldest !== undefined) this.#values.delete(oldest);
  }
}
