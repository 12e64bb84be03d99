/** How often rent is due. */
export const RENT_PERIOD_WORDS = {
  DAILY: 'Daily',
  WEEKLY: 'Weekly',
  BIWEEKLY: 'Biweekly',
  MONTHLY: 'Monthly',
  YEARLY: 'Yearly',
} as const;

/** One rental period as a noun, e.g. in "rent per month". */
export const RENT_PERIOD_NOUNS = {
  DAILY: 'day',
  WEEKLY: 'week',
  BIWEEKLY: 'two weeks',
  MONTHLY: 'month',
  YEARLY: 'year',
} as const;
