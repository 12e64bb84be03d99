/** A line to write on where a draft has no value yet. */
export const BLANK = '_______________';

/** The value, or a blank line. */
export function orBlank(value: string | undefined): string {
  return value === undefined || value === '' ? BLANK : value;
}
