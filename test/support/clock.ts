import type { Clock } from '../../src/clock.ts';

/** A Monday morning in Toronto. */
export const START = '2026-11-23T15:00:00.000Z';

/** The calendar date of `START` in Toronto. */
export const TODAY = '2026-11-23';

/** A clock that stands until it is set. */
export class SettableClock implements Clock {
  #instant = new Date(START);

  now(): Date {
    return new Date(this.#instant);
  }

  /** To an instant, RFC 3339. */
  set(instant: string): void {
    this.#instant = new Date(instant);
  }

  advance({ seconds = 0, hours = 0, days = 0 }: { seconds?: number; hours?: number; days?: number }): void {
    const total = seconds + 3600 * (hours + 24 * days);
    this.#instant = new Date(this.#instant.getTime() + total * 1000);
  }

  /** Back to where every test file begins. */
  reset(): void {
    this.set(START);
  }
}
