/** The source of the current time. Injected, so that tests can set any day. */
export interface Clock {
  now(): Date;
}
