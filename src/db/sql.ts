/** The SQL session that migrations use, on the embedded database or on PostgreSQL. */
export interface SqlSession {
  /** Runs one or several statements without parameters. */
  execute(sql: string): Promise<void>;
  /** Runs one statement and returns its rows. */
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}
