import type { ServerResponse } from 'node:http';

/** Bytes of large answers that the process holds for clients which have not read them yet. */
const MAX_UNREAD_BYTES = 128 * 1024 * 1024;

/** Unread answers of a network, the oldest first. */
interface Unread {
  bytes: number;
  readonly answers: Map<ServerResponse, number>;
}

/** A limit on the memory that answers take while their clients do not read them. */
export class UnreadAnswers {
  readonly #networks = new Map<string, Unread>();
  readonly #max: number;
  #bytes = 0;

  constructor(maxBytes: number = MAX_UNREAD_BYTES) {
    this.#max = maxBytes;
  }

  /** Bytes that are held now, and the most that may be. */
  get use(): { readonly held: number; readonly max: number } {
    return { held: this.#bytes, max: this.#max };
  }

  /** Holds an answer until it was written. Beyond the limit, closes the oldest ones of the network that holds most. */
  hold(network: string, response: ServerResponse, bytes: number): void {
    const unread = this.#networks.get(network) ?? { bytes: 0, answers: new Map<ServerResponse, number>() };
    this.#networks.set(network, unread);
    unread.answers.set(response, bytes);
    unread.bytes += bytes;
    this.#bytes += bytes;
    response.once('close', () => {
      this.#release(network, unread, response);
    });
    while (this.#bytes > this.#max) this.#closeOne();
  }

  #release(network: string, unread: Unread, response: ServerResponse): void {
    const bytes = unread.answers.get(response) ?? 0;
    unread.answers.delete(response);
    unread.bytes -= bytes;
    this.#bytes -= bytes;
    if (unread.answers.size === 0 && this.#networks.get(network) === unread) this.#networks.delete(network);
  }

  #closeOne(): void {
    const [network, unread] = [...this.#networks].reduce((most, one) =>
      one[1].bytes > most[1].bytes ? one : most,
    );
    const [oldest] = unread.answers.keys();
    if (!oldest) return;
    this.#release(network, unread, oldest);
    oldest.destroy();
  }
}
