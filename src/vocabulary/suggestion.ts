/** The stages of a suggestion. */
export const SUGGESTION_STATUS_WORDS = { OPEN: 'Open', CLOSED: 'Closed', DISMISSED: 'Dismissed' } as const;
