/** What a deposit is for. */
export const DEPOSIT_KIND_WORDS = { LAST_MONTH: 'Last Month', KEY: 'Key' } as const;

/** How interest on a deposit is given to the tenant. */
export const INTEREST_METHOD_WORDS = { PAID: 'Paid', SET_OFF: 'Set Off' } as const;

/** What happened to a deposit. */
export const DEPOSIT_EVENT_WORDS = {
  RECEIVED: 'Received',
  TOP_UP: 'Top-Up',
  INTEREST_ADDED: 'Interest Added',
  INTEREST_PAID: 'Interest Paid',
  APPLIED: 'Applied',
  RELEASED: 'Released',
  REFUND: 'Refund',
} as const;
