/** Where the present comes from. Injected, so that tests and the law can stand on any day. */
export interface Clock {
  now(): Date;
}
