import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { Tinypool } from 'tinypool';
import { Unavailable } from '../errors.ts';
import type { Printed, Printer, PrintJob } from './printer.ts';

/** What a thread runs: its bundle in dist/, or the source. */
const FILE = import.meta.url.endsWith('.ts') ? '../build/print-source.js' : './printing/print.js';

/** One core is left for requests. */
const THREADS = Math.max(1, availableParallelism() - 1);

/** A few seconds of work. */
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 5;

/**
 * Prints documents in threads of their own, since each takes the processor for tens of milliseconds. The first document
 * starts a thread; one thread then stays.
 */
export class PrintingThreads implements Printer {
  readonly #log: Logger;
  #pool: Tinypool | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  get waiting(): number {
    return this.#pool?.queueSize ?? 0;
  }

  async print(job: PrintJob): Promise<Printed> {
    const pool = this.#open();
    if (pool.queueSize >= MAX_WAITING) {
      const message = 'Too many documents are being made at once. Try again later.';
      throw new Unavailable('server_busy', message, RETRY_AFTER_SECONDS);
    }
    return (await pool.run(job)) as Printed;
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  #open(): Tinypool {
    if (this.#pool) return this.#pool;
    const filename = new URL(FILE, import.meta.url).href;
    const pool = new Tinypool({ filename, name: 'print', minThreads: 1, maxThreads: THREADS });
    // A thread that ends outside a document. The pool would keep the waiting documents for ever.
    pool.on('error', (err: unknown) => {
      this.#log.error({ err }, 'a printing thread ended');
      if (this.#pool === pool) this.#pool = null;
      void pool.destroy();
    });
    this.#pool = pool;
    return pool;
  }
}
