import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { timeStatement } from '../telemetry/signals.ts';
import type { StatementNames } from './statement-names.ts';

/** A SELECT that is sent past Prisma. */
export interface ReadStatement {
  readonly text: string;
  /** Texts, numbers, booleans, nulls, and lists of them. */
  readonly parameters: readonly unknown[];
}

export type SqlRow = Readonly<Record<string, unknown>>;

/** Sends SELECTs to a database without Prisma, which maps every row once more. Never within a transaction. */
export interface SqlReader {
  read(statement: ReadStatement): Promise<readonly SqlRow[]>;
}

/** Reads over the pool that Prisma uses. */
export class PoolReader implements SqlReader {
  readonly #pool: pg.Pool;
  readonly #names: StatementNames;

  constructor(pool: pg.Pool, names: StatementNames) {
    this.#pool = pool;
    this.#names = names;
  }

  async read({ text, parameters }: ReadStatement): Promise<readonly SqlRow[]> {
    const name = this.#names.nameOf(text);
    const query = { text, values: [...parameters], ...(name === undefined ? {} : { name }) };
    const { rows } = await timeStatement(text, () => this.#pool.query<SqlRow>(query));
    return rows;
  }
}

/** Reads over the embedded database's only connection. */
export class EmbeddedReader implements SqlReader {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async read({ text, parameters }: ReadStatement): Promise<readonly SqlRow[]> {
    const { rows } = await timeStatement(text, () => this.#pglite.query<SqlRow>(text, [...parameters]));
    return rows;
  }
}

interface WithReader {
  readonly $sqlReader?: SqlReader | null;
}

/** The client, and every client that extends it, with a reader. Null: reads go through Prisma. */
export function withReader(prisma: PrismaClient, reader: SqlReader | null): PrismaClient {
  return prisma.$extends({ client: { $sqlReader: reader } }) as unknown as PrismaClient;
}

/** The reader of a client; null for a client without one. */
export function readerOf(prisma: PrismaClient): SqlReader | null {
  return (prisma as WithReader).$sqlReader ?? null;
}

/**
 * The statement with each list of one value as that value. PostgreSQL guesses the length of a list that it does not see,
 * so a plan for one value looks cheaper than the plan that it could keep, and it plans the statement anew each time.
 */
function withoutListsOfOne({ text, parameters }: ReadStatement): ReadStatement {
  let shorter = text;
  const values = parameters.map((value, index): unknown => {
    if (!Array.isArray(value) || value.length !== 1) return value;
    const place = `$${index + 1}`;
    const parts = shorter.split(`= ANY(${place})`);
    const isUsedElsewhere = parts.some((part) => new RegExp(`\\${place}(?!\\d)`).test(part));
    if (isUsedElsewhere) return value;
    shorter = parts.join(`= ${place}`);
    return (value as readonly unknown[])[0];
  });
  return { text: shorter, parameters: values };
}

/** Sends a SELECT past Prisma where the client has a reader, and through Prisma otherwise. */
export async function readSql<Row>(prisma: PrismaClient, given: ReadStatement): Promise<readonly Row[]> {
  const statement = withoutListsOfOne(given);
  const reader = readerOf(prisma);
  const rows: unknown = reader
    ? await reader.read(statement)
    : await prisma.$queryRawUnsafe(statement.text, ...statement.parameters);
  return rows as readonly Row[];
}
