import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { SuggestionStatus } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn } from '../../db/date-column.ts';
import { SUGGESTION_STATUS_WORDS } from '../../vocabulary/suggestion.ts';
import { assertLegalMove, type LegalMoves } from '../legal-moves.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

const LEGAL_MOVES: LegalMoves<SuggestionStatus> = { OPEN: ['DISMISSED'], CLOSED: [], DISMISSED: [] };

/** Dismisses a suggestion. It stays dismissed while the same rent is the oldest overdue. */
export async function updateSuggestion(
  context: Context,
  id: string,
  status: SuggestionStatus | null | undefined,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const suggestion = await context.db.suggestion.findUnique({ where: { id } });
  if (!suggestion) throw notFound('suggestion');
  authorize(context.viewer, 'updateSuggestion');
  assertVersion(suggestion, expectedVersion);
  if (!status) return;
  assertLegalMove('suggestion', SUGGESTION_STATUS_WORDS, LEGAL_MOVES, suggestion.status, status);
  await context.write(async (tx) => {
    const { count } = await tx.suggestion.updateMany({
      where: { id, status: suggestion.status, ...ifVersion(expectedVersion) },
      data: { status, closedOn: toColumn(context.today) },
    });
    if (count === 0) throw notFoundOrStale('suggestion', expectedVersion);
  });
}
