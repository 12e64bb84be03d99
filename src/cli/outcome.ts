/** What a command prints: `text` for people, `data` with --json. */
export interface Outcome {
  readonly text: string;
  readonly data: object;
  /** The command found something that is wrong; the exit code is 1. */
  readonly isFailure?: boolean;
}

/** The outcome was printed, and is a failure. */
export class FailedOutcome extends Error {
  override readonly name = 'FailedOutcome';
}
