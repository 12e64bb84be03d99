import { Gauge, type Registry } from 'prom-client';

/** Connections to PostgreSQL. */
export interface PoolUse {
  /** How many may be open. */
  readonly max: number;
  readonly open: number;
  readonly idle: number;
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number;
}

export interface QueueSources {
  /** Undefined for PGlite, which has one connection. */
  readonly poolUse: (() => PoolUse) | undefined;
  readonly passwordQueue: () => { readonly running: number; readonly waiting: number };
  /** Documents that wait to be printed. */
  readonly waitingDocuments: () => number;
  /** Sign-ins that run or wait for an earlier one on the same account. */
  readonly pendingSignIns: () => number;
  /** Bytes of bodies that are arriving. */
  readonly bodyUse: () => { readonly pending: number; readonly max: number };
  /** Bytes of large answers that clients have not read yet. */
  readonly answerUse: () => { readonly held: number; readonly max: number };
}

interface GaugeOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly Label[];
}

/** A gauge that is asked each time the metrics are read. */
function gauge<Label extends string = never>(
  register: Registry,
  { name, help, labelNames = [] }: GaugeOptions<Label>,
  ask: (gauge: Gauge<Label>) => void,
): void {
  new Gauge<Label>({
    name,
    help,
    labelNames: [...labelNames],
    registers: [register],
    collect() {
      ask(this);
    },
  });
}

function watchPool(register: Registry, poolUse: () => PoolUse): void {
  gauge(
    register,
    {
      name: 'keynest_database_connections',
      help: 'Open connections of the pool, by state.',
      labelNames: ['state'],
    },
    (one) => {
      const { open, idle } = poolUse();
      one.set({ state: 'idle' }, idle);
      one.set({ state: 'busy' }, open - idle);
    },
  );
  gauge(
    register,
    { name: 'keynest_database_connections_max', help: 'Most connections of the pool.' },
    (one) => {
      one.set(poolUse().max);
    },
  );
  gauge(
    register,
    { name: 'keynest_database_waiting', help: 'Statements and transactions that wait for a connection.' },
    (one) => {
      one.set(poolUse().waiting);
    },
  );
}

function watchBodies(register: Registry, bodyUse: QueueSources['bodyUse']): void {
  gauge(
    register,
    { name: 'keynest_request_body_bytes', help: 'Bytes of request bodies that are arriving.' },
    (one) => {
      one.set(bodyUse().pending);
    },
  );
  gauge(
    register,
    { name: 'keynest_request_body_max_bytes', help: 'Most bytes of bodies that may be arriving at once.' },
    (one) => {
      one.set(bodyUse().max);
    },
  );
}

function watchAnswers(register: Registry, answerUse: QueueSources['answerUse']): void {
  gauge(
    register,
    { name: 'keynest_unread_answer_bytes', help: 'Bytes of large answers that clients have not read yet.' },
    (one) => {
      one.set(answerUse().held);
    },
  );
  gauge(
    register,
    { name: 'keynest_unread_answer_max_bytes', help: 'Most bytes of them; beyond it, answers are cut off.' },
    (one) => {
      one.set(answerUse().max);
    },
  );
}

/** Pool and queues, as they are when the metrics are read. */
export function watchQueues(register: Registry, sources: QueueSources): void {
  if (sources.poolUse) watchPool(register, sources.poolUse);
  gauge(
    register,
    {
      name: 'keynest_queue_running',
      help: 'Work of a bounded queue that runs. Queue "password": hashes.',
      labelNames: ['queue'],
    },
    (one) => {
      one.set({ queue: 'password' }, sources.passwordQueue().running);
    },
  );
  gauge(
    register,
    {
      name: 'keynest_queue_waiting',
      help: 'Work that waits. Queue "password": hashes; "print": documents; "sign_in": attempts on an account that has another, with those that run.',
      labelNames: ['queue'],
    },
    (one) => {
      one.set({ queue: 'password' }, sources.passwordQueue().waiting);
      one.set({ queue: 'print' }, sources.waitingDocuments());
      one.set({ queue: 'sign_in' }, sources.pendingSignIns());
    },
  );
  watchBodies(register, sources.bodyUse);
  watchAnswers(register, sources.answerUse);
}
