import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Reads what belongs to ids: each once, and those that are asked for in one turn of the event loop together. One promise
 * serves thousands of ids, unlike a DataLoader, which makes several objects for each of them.
 */
export class ManyReader<Found> {
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;
  readonly #found = new Map<string, Found>();
  readonly #asked = new Set<string>();
  #ids: string[] = [];
  #next: Promise<void> | null = null;
  #reading: readonly Promise<void>[] = [];

  constructor(read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>) {
    this.#read = read;
  }

  async #readNext(): Promise<void> {
    await nextTurn();
    const ids = this.#ids;
    this.#ids = [];
    this.#next = null;
    for (const [id, found] of await this.#read(ids)) this.#found.set(id, found);
  }

  /** What was found so far, that of the ids included. @throws the error of any reading, also a former one. */
  async take(ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    for (const id of ids) {
      if (this.#asked.has(id)) continue;
      this.#asked.add(id);
      this.#ids.push(id);
    }
    if (this.#ids.length > 0 && this.#next === null) {
      this.#next = this.#readNext();
      this.#reading = [...this.#reading, this.#next];
    }
    await Promise.all(this.#reading);
    return this.#found;
  }
}
