import type { CalendarDate } from '../calendar/date.ts';

/** Something to know that does not make the result wrong. */
export interface Warning {
  /** Stable, snake_case. */
  readonly code: string;
  readonly message: string;
  readonly section?: string;
  /** A date that stays clear of the doubt, where there is one. */
  readonly date?: CalendarDate;
}
