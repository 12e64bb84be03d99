import { DomainError } from '../errors.ts';

/** The statuses that may follow each status. */
export type LegalMoves<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** A status in words, e.g. `in progress`. */
function wordsFor(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ');
}

/** @throws DomainError CONFLICT `illegal_transition`, naming the legal moves. */
export function assertLegalMove<Status extends string>(
  noun: string,
  moves: LegalMoves<Status>,
  from: Status,
  to: Status,
): void {
  const allowed = moves[from];
  if (allowed.includes(to)) return;
  const remedy =
    allowed.length === 0 ? 'Leave the status as it is.' : `Choose ${allowed.map(wordsFor).join(' or ')}.`;
  const message = `This ${noun} is ${wordsFor(from)} and cannot become ${wordsFor(to)}. ${remedy}`;
  throw new DomainError('CONFLICT', message, {
    reason: 'illegal_transition',
    details: [{ path: ['input', 'status'], code: 'illegal_transition', message: remedy, allowed }],
  });
}
