/** Operations that each client knows by these names. */
export type OperationName =
  'TwoVersions' | 'People' | 'Streets' | 'Cities' | 'Tickets' | 'OneTicket' | 'OpenTicket' | 'MoveTicket';

export type Variables = Readonly<Record<string, string | number>>;

/** A client's cache, as a screen uses it. */
export interface Cache {
  /** Asks the server, and keeps the answer. */
  read(operation: OperationName, variables?: Variables): Promise<void>;
  /** What the cache alone knows; null when it misses something. */
  cached(operation: OperationName, variables?: Variables): unknown;
  /** Runs a mutation. Gives its data. */
  change(operation: OperationName, variables: Variables): Promise<unknown>;
  /** Loads the first page of units, or the next one. */
  loadUnits(): Promise<void>;
  /** Labels of the units that were loaded, as a list of one screen shows them. */
  labels(): readonly string[];
}

export const PAGE = 4;
