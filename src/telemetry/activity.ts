import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request did so far, for its line in the log, the metrics and its trace. */
export interface Activity {
  readonly requestId: string;
  /** The caller's `traceparent`, as it was sent; empty for none. */
  readonly traceparent: string;
  /** The trace that the request belongs to (W3C Trace Context); null for none. */
  traceId: string | null;
  /** SQL statements, without those that begin and end transactions. */
  statements: number;
  /** How long those statements took, added up. */
  sqlMilliseconds: number;
}

const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;

/** @param traceparent - the header that a request came with; empty for none. */
export function createActivity(requestId: string, traceparent: string): Activity {
  const traceId = TRACEPARENT.exec(traceparent)?.[1] ?? null;
  return { requestId, traceparent, traceId, statements: 0, sqlMilliseconds: 0 };
}

const current = new AsyncLocalStorage<Activity>();

/** Runs the work of a request, so that what it does is counted for the request. */
export function withActivity<Result>(activity: Activity, work: () => Result): Result {
  return current.run(activity, work);
}

/** The request that the running code works for; undefined outside of requests. */
export function currentActivity(): Activity | undefined {
  return current.getStore();
}
