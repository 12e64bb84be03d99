import type { ChangeBasis } from '../../vocabulary/rent-basis.ts';

/** A change of the rent as the caller asks for it. Amounts in cents per rental period. */
export interface RentChangeInput {
  readonly rent?: number | null;
  readonly rentEffectiveOn?: string | null;
  readonly rentBasis?: ChangeBasis | null;
  readonly agreedOn?: string | null;
  readonly reason?: string | null;
}

/** A row to add to the schedule. */
export interface NewRent {
  readonly effectiveOn: string;
  readonly amountCents: number;
  readonly basis: ChangeBasis;
  readonly agreedOn: string | null;
  readonly reason: string | null;
}

/** A row that stays, with another amount. */
export interface AmendedRent {
  readonly id: string;
  readonly amountCents: number;
  readonly reason: string | null;
}

/** What a change does to the schedule. */
export interface RentEffect {
  /** Rows that no longer count. */
  readonly cancelled: readonly string[];
  /** A row that gets another amount: of a tenancy that has not begun, or a decrease that is not in force yet. */
  readonly amended: AmendedRent | null;
  readonly added: NewRent | null;
}
