/** A blank line for a missing value of a draft. */
export const BLANK = '_______________';

/** The value, or a blank line. */
export function orBlank(value: string | undefined): string {
  return value === undefined || value === '' ? BLANK : value;
}
