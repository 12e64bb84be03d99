/** Accounts of the demo workspace, for a reader to try the server with. */
export interface DemoAccounts {
  readonly emails: readonly string[];
  /** Null when the operator chose another password, which is not told. */
  readonly password: string | null;
}
