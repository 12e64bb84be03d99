import { DomainError } from '../errors.ts';

const MINUTE_SECONDS = 60;

/** A duration as text, e.g. `45 seconds`; in whole minutes from one minute on. */
export function formatSeconds(seconds: number): string {
  if (seconds < MINUTE_SECONDS) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** Too many failed attempts, or too much cost. Tells when the next request is accepted. */
export class RateLimited extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number, message = 'Too many failed attempts.') {
    super('RATE_LIMITED', `${message} Try again in ${formatSeconds(retryAfterSeconds)}.`, {
      reason: 'rate_limited',
    });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
