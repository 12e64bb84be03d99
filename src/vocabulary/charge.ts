/** What a charge is for. */
export const CHARGE_KIND_WORDS = {
  CREDIT: 'Credit',
  DISCOUNT: 'Discount',
  DEPOSIT: 'Deposit',
  NSF_BANK: 'NSF Bank',
  NSF_ADMINISTRATION: 'NSF Administration',
  UTILITY: 'Utility',
  DAMAGE: 'Damage',
  OTHER: 'Other',
} as const;

/** What a caller may ask to charge. The law refuses the last two. */
export const ASKED_CHARGE_WORDS = {
  CREDIT: 'Credit',
  DISCOUNT: 'Discount',
  NSF_BANK: 'NSF Bank',
  NSF_ADMINISTRATION: 'NSF Administration',
  UTILITY: 'Utility',
  DAMAGE: 'Damage',
  OTHER: 'Other',
  LATE_FEE: 'Late Fee',
  INTEREST: 'Interest',
} as const;

/** Whether a charge counts. */
export const CHARGE_STATUS_WORDS = { POSTED: 'Posted', VOID: 'Void' } as const;

/** Charges for a returned payment: the bank's, and the landlord's (RTA s.87(5)). */
const RETURNED_PAYMENT_KINDS = ['NSF_BANK', 'NSF_ADMINISTRATION'] as const;

export type ReturnedPaymentKind = (typeof RETURNED_PAYMENT_KINDS)[number];

/** Whether a charge is for a returned payment. */
export function isForReturnedPayment(kind: string): kind is ReturnedPaymentKind {
  return (RETURNED_PAYMENT_KINDS as readonly string[]).includes(kind);
}
