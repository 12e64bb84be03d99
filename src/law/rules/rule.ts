import type { CalendarDate } from '../../calendar/date.ts';

/** What a rule's value counts. */
export const RULE_UNITS = [
  'DAYS',
  'BUSINESS_DAYS',
  'MONTHS',
  'HOURS',
  'HOUR_OF_DAY',
  'MONTH_DAY',
  'MONTHS_OF_RENT',
  'RENT_PERIODS',
  'RESIDENTIAL_UNITS',
  'CENTS',
  'BASIS_POINTS',
] as const;

export type RuleUnit = (typeof RULE_UNITS)[number];

/** One number (or yearly day) the law fixes, for the time it is in force. */
export interface Rule {
  /** Stable; rows with the same id follow one another in time and never overlap. */
  readonly id: string;
  /** What the value decides, in a sentence. */
  readonly fixes: string;
  /** In `unit`; a yearly day (`MONTH_DAY`) is written `MM-DD`. */
  readonly value: number | string;
  readonly unit: RuleUnit;
  /** First day the row answers for; rows older than any amendment known here begin with the Act. */
  readonly inForceFrom: CalendarDate;
  /** Last day the row answers for; null while no later row is known. */
  readonly inForceTo: CalendarDate | null;
  /** Statute section, or the Board's rule. */
  readonly section: string;
  /** Where the value was read. */
  readonly source: string;
  /** When it was read there. */
  readonly checkedOn: CalendarDate;
}

/** The day the Residential Tenancies Act, 2006 came into force: no rule here answers for an earlier one. */
export const ACT_IN_FORCE_FROM: CalendarDate = '2007-01-31';

/** Commencement of the second step of 2025 c.14 Sched.12 (Bill 60). */
export const BILL_60_SECOND_STEP: CalendarDate = '2026-09-21';

/** What most rows share: the Act's consolidation, read once, in force since the Act. */
export const ACT = {
  inForceFrom: ACT_IN_FORCE_FROM,
  inForceTo: null,
  source: 'https://www.ontario.ca/laws/statute/06r17',
  checkedOn: '2026-11-22',
} as const;
