import type { Ageing } from '../ledger/index.ts';

/** What a tenancy owes on a day: a ledger without its rows. */
export interface Account {
  readonly balanceCents: number;
  readonly arrearsCents: number;
  readonly arrearsSince: string | null;
  readonly ageing: Ageing;
  /** Rent of a full rental period on that day; before the tenancy, its first rent. */
  readonly rentCents: number;
  /** What is owing apart from rent; negative for a credit. */
  readonly otherCents: number;
}
