/** The stages of a payment. */
export const PAYMENT_STATUS_WORDS = {
  PENDING: 'Pending',
  PAID: 'Paid',
  OVERDUE: 'Overdue',
  FAILED: 'Failed',
  REFUNDED: 'Refunded',
  VOID: 'Void',
} as const;

/** How money is paid. */
export const PAYMENT_METHOD_WORDS = {
  E_TRANSFER: 'E-Transfer',
  CHEQUE: 'Cheque',
  CASH: 'Cash',
  PAD: 'PAD',
  CARD: 'Card',
  OTHER: 'Other',
} as const;

/** What a payment row stands for. */
export const PAYMENT_SOURCE_WORDS = { EXPECTED: 'Expected', RECEIVED: 'Received' } as const;

/** What a payment pays. */
export const PAYMENT_PURPOSE_WORDS = { RENT: 'Rent', CHARGES: 'Charges' } as const;
