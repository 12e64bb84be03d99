/** Wrong options or values. The exit code is 2, as for options that commander refuses. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
