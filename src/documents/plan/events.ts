import type { FormInput } from './plan.ts';

/** The events that an N5 or N7 describes. */
export function eventsOf({ events }: FormInput) {
  return (events ?? []).map(({ on, at, what }) => ({ on, at: at ?? undefined, what }));
}
