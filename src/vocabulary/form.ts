/** The documents that KeyNest generates, as `/v1` names them. */
export const FORM_TYPE_WORDS = {
  N1: 'N1',
  N2: 'N2',
  N4: 'N4',
  N5: 'N5',
  N7: 'N7',
  N8: 'N8',
  N9: 'N9',
  N10: 'N10',
  N11: 'N11',
  N12: 'N12',
  N13: 'N13',
  L1_SCHEDULE: 'L1-schedule',
  PAYMENT_AGREEMENT: 'payment-agreement',
  ENTRY: 'entry',
  LEASE: 'lease',
} as const;

/** The documents by title, as file names and certificates write them. */
export const FORM_TITLES = {
  N1: 'N1',
  N2: 'N2',
  N4: 'N4',
  N5: 'N5',
  N7: 'N7',
  N8: 'N8',
  N9: 'N9',
  N10: 'N10',
  N11: 'N11',
  N12: 'N12',
  N13: 'N13',
  L1_SCHEDULE: 'Schedule of arrears',
  PAYMENT_AGREEMENT: 'Payment agreement',
  ENTRY: 'Notice of entry',
  LEASE: 'Lease',
} as const;

/** The stages of a document. */
export const FORM_STATUS_WORDS = {
  DRAFT: 'Draft',
  GENERATED: 'Generated',
  SERVED: 'Served',
  VOID: 'Void',
} as const;
