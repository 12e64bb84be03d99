import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { Tinypool } from 'tinypool';
import { Unavailable } from '../errors.ts';
import { giveWay } from '../turns.ts';
import type { Printed, Printer, PrintJob } from './printer.ts';

/** What a thread runs: its bundle in dist/, or the source. */
const FILE = import.meta.url.endsWith('.ts') ? '../build/print-source.js' : './printing/print.js';

/** One core is left for requests. */
export const THREADS = Math.max(1, availableParallelism() - 1);

/** A document keeps its turn for so long: one that waits for a lock holds no other up for longer. */
const TURN_MILLISECONDS = 250;

/** A few seconds of work. */
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 5;

function assertRoom(waiting: number): void {
  if (waiting < MAX_WAITING) return;
  const message = 'Too many documents are being made at once. Try again later.';
  throw new Unavailable('server_busy', message, RETRY_AFTER_SECONDS);
}

/** Waits until something is done or has failed, for a limited time. */
async function settledWithin(doing: Promise<unknown>, milliseconds: number): Promise<void> {
  const over = new AbortController();
  const settled = doing.catch(() => undefined);
  await Promise.race([settled, sleep(milliseconds, undefined, over).catch(() => undefined)]);
  over.abort();
}

/**
 * Prints documents in threads of their own, since each takes the processor for tens of milliseconds. The first document
 * starts a thread; one thread then stays.
 */
export class PrintingThreads implements Printer {
  readonly #log: Logger;
  readonly #making = pLimit(THREADS);
  #pool: Tinypool | null = null;
  /** The last document of each line. */
  readonly #lines = new Map<string, Promise<unknown>>();
  #waitingInLine = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  get waiting(): number {
    return this.#making.pendingCount + this.#waitingToPrint;
  }

  get #waitingToPrint(): number {
    return this.#waitingInLine + (this.#pool?.queueSize ?? 0);
  }

  async make<Made>(make: () => Promise<Made>): Promise<Made> {
    assertRoom(this.waiting);
    return new Promise((resolve, reject) => {
      void this.#making(async () => {
        const made = make();
        made.then(resolve, reject);
        await settledWithin(made, TURN_MILLISECONDS);
        // The requests of others go before the next one.
        await giveWay();
      });
    });
  }

  async print(job: PrintJob, line?: string): Promise<Printed> {
    // A document that is being made has had its turn, whatever waits behind it.
    assertRoom(this.#waitingToPrint);
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
