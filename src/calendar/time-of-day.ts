/** A time of day, `HH:MM`, 00:00 to 23:59. */
export type TimeOfDay = string;

const SHAPE = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Whether a value is a time of day, `HH:MM`. */
export function isTimeOfDay(value: unknown): value is TimeOfDay {
  return typeof value === 'string' && SHAPE.test(value);
}

/** `13:05` as `1:05 p.m.`; empty for no time. */
export function timeInWords(time: TimeOfDay | undefined): string {
  const [, hours, minutes] = SHAPE.exec(time ?? '') ?? [];
  if (hours === undefined || minutes === undefined) return '';
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}
