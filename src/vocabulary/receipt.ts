/** What money on a receipt was for. */
export const RECEIPT_PURPOSE_WORDS = {
  RENT: 'Rent',
  CHARGES: 'Charges',
  RENT_DEPOSIT: 'Rent Deposit',
  KEY_DEPOSIT: 'Key Deposit',
} as const;

export type ReceiptPurpose = keyof typeof RECEIPT_PURPOSE_WORDS;
