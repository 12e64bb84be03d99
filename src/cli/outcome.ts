/** What a command prints: `text` for people, `data` with --json. */
export interface Outcome {
  readonly text: string;
  readonly data: object;
}
