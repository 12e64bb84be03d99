import { DomainError, notFound } from '../errors.ts';

export type ExpectedVersion = number | null | undefined;

/** Whether a write is conditional on a version. */
export function isConditional(expected: ExpectedVersion): expected is number {
  return expected !== null && expected !== undefined;
}

/** The part of a `where` that makes a write conditional. */
export function ifVersion(expected: ExpectedVersion): { version?: number } {
  return isConditional(expected) ? { version: expected } : {};
}

/** The error of a conditional write whose row has changed. */
export function stale(): DomainError {
  return new DomainError(
    'PRECONDITION_FAILED',
    'This has changed since you read it. Read it again, then retry.',
    { reason: 'stale_version' },
  );
}

/**
 * The error of a write that found no row although its caller had just read it. A conditional write is stale; for any
 * other, the row is gone or no longer visible.
 */
export function notFoundOrStale(noun: string, expected: ExpectedVersion): DomainError {
  return isConditional(expected) ? stale() : notFound(noun);
}

/** @throws DomainError PRECONDITION_FAILED if the row read has another version. */
export function assertVersion(row: { version: number }, expected: ExpectedVersion): void {
  if (isConditional(expected) && row.version !== expected) throw stale();
}
