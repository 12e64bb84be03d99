import { fromColumn, toColumn } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { NewId } from '../../ids.ts';

/** The columns of suggestions that are needed here. */
export const SUGGESTIONS = {
  select: { id: true, leaseId: true, dueOn: true, status: true },
} as const satisfies Prisma.Lease$suggestionsArgs;

type Suggestion = Prisma.SuggestionGetPayload<typeof SUGGESTIONS>;

interface OverdueLease {
  readonly leaseId: string;
  readonly workspaceId: string;
  /** The oldest due day that is overdue, `YYYY-MM-DD`; null if none is. */
  readonly since: string | null;
  /** Those that it has. */
  readonly suggestions: readonly Suggestion[];
}

interface Rules {
  readonly today: string;
  readonly newId: NewId;
}

/** Whether a suggestion is still about the oldest overdue rent of its tenancy. */
function isCurrent({ dueOn }: Suggestion, since: string | null | undefined): boolean {
  return since !== null && since !== undefined && fromColumn(dueOn) === since;
}

/**
 * Opens a suggestion for each tenancy whose rent is overdue, one for its oldest due day, and closes those that are no
 * longer true. A dismissed suggestion stays dismissed for its due day.
 */
export async function alignSuggestions(
  tx: Prisma.TransactionClient,
  leases: readonly OverdueLease[],
  { today, newId }: Rules,
): Promise<void> {
  const sinceOf = new Map(leases.map(({ leaseId, since }) => [leaseId, since]));
  const stored = leases.flatMap(({ suggestions }) => suggestions);
  const stale = stored.filter((row) => row.status === 'OPEN' && !isCurrent(row, sinceOf.get(row.leaseId)));
  const again = stored.filter((row) => row.status === 'CLOSED' && isCurrent(row, sinceOf.get(row.leaseId)));
  const known = new Set(stored.map((row) => `${row.leaseId} ${fromColumn(row.dueOn)}`));
  const created = leases.flatMap(({ leaseId, workspaceId, since }) =>
    since === null || known.has(`${leaseId} ${since}`)
      ? []
      : [
          {
            id: newId('Suggestion'),
            workspaceId,
            leaseId,
            dueOn: toColumn(since),
            status: 'OPEN' as const,
            openedOn: toColumn(today),
          },
        ],
  );
  const idsOf = (rows: readonly Suggestion[]) => ({ id: { in: rows.map(({ id }) => id) } });
  if (stale.length > 0) {
    const data = { status: 'CLOSED' as const, closedOn: toColumn(today) };
    await tx.suggestion.updateMany({ where: idsOf(stale), data });
  }
  if (again.length > 0) {
    const data = { status: 'OPEN' as const, openedOn: toColumn(today), closedOn: null };
    await tx.suggestion.updateMany({ where: idsOf(again), data });
  }
  if (created.length > 0) await tx.suggestion.createMany({ data: created, skipDuplicates: true });
}
