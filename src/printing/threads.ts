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
  /** The last document of each line. */
  readonly #lines = new Map<string, Promise<unknown>>();
  #waitingInLine = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  get waiting(): number {
    return this.#waitingInLine + (this.#pool?.queueSize ?? 0);
  }

  async print(job: PrintJob, line?: string): Promise<Printed> {
    if (this.waiting >= MAX_WAITING) {
      const message = 'Too many documents are being made at once. Try again later.';
      throw new Unavailable('server_busy', message, RETRY_AFTER_SECONDS);
    }
    return line === undefined ? this.#run(job) : this.#runInLine(job, line);
  }

  async #run(job: PrintJob): Promise<Printed> {
    return (await this.#open().run(job)) as Printed;
  }

  async #runInLine(job: PrintJob, line: string): Promise<Printed> {
    const before = this.#lines.get(line);
    const printed = before ? this.#runAfter(before, job) : this.#run(job);
    const over = printed.catch(() => undefined);
    this.#lines.set(line, over);
    try {
      return await printed;
    } finally {
      if (this.#lines.get(line) === over) this.#lines.delete(line);
    }
  }

  async #runAfter(before: Promise<unknown>, job: PrintJob): Promise<Printed> {
    this.#waitingInLine += 1;
    await before;
    this.#waitingInLine -= 1;
    return this.#run(job);
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
