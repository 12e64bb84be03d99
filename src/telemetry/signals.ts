import { currentActivity, type Activity } from './activity.ts';
import { Signal } from './signal.ts';

/** A piece of work that has ended. */
interface Timed {
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly hasFailed: boolean;
  /** The request that it was done for. */
  readonly activity: Activity | undefined;
}

/** An SQL statement with placeholders, never with values. */
export interface Statement extends Timed {
  readonly text: string;
  readonly kind: StatementKind;
}

/** A PDF that was made. */
export interface Rendering extends Timed {
  readonly form: string;
}

/** Which door a request came through. */
export type Interface = 'rest' | 'graphql' | 'files' | 'other';

/** A request whose answer was sent or cut off. */
export interface Served extends Omit<Timed, 'hasFailed'> {
  readonly activity: Activity;
  readonly interface: Interface;
  /** A name that we gave: an operation of /v1, a field of GraphQL's root, or a pattern. No client can invent one. */
  readonly operation: string;
  readonly method: string;
  readonly route: string;
  /** Null for an answer that was cut off. */
  readonly status: number | null;
  /** Codes of the errors that operations ended with. */
  readonly errorCodes: readonly string[];
}

/** A run of work in the background. */
export interface JobRun extends Omit<Timed, 'activity'> {
  readonly job: Job;
  /** Rows that the run made, sent or removed. */
  readonly items: number;
}

/** `rent`: the rent run of a workspace. `backup`: the nightly one. `housekeeping`: expired audit events, and link keys. */
export type Job = 'backup' | 'housekeeping' | 'rent';

export const statementSent = new Signal<Statement>('statement');
export const documentRendered = new Signal<Rendering>('document');
export const requestStarted = new Signal<Activity>('request-started');
export const requestServed = new Signal<Served>('request-served');
export const jobRun = new Signal<JobRun>('job');

const KINDS = {
  select: 'select',
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  with: 'with',
  begin: 'transaction',
  commit: 'transaction',
  rollback: 'transaction',
  savepoint: 'transaction',
  release: 'transaction',
  set: 'transaction',
} as const;

export type StatementKind = (typeof KINDS)[keyof typeof KINDS] | 'other';

function kindOf(text: string): StatementKind {
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(KINDS, word) ? KINDS[word as keyof typeof KINDS] : 'other';
}

/** Runs work and tells how long it took, also when it fails. */
async function time<Result>(work: () => Promise<Result>, tell: (timed: Timed) => void): Promise<Result> {
  const startedAt = performance.now();
  const activity = currentActivity();
  let hasFailed = true;
  try {
    const result = await work();
    hasFailed = false;
    return result;
  } finally {
    tell({ startedAt, milliseconds: performance.now() - startedAt, hasFailed, activity });
  }
}

/** Sends an SQL statement, and counts it for the request that it belongs to. */
export function timeStatement<Result>(text: string, send: () => Promise<Result>): Promise<Result> {
  return time(send, (timed) => {
    const kind = kindOf(text);
    const { activity, milliseconds } = timed;
    if (activity && kind !== 'transaction') {
      activity.statements += 1;
      activity.sqlMilliseconds += milliseconds;
    }
    statementSent.send({ ...timed, text, kind });
  });
}

/** Renders a document of a form type. */
export function timeRendering<Result>(form: string, render: () => Promise<Result>): Promise<Result> {
  return time(render, (timed) => {
    documentRendered.send({ ...timed, form });
  });
}

/** Runs a job once. `work` gives the number of rows that it made, sent or removed. */
export function timeJob(job: Job, work: () => Promise<number>): Promise<number> {
  let items = 0;
  const count = async () => {
    items = await work();
    return items;
  };
  return time(count, ({ startedAt, milliseconds, hasFailed }) => {
    jobRun.send({ job, startedAt, milliseconds, hasFailed, items });
  });
}
