import { DomainError } from '../errors.ts';
import { wordFor, type Words } from '../vocabulary/words.ts';

/** The statuses that may follow each status. */
export type LegalMoves<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** @throws DomainError CONFLICT `illegal_transition`, naming the legal moves. */
export function assertLegalMove<Status extends string>(
  noun: string,
  words: Words,
  moves: LegalMoves<Status>,
  from: Status,
  to: Status,
): void {
  const allowed = moves[from];
  if (allowed.includes(to)) return;
  const inWords = (status: Status) => wordFor(words, status).toLowerCase();
  const remedy =
    allowed.length === 0 ? 'Leave the status as it is.' : `Choose ${allowed.map(inWords).join(' or ')}.`;
  const message = `This ${noun} is ${inWords(from)} and cannot become ${inWords(to)}. ${remedy}`;
  throw new DomainError('CONFLICT', message, {
    reason: 'illegal_transition',
    details: [{ path: ['input', 'status'], code: 'illegal_transition', message: remedy, allowed }],
  });
}
