import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { EmbeddedSender, PoolSender, type SqlSender, type SqlStatement } from '../../src/db/read-sql.ts';

/** What Prisma sends statements through: a connection, or a transaction on one. */
interface Queryable {
  queryRaw(query: Statement): Promise<unknown>;
  executeRaw(query: Statement): Promise<number>;
}
interface Statement {
  readonly sql: string;
}
interface Connection extends Queryable {
  startTransaction(...options: unknown[]): Promise<Queryable>;
}
interface AdapterFactory {
  connect(): Promise<Connection>;
}

/** One adapter ends a transaction by a statement, the other by a call. */
const ENDS_TRANSACTION = /^(COMMIT|ROLLBACK)$/;

/**
 * Counts the SQL statements that are sent, also those of transactions, on databases opened after it was made. Prisma
 * reads in a transaction too, where it has several rows to find by their ids at once. What begins and ends a transaction
 * is not counted.
 */
export class StatementCounter {
  #count = 0;
  /** Texts of the statements while they are asked for. */
  #texts: string[] | null = null;

  constructor() {
    for (const factory of [PrismaPGlite.prototype, PrismaPg.prototype]) this.#watchFactory(factory);
    for (const sender of [EmbeddedSender.prototype, PoolSender.prototype]) this.#watchSender(sender);
  }

  /** How many statements `work` comes to. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count;
    await work();
    return this.#count - before;
  }

  /** The texts of the statements that `work` comes to. */
  async textsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
    const texts: string[] = [];
    this.#texts = texts;
    await work();
    this.#texts = null;
    return texts;
  }

  #note(text: string): void {
    this.#count += 1;
    this.#texts?.push(text);
  }

  #watchFactory(factory: AdapterFactory): void {
    const original = Object.getOwnPropertyDescriptor(factory, 'connect')?.value as AdapterFactory['connect'];
    const watch = (connection: Connection) => {
      this.#watchConnection(connection);
    };
    factory.connect = async function watched(this: AdapterFactory) {
      const connection = await original.call(this);
      watch(connection);
      return connection;
    };
  }

  /** What is sent past Prisma. */
  #watchSender(sender: SqlSender): void {
    const note = (text: string) => {
      this.#note(text);
    };
    for (const way of ['read', 'write'] as const) {
      const original = Object.getOwnPropertyDescriptor(sender, way)?.value as SqlSender['read'];
      const counted = function (this: SqlSender, statement: SqlStatement) {
        note(statement.text);
        return original.call(this, statement);
      };
      Object.assign(sender, { [way]: counted });
    }
  }

  #watchConnection(connection: Connection): void {
    this.#watch(connection);
    const startTransaction = connection.startTransaction.bind(connection);
    connection.startTransaction = async (...options) => {
      const transaction = await startTransaction(...options);
      this.#watch(transaction);
      return transaction;
    };
  }

  #watch(queryable: Queryable): void {
    const queryRaw = queryable.queryRaw.bind(queryable);
    const executeRaw = queryable.executeRaw.bind(queryable);
    queryable.queryRaw = (query) => {
      this.#note(query.sql);
      return queryRaw(query);
    };
    queryable.executeRaw = (query) => {
      if (!ENDS_TRANSACTION.test(query.sql)) this.#note(query.sql);
      return executeRaw(query);
    };
  }
}
