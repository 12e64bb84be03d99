/** The little of SQL that start-up needs from a database, embedded or not, before Prisma takes over. */
export interface SqlSession {
  /** Runs one or several statements without parameters. */
  execute(sql: string): Promise<void>;
  /** Runs one statement and gives its rows. */
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}
