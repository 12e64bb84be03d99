/** Why a rent is lawful, as `/v1` writes it. */
export const RENT_BASIS_WORDS = {
  INITIAL: 'Initial',
  INCREASE: 'Increase',
  AGREEMENT: 'Agreement',
  ORDER: 'Order',
  DECREASE: 'Decrease',
  CORRECTION: 'Correction',
  HISTORY: 'History',
} as const;

/** The bases that a change of the rent can state. */
export const CHANGE_BASIS_WORDS = {
  DECREASE: 'Decrease',
  CORRECTION: 'Correction',
  ORDER: 'Order',
  AGREEMENT: 'Agreement',
  HISTORY: 'History',
} as const;

/** A basis that a change of the rent can state. */
export type ChangeBasis = keyof typeof CHANGE_BASIS_WORDS;

/** Whether a row of the rent schedule applies on a day, as `/v1` writes it. */
export const RENT_STATE_WORDS = {
  IN_FORCE: 'InForce',
  SCHEDULED: 'Scheduled',
  AWAITING_SERVICE: 'AwaitingService',
  PAST: 'Past',
} as const;

/** Whether a row of the rent schedule applies on a day. */
export type RentState = keyof typeof RENT_STATE_WORDS;
