import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { timeStatement } from '../telemetry/signals.ts';

/** Measures what is sent through a connection or a transaction. */
function measureStatements<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable);
  const executeRaw = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (query) => timeStatement(query.sql, () => queryRaw(query));
  queryable.executeRaw = (query) => timeStatement(query.sql, () => executeRaw(query));
  return queryable;
}

/**
 * Sends the statements of a transaction one after the other. Prisma reads relations at once; the driver would queue them
 * too, but warns that it will not for ever.
 */
function inTurn<Transaction extends SqlQueryable>(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const after = <Result>(send: () => Promise<Result>): Promise<Result> => {
    const sent = last.then(send);
    last = sent.catch(() => undefined);
    return sent;
  };
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  transaction.queryRaw = (query) => after(() => queryRaw(query));
  transaction.executeRaw = (query) => after(() => executeRaw(query));
  return transaction;
}

function measureConnection(connection: SqlDriverAdapter): SqlDriverAdapter {
  const startTransaction = connection.startTransaction.bind(connection);
  connection.startTransaction = async (isolation) =>
    inTurn(measureStatements(await startTransaction(isolation)));
  return measureStatements(connection);
}

/** Makes a database driver of Prisma tell how long each SQL statement takes, with the wait for a connection. */
export function measured<Factory extends SqlDriverAdapterFactory>(factory: Factory): Factory {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => measureConnection(await connect());
  return factory;
}
