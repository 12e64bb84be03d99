/** What one check found. */
export interface Finding {
  readonly check: string;
  /** `warn`: something to look at, or something that could not be checked. */
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do; absent when all is well. */
  readonly remedy?: string;
}

export const ok = (check: string, message: string): Finding => ({ check, status: 'ok', message });

export const warn = (check: string, message: string, remedy: string): Finding => ({
  check,
  status: 'warn',
  message,
  remedy,
});

export const fail = (check: string, message: string, remedy: string): Finding => ({
  check,
  status: 'fail',
  message,
  remedy,
});

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
