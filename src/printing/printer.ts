import type { Fault } from '../errors.ts';
import type { DraftFormDocument } from '../forms/index.ts';

/** A document to print. */
export interface PrintJob {
  readonly document: DraftFormDocument;
  /** A draft is marked on every page, and facts can be missing. */
  readonly draft: boolean;
  /** ISO 8601 instant, the only date in the file. */
  readonly generatedAt: string;
  /** The official blank to fill in; absent: KeyNest's own layout. */
  readonly blank?: Uint8Array | undefined;
  /** Finds the faults only, and prints nothing. */
  readonly faultsOnly?: boolean;
}

/** The PDF, or every fault of the facts. Both are empty after `faultsOnly` without faults. */
export interface Printed {
  readonly bytes: Uint8Array | null;
  /** Faults of the facts. Their paths begin at the facts. */
  readonly faults: readonly Fault[];
  /** A text without room on the page, e.g. in a field of the official blank. */
  readonly layoutFault: {
    readonly code: string;
    readonly message: string;
    /** Each field without room, at the field of the input that it comes from. */
    readonly details: readonly Fault[];
  } | null;
}

/** Prints documents. */
export interface Printer {
  /**
   * Does what makes a document, from its judgement to its storing. Only so many documents are made at once as there are
   * threads: more would take the processor from all other requests, and print no sooner. One that takes long goes on, and
   * the next one begins.
   *
   * @throws Unavailable `server_busy` when too many documents wait.
   */
  make<Made>(make: () => Promise<Made>): Promise<Made>;
  /**
   * @param line - documents of one line are printed one after the other, e.g. the reports of a workspace: each can take
   *   seconds, and other documents go in between.
   * @throws Unavailable `server_busy` when too many documents wait.
   */
  print(job: PrintJob, line?: string): Promise<Printed>;
  /** Documents that wait for their turn. */
  readonly waiting: number;
  close(): Promise<void>;
}
