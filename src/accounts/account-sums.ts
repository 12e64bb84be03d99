import type { LedgerRow } from '../ledger/index.ts';
import { FIRST_YEAR, laterOf } from '../calendar/date.ts';
import { rentEntries } from './receipts.ts';
import { otherEntries } from './other-account.ts';
import type { ChargedColumns, DayAndCents } from './charged-columns.ts';
import { chargedLease, type LedgerLease } from './tenancy-ledger.ts';

/**
 * What the account of a tenancy follows from on any day from `heldFrom` on: its terms, the money that came in and did
 * not go back, and the rent of each due day that is open. Stored as JSON. Days `YYYY-MM-DD`.
 */
export type Sums = readonly [
  ...charged: ChargedColumns,
  receivedCents: number,
  open: readonly DayAndCents[],
  otherCents: number,
];

/** The sums of a tenancy as they are stored. */
export interface StoredSums {
  readonly leaseId: string;
  readonly workspaceId: string;
  readonly sums: string;
  /** The last day that any of its money names: before it, some of that has not come in or gone back yet. */
  readonly heldFrom: string;
}

/** Of a tenancy without money. */
const FIRST_DAY = `${FIRST_YEAR}-01-01`;

interface Entry {
  readonly on: string;
  readonly amountCents: number;
}

const sum = (entries: readonly Entry[]) => entries.reduce((cents, { amountCents }) => cents + amountCents, 0);

/** The sums of a tenancy. `owing`: the rows of its ledger with rent owing. */
export function sumsOf(
  lease: LedgerLease & { readonly id: string; readonly workspaceId: string },
  owing: readonly LedgerRow[],
): StoredSums {
  const charged = chargedLease(lease);
  const { startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rentSchedule } = charged;
  const [received, others] = [rentEntries(lease), otherEntries(lease)];
  const sums: Sums = [
    ...([lease.id, startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay] as const),
    rentSchedule.map(({ effectiveOn, amountCents }) => [effectiveOn, amountCents]),
    -sum(received),
    owing.map(({ dueOn, owingCents }) => [dueOn, owingCents]),
    sum(others),
  ];
  return {
    leaseId: lease.id,
    workspaceId: lease.workspaceId,
    sums: JSON.stringify(sums),
    heldFrom: [...received, ...others].reduce((last, { on }) => laterOf(last, on), FIRST_DAY),
  };
}
