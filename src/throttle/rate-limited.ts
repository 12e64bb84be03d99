import { DomainError } from '../errors.ts';

const MINUTE_SECONDS = 60;

/** A wait, e.g. `45 seconds`; from a minute on in whole minutes. */
export function inWords(seconds: number): string {
  if (seconds < MINUTE_SECONDS) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** Too many failed attempts. Says when the next one will be looked at. */
export class RateLimited extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('RATE_LIMITED', `Too many failed attempts. Try again in ${inWords(retryAfterSeconds)}.`, {
      reason: 'rate_limited',
    });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
