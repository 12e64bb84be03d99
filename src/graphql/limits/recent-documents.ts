/** Keeps what was asked for last, so many of them. */
export class Recent<Value> {
  readonly #size: number;
  readonly #isKept: (value: Value) => boolean;
  /** The longest unasked for first: a Map goes by the order of insertion. */
  readonly #values = new Map<string, Value>();

  /** `isKept`: of what is not, nothing is remembered. */
  constructor(size: number, isKept: (value: Value) => boolean = () => true) {
    this.#size = size;
    this.#isKept = isKept;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    if (!this.#isKept(value)) return;
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#size && oldest !== undefined) this.#values.delete(oldest);
  }
}
