import type { PGlite, Results } from '@electric-sql/pglite';
import type pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { timeStatement } from '../telemetry/signals.ts';
import type { StatementNames } from './statement-names.ts';

/** A statement that is sent past Prisma. */
export interface SqlStatement {
  readonly text: string;
  /** Texts, numbers, booleans, nulls, and lists of them. */
  readonly parameters: readonly unknown[];
  /** Whether the best plan depends on the values, so that the statement has no name under which a plan is kept. */
  readonly isPlannedAnew?: boolean;
}

export type SqlRow = Readonly<Record<string, unknown>>;

/** Sends SELECTs to a database without Prisma, which maps every row once more. */
export interface SqlReader {
  /** Whether others may wait for what the reader holds. */
  readonly isInTransaction?: true;
  read(statement: SqlStatement): Promise<readonly SqlRow[]>;
}

/** The same with changes: each is a transaction of its own. */
export interface SqlSender extends SqlReader {
  /** Gives the number of rows that were changed. */
  write(statement: SqlStatement): Promise<number>;
}

/** Sends over the pool that Prisma uses. */
export class PoolSender implements SqlSender {
  readonly #pool: pg.Pool;
  readonly #names: StatementNames;

  constructor(pool: pg.Pool, names: StatementNames) {
    this.#pool = pool;
    this.#names = names;
  }

  async read(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return (await this.#send(statement)).rows;
  }

  async write(statement: SqlStatement): Promise<number> {
    return (await this.#send(statement)).rowCount ?? 0;
  }

  #send({ text, parameters, isPlannedAnew = false }: SqlStatement): Promise<pg.QueryResult<SqlRow>> {
    const name = isPlannedAnew ? undefined : this.#names.nameOf(text);
    const query = { text, values: [...parameters], ...(name === undefined ? {} : { name }) };
    return timeStatement(text, () => this.#pool.query<SqlRow>(query));
  }
}

/** Sends over the embedded database's only connection, between its transactions. */
export class EmbeddedSender implements SqlSender {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async read(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return (await this.#send(statement)).rows;
  }

  async write(statement: SqlStatement): Promise<number> {
    return (await this.#send(statement)).affectedRows ?? 0;
  }

  #send({ text, parameters }: SqlStatement): Promise<Results<SqlRow>> {
    return timeStatement(text, () => this.#pglite.query<SqlRow>(text, [...parameters]));
  }
}

interface WithSender {
  readonly $sqlSender?: SqlSender | null;
}

/** The client, and every client that extends it, with a sender. Null: all goes through Prisma. */
export function withSender(prisma: PrismaClient, sender: SqlSender | null): PrismaClient {
  return prisma.$extends({ client: { $sqlSender: sender } }) as unknown as PrismaClient;
}

/** The sender of a client; null for a client without one. */
export function senderOf(prisma: PrismaClient): SqlSender | null {
  return (prisma as WithSender).$sqlSender ?? null;
}

/**
 * The statement with each list of one value as that value. PostgreSQL guesses the length of a list that it does not see,
 * so a plan for one value looks cheaper than the plan that it could keep, and it plans the statement anew each time.
 */
function withoutListsOfOne(statement: SqlStatement): SqlStatement {
  const { text, parameters } = statement;
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
  return { ...statement, text: shorter, parameters: values };
}

/** Sends a SELECT past Prisma where the client has a sender, and through Prisma otherwise. */
export async function readSql<Row>(prisma: PrismaClient, given: SqlStatement): Promise<readonly Row[]> {
  const statement = withoutListsOfOne(given);
  const sender = senderOf(prisma);
  const rows: unknown = sender
    ? await sender.read(statement)
    : await prisma.$queryRawUnsafe(statement.text, ...statement.parameters);
  return rows as readonly Row[];
}
