import type { CalendarDate } from '../calendar/date.ts';

/** A doubt or risk that does not make the result invalid. */
export interface Warning {
  /** Stable, snake_case. */
  readonly code: string;
  readonly message: string;
  readonly section?: string;
  /** A date that avoids the risk, if known. */
  readonly date?: CalendarDate;
}
