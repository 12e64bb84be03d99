import { DomainError, notFound } from '../errors.ts';

export type ExpectedVersion = number | null | undefined;

/** Whether a write depends on what the caller has seen. */
export function isConditional(expected: ExpectedVersion): expected is number {
  return expected !== null && expected !== undefined;
}

/** The part of a `where` that makes a write conditional. */
export function ifVersion(expected: ExpectedVersion): { version?: number } {
  return isConditional(expected) ? { version: expected } : {};
}

/** For a conditional write that found the row no longer as the caller saw it. */
export function stale(): DomainError {
  return new DomainError(
    'PRECONDITION_FAILED',
    'Somebody changed this since you read it. Read it again, then decide.',
    { reason: 'stale_version' },
  );
}

/**
 * For a write that found no row although its caller had just seen one: it has changed since or, where its version was
 * of no account, it is gone or no longer the viewer's to see.
 */
export function missed(noun: string, expected: ExpectedVersion): DomainError {
  return isConditional(expected) ? stale() : notFound(noun);
}

/** For callers that read a row before a write that may have nothing to do. */
export function assertVersion(row: { version: number }, expected: ExpectedVersion): void {
  if (isConditional(expected) && row.version !== expected) throw stale();
}
