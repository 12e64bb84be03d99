/** Kinds of rows in the accounts of a tenancy, as `/v1` names them. */
export const ACCOUNT_ROW_WORDS = {
  CHARGE: 'charge',
  CANCELLED: 'cancelled',
  PAYMENT: 'payment',
  CREDIT: 'credit',
  DEPOSIT: 'deposit',
  REFUND: 'refund',
  RETURN: 'return',
} as const;
