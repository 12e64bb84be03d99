import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** Reasons of an N8, in the order of the Board's form. */
export const N8_REASONS = [
  'PERSISTENT_LATE_PAYMENT',
  'SOCIAL_HOUSING_ENDED',
  'EMPLOYMENT_ENDED',
  'CONDOMINIUM_PURCHASE_ENDED',
  'CARE_ENDED',
] as const;

export type N8Reason = (typeof N8_REASONS)[number];

/** A rental period whose rent was late. */
export interface LatePaymentRow {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly dueOn: PlainDate;
  readonly chargedCents: number;
  /** Day on which it was paid in full; absent while something is owing. */
  readonly paidOn?: PlainDate | undefined;
  /** Until that day, or until the notice. */
  readonly daysLate: number;
  readonly owingCents: number;
}

/** N8: end of the term (RTA s.58). At least one reason. */
export interface N8Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  readonly reasons: readonly N8Reason[];
  /** Persistent late payment: the late periods among those on record. */
  readonly latePayments?: { readonly periods: number; readonly late: readonly LatePaymentRow[] } | undefined;
  /** Details in words. Line breaks start paragraphs. */
  readonly details?: string | undefined;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
