import { dateFaults, refuse } from '../faults/faults.ts';
import type { LedgerRow } from './allocation.ts';
import type { Ledger } from './ledger.ts';

/** Rows in the table of the Board's N4 form. */
export const ARREARS_TABLE_ROWS = 3;

/** A row of the table: `chargedCents` − `paidCents` = `owingCents`. Dates YYYY-MM-DD, both included. */
export interface ArrearsRow {
  readonly from: string;
  readonly to: string;
  readonly chargedCents: number;
  readonly paidCents: number;
  readonly owingCents: number;
}

/** The table of an N4: at most three rows, and their sum. */
export interface ArrearsTable {
  readonly rows: readonly ArrearsRow[];
  readonly totalCents: number;
}

/**
 * Periods with rent owing that was due before a notice is given. The tenant can pay until the end of the due date (LTB
 * form N4, landlord's checklist). The ledger covers rent due by its own day only.
 * @throws DomainError `BAD_INPUT` for an invalid date.
 */
export function arrearsBefore(ledger: Ledger, givenOn: string): LedgerRow[] {
  refuse(dateFaults(['givenOn'], givenOn));
  return ledger.rows.filter(({ dueOn, owingCents }) => owingCents > 0 && dueOn < givenOn);
}

function combine(first: LedgerRow, last: LedgerRow, periods: readonly LedgerRow[]): ArrearsRow {
  const total = { chargedCents: 0, paidCents: 0, owingCents: 0 };
  for (const { chargedCents, paidCents, owingCents } of periods) {
    total.chargedCents += chargedCents;
    total.paidCents += paidCents;
    total.owingCents += owingCents;
  }
  return { from: first.from, to: last.to, ...total };
}

/** Combines the earlier periods into one row. Its dates cover paid periods between them, so these count too. */
function combined(ledger: Ledger, earlier: readonly LedgerRow[]): ArrearsRow[] {
  const first = earlier[0];
  const last = earlier.at(-1);
  if (!first || !last) return [];
  const covered = ledger.rows.filter(({ from }) => from >= first.from && from <= last.from);
  return [combine(first, last, covered)];
}

/**
 * Table of rent arrears for an N4 given on a day. Up to three periods have a row each. With more, the first row
 * combines the earlier periods, so the last row shows the last period alone.
 * @throws DomainError `BAD_INPUT` for an invalid date.
 */
export function arrearsTable(ledger: Ledger, givenOn: string): ArrearsTable {
  const owing = arrearsBefore(ledger, givenOn);
  const aloneFrom = owing.length > ARREARS_TABLE_ROWS ? owing.length - ARREARS_TABLE_ROWS + 1 : 0;
  const alone = owing.slice(aloneFrom).map((row) => combine(row, row, [row]));
  const rows = [...combined(ledger, owing.slice(0, aloneFrom)), ...alone];
  return { rows, totalCents: owing.reduce((sum, { owingCents }) => sum + owingCents, 0) };
}
