import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** One rent period the table accounts for. */
export interface ArrearsPeriod {
  /** First day of the period. */
  readonly from: PlainDate;
  /** Last day of the period. */
  readonly to: PlainDate;
  readonly chargedCents: number;
  readonly paidCents: number;
  /** Charged less paid. */
  readonly owingCents: number;
}

/** N4: notice to end a tenancy early for non-payment of rent (RTA s.59). */
export interface N4Facts extends NoticeParties {
  /** Rent owed in all; equals the sum of the periods' `owingCents`. */
  readonly rentOwedCents: number;
  /** Pay by this date or move out by it. */
  readonly terminationDate: PlainDate;
  /** Oldest first; as many as needed. */
  readonly periods: readonly ArrearsPeriod[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
