import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** A rental period in the table of an N4. */
export interface ArrearsPeriod {
  /** First day of the period. */
  readonly from: PlainDate;
  /** Last day of the period. */
  readonly to: PlainDate;
  readonly chargedCents: number;
  readonly paidCents: number;
  /** Rent charged less rent paid. */
  readonly owingCents: number;
}

/** N4: notice to end a tenancy early for non-payment of rent (RTA s.59). */
export interface N4Facts extends NoticeParties {
  /** Total rent owed: the sum of the periods' `owingCents`. */
  readonly rentOwedCents: number;
  /** Date by which the tenant must pay or move out. */
  readonly terminationDate: PlainDate;
  /** Oldest first, any number. */
  readonly periods: readonly ArrearsPeriod[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
