import type { CalendarDate } from '../../calendar/date.ts';

/** Units of rule values. */
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
  'YES_NO',
] as const;

export type RuleUnit = (typeof RULE_UNITS)[number];

/** A number or yearly day that the law sets, while it is in force. */
export interface Rule {
  /** Stable id. Rows with the same id never overlap in time. */
  readonly id: string;
  /** Meaning of the value, in one sentence. */
  readonly fixes: string;
  /** In `unit`; a yearly day (`MONTH_DAY`) is written `MM-DD`. */
  readonly value: number | string;
  readonly unit: RuleUnit;
  /** First day in force. A row without an earlier amendment starts with the Act. */
  readonly inForceFrom: CalendarDate;
  /** Last day in force; null for the current row. */
  readonly inForceTo: CalendarDate | null;
  /** Statute section, or the Board's rule. */
  readonly section: string;
  /** Address of the page that states the value. */
  readonly source: string;
  /** Day on which the page was read. */
  readonly checkedOn: CalendarDate;
}

/** Day on which the Residential Tenancies Act, 2006 came into force. No rule covers an earlier day. */
export const ACT_IN_FORCE_FROM: CalendarDate = '2007-01-31';

/** Commencement of the second step of 2025 c.14 Sched.12 (Bill 60). */
export const BILL_60_SECOND_STEP: CalendarDate = '2026-09-21';

/** Common fields of most rows: the consolidated Act, in force since the Act came into force. */
export const ACT = {
  inForceFrom: ACT_IN_FORCE_FROM,
  inForceTo: null,
  source: 'https://www.ontario.ca/laws/statute/06r17',
  checkedOn: '2026-11-22',
} as const;
