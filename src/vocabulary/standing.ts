/** Legal standing of a notice on a day. */
export const STANDINGS = [
  'NOT_SERVED',
  'WITHDRAWN',
  'SUPERSEDED',
  'NOT_YET_GIVEN',
  'CORRECTION_RUNNING',
  'RUNNING',
  'APPLICATION_POSSIBLE',
  'APPLIED',
  'CLAIM_NOT_OWED',
  'VOID_PAID',
  'VOID_CORRECTED',
  'TENANT_LEFT',
  'EXPIRED',
] as const;

export type Standing = (typeof STANDINGS)[number];

/** Standings in which a notice still has effect. */
export const RUNNING_STANDINGS: readonly Standing[] = [
  'NOT_YET_GIVEN',
  'CORRECTION_RUNNING',
  'RUNNING',
  'APPLICATION_POSSIBLE',
  'APPLIED',
];
