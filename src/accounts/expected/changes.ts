import { addDays } from '../../calendar/date.ts';
import type { LedgerRow } from '../../ledger/index.ts';

/** An expected row as it is stored. Dates `YYYY-MM-DD`. */
export interface StoredRow {
  readonly id: string;
  readonly status: 'PENDING' | 'OVERDUE' | 'VOID';
  readonly isExpected: boolean;
  readonly amountCents: number;
  readonly period: string | null;
  readonly dueOn: string | null;
  readonly overdueOn: string | null;
}

/** The columns of an expected row that change. */
export interface RowChange {
  readonly id: string;
  readonly status: 'PENDING' | 'OVERDUE' | 'VOID';
  readonly amountCents: number;
  readonly period: string | null;
  readonly dueOn: string | null;
  readonly overdueOn: string | null;
  readonly settledById: string | null;
}

/** An expected row to add. */
export type NewRow = Omit<RowChange, 'id' | 'settledById'>;

export interface Changes {
  readonly added: readonly NewRow[];
  readonly changed: readonly RowChange[];
  /** Rows that were opened and closed, for the count of a run. */
  readonly opened: number;
  readonly closed: number;
  /** The oldest due day that is overdue, of rent that the present owner can claim; null if none is. */
  readonly overdueSince: string | null;
}

interface Rules {
  readonly today: string;
  readonly overdueAfterDays: number;
  /** The payment that settled what is no longer owing. */
  readonly settledById: string | null;
  /** Rent due before this day is kept by a former owner; null without one. */
  readonly keptBefore: string | null;
}

const isOpen = ({ status }: StoredRow) => status !== 'VOID';

/** Open rows by due day. A row without a due day, or a second one for a day, takes the first free day of its period. */
function placeRows(stored: readonly StoredRow[], wanted: readonly LedgerRow[]): Map<string, StoredRow> {
  const placed = new Map<string, StoredRow>();
  const open = stored.filter(isOpen);
  for (const row of open) if (row.dueOn !== null && !placed.has(row.dueOn)) placed.set(row.dueOn, row);
  const homeless = open.filter((row) => row.dueOn === null || placed.get(row.dueOn) !== row);
  for (const row of homeless) {
    const day = wanted.find(
      ({ dueOn, month }) => !placed.has(dueOn) && (row.period === null || month === row.period),
    );
    if (day) placed.set(day.dueOn, row);
  }
  return placed;
}

/** The status by date. A row that somebody marked as overdue before its day stays so. */
function statusOf(row: StoredRow | undefined, overdueOn: string, today: string): 'PENDING' | 'OVERDUE' {
  const isMarked = row?.status === 'OVERDUE' && row.overdueOn !== null && today < row.overdueOn;
  return isMarked || today >= overdueOn ? 'OVERDUE' : 'PENDING';
}

function isSame(row: StoredRow, change: NewRow): boolean {
  return (
    row.isExpected &&
    row.status === change.status &&
    row.amountCents === change.amountCents &&
    row.period === change.period &&
    row.dueOn === change.dueOn &&
    row.overdueOn === change.overdueOn
  );
}

/**
 * What brings the expected rows of a tenancy into line with its ledger: one open row of the owing amount for each due
 * day. `owing`: the rows of the ledger with rent owing, oldest first. Does not depend on what ran before.
 */
export function changesOf(stored: readonly StoredRow[], owing: readonly LedgerRow[], rules: Rules): Changes {
  const { today, overdueAfterDays, settledById, keptBefore } = rules;
  const placed = placeRows(stored, owing);
  const settled = new Map(
    stored.flatMap((row) => (!isOpen(row) && row.dueOn !== null ? [[row.dueOn, row] as const] : [])),
  );
  const added: NewRow[] = [];
  const changed: RowChange[] = [];
  const kept = new Set<string>();
  let overdueSince: string | null = null;
  let opened = 0;
  for (const { dueOn, month, owingCents } of owing) {
    const open = placed.get(dueOn);
    const overdueOn = addDays(dueOn, overdueAfterDays + 1);
    const status = statusOf(open, overdueOn, today);
    const row = { status, amountCents: owingCents, period: month, dueOn, overdueOn };
    if (status === 'OVERDUE' && (keptBefore === null || dueOn >= keptBefore)) overdueSince ??= dueOn;
    const stored_ = open ?? settled.get(dueOn);
    if (!open) opened += 1;
    if (!stored_) added.push(row);
    else {
      kept.add(stored_.id);
      if (!isSame(stored_, row)) changed.push({ id: stored_.id, settledById: null, ...row });
    }
  }
  const over = stored.filter((row) => isOpen(row) && !kept.has(row.id));
  for (const { id, amountCents, period, dueOn, overdueOn } of over) {
    changed.push({ id, status: 'VOID', amountCents, period, dueOn, overdueOn, settledById });
  }
  return { added, changed, opened, closed: over.length, overdueSince };
}
