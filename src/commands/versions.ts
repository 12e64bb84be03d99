import { DomainError } from '../errors.ts';

export type ExpectedVersion = number | null | undefined;

/** The part of a `where` that makes a write conditional. */
export function ifVersion(expected: ExpectedVersion): { version?: number } {
  return expected === null || expected === undefined ? {} : { version: expected };
}

/** For a conditional write that found the row no longer as the caller saw it. */
export function stale(): DomainError {
  return new DomainError(
    'PRECONDITION_FAILED',
    'Somebody changed this since you read it. Read it again, then decide.',
    { reason: 'stale_version' },
  );
}

/** For callers that read a row before a write that may have nothing to do. */
export function assertVersion(row: { version: number }, expected: ExpectedVersion): void {
  if (expected !== null && expected !== undefined && row.version !== expected) throw stale();
}
