/** Prepared statements that a connection may hold; each takes memory on the server. */
const MAX_NAMES = 500;

/** How often a text is sent before it gets a name. Lists of ids make many texts that never come again. */
const USES_BEFORE_NAME = 3;

/** Texts that are counted before they have a name. */
const MAX_COUNTED = 2000;

/**
 * Names prepared statements by their text, so that PostgreSQL parses and plans a text once for each connection. A text
 * that comes often gets a name that stays; beyond the maximum, texts stay without one.
 */
export class StatementNames {
  readonly #isAllowed: boolean;
  readonly #names = new Map<string, string>();
  readonly #uses = new Map<string, number>();

  /** `isAllowed`: false behind a proxy that shares connections, which may not know a name that another one made. */
  constructor(isAllowed = true) {
    this.#isAllowed = isAllowed;
  }

  /** The name of a statement; undefined for a text that has none. */
  nameOf(text: string): string | undefined {
    if (!this.#isAllowed) return undefined;
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MAX_NAMES) return known;
    const uses = (this.#uses.get(text) ?? 0) + 1;
    if (uses < USES_BEFORE_NAME) {
      if (this.#uses.size >= MAX_COUNTED) this.#uses.clear();
      this.#uses.set(text, uses);
      return undefined;
    }
    this.#uses.delete(text);
    const name = `keynest_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
