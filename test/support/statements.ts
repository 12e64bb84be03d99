import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

interface Connection {
  queryRaw(query: unknown): Promise<unknown>;
}
interface AdapterFactory {
  connect(): Promise<Connection>;
}

/** Counts the SQL statements that ask for rows, on databases opened after it was made. */
export class StatementCounter {
  #count = 0;

  constructor() {
    for (const factory of [PrismaPGlite.prototype, PrismaPg.prototype]) this.#watch(factory);
  }

  /** How many statements `work` comes to. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count;
    await work();
    return this.#count - before;
  }

  #watch(factory: AdapterFactory): void {
    const original = Object.getOwnPropertyDescriptor(factory, 'connect')?.value as AdapterFactory['connect'];
    const increment = () => (this.#count += 1);
    factory.connect = async function watched(this: AdapterFactory) {
      const connection = await original.call(this);
      const queryRaw = connection.queryRaw.bind(connection);
      connection.queryRaw = (query) => {
        increment();
        return queryRaw(query);
      };
      return connection;
    };
  }
}
