import { hash } from 'node:crypto';
import * as z from 'zod';
import manifest from '../../package.json' with { type: 'json' };

/** Rises when an earlier KeyNest could no longer read the file. */
export const FORMAT_VERSION = 1;

/** Version of this KeyNest, which a backup names. */
export const APP_VERSION = manifest.version;

const migration = z.object({ name: z.string(), checksum: z.string() });

/** First line of a backup: what it is and what is needed to load it. */
export const headerLine = z.object({
  keynestBackup: z.literal(FORMAT_VERSION),
  madeAt: z.iso.datetime(),
  appVersion: z.string(),
  /** PostgreSQL's own description of its version. */
  engine: z.string(),
  /** Migrations that the database had, in the order of their names. */
  migrations: z.array(migration),
});

/** Starts the rows of a table. */
export const tableLine = z.object({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});

/** State of a sequence, as `setval` takes it. */
export const sequenceLine = z.object({ sequence: z.string(), value: z.string(), isCalled: z.boolean() });

/** Last line. Without it the file was cut off. */
export const endLine = z.object({
  end: z.literal(true),
  /** By the table's name. The digest doesn't depend on the order of the rows. */
  tables: z.record(z.string(), z.object({ rows: z.number().int(), digest: z.string() })),
  /** SHA-256 of all lines before this one, with their line ends. */
  sha256: z.string(),
});

export type Header = z.infer<typeof headerLine>;
export type TableHead = z.infer<typeof tableLine>;
export type SequenceState = z.infer<typeof sequenceLine>;
export type End = z.infer<typeof endLine>;

/** What is in a backup. */
export interface BackupSummary {
  readonly header: Header;
  readonly tables: End['tables'];
  readonly sha256: string;
}

/** Number of rows in all tables. */
export function countRows({ tables }: Pick<BackupSummary, 'tables'>): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}

const MODULUS = 1n << 256n;

/** Number and digest of a table's rows. The digest adds the SHA-256 of each row, so the order doesn't matter. */
export class RowDigest {
  #sum = 0n;
  rows = 0;

  add(line: string): void {
    this.#sum = (this.#sum + BigInt(`0x${hash('sha256', line)}`)) % MODULUS;
    this.rows += 1;
  }

  result(): { rows: number; digest: string } {
    return { rows: this.rows, digest: this.#sum.toString(16).padStart(64, '0') };
  }
}
