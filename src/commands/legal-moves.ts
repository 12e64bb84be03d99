import { DomainError } from '../errors.ts';

/** From each status, those that may follow it. */
export type LegalMoves<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** @throws DomainError CONFLICT `illegal_transition`, naming the moves that there are. */
export function assertLegalMove<Status extends string>(
  noun: string,
  moves: LegalMoves<Status>,
  from: Status,
  to: Status,
): void {
  const allowed = moves[from];
  if (allowed.includes(to)) return;
  const remedy = allowed.length === 0 ? 'It stays so.' : `From there: ${allowed.join(', ')}.`;
  throw new DomainError('CONFLICT', `A ${noun} that is ${from} can't become ${to}. ${remedy}`, {
    reason: 'illegal_transition',
    details: [{ path: ['input', 'status'], code: 'illegal_transition', message: remedy, allowed }],
  });
}
