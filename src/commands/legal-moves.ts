import { DomainError } from '../errors.ts';
import { wordFor, wordsFor, type Words } from '../vocabulary/words.ts';

/** From each status, the statuses that may follow it. */
export type LegalMoves<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** @throws DomainError CONFLICT `illegal_transition`, naming the statuses that may follow. */
export function assertLegalMove<Status extends string>(
  noun: string,
  words: Words,
  moves: LegalMoves<Status>,
  from: Status,
  to: Status,
): void {
  const allowed = moves[from];
  if (allowed.includes(to)) return;
  const remedy =
    allowed.length === 0 ? 'This status is final.' : `Choose one of ${wordsFor(words, allowed)}.`;
  const message = `A ${noun} that is ${wordFor(words, from)} cannot become ${wordFor(words, to)}. ${remedy}`;
  throw new DomainError('CONFLICT', message, {
    reason: 'illegal_transition',
    details: [{ path: ['input', 'status'], code: 'illegal_transition', message: remedy, allowed }],
  });
}
