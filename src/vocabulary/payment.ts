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
