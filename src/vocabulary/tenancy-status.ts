/** The stages of a tenancy, in their order. */
export const TENANCY_STATUS_WORDS = {
  PENDING: 'Pending',
  ACTIVE: 'Active',
  NOTICE: 'Notice',
  PAST: 'Past',
} as const;
