import type { Logger } from 'pino';
import { alignMarked, storeAligned, type KnownLease, type NewPayment } from '../accounts/expected/align.ts';
import { dateIn } from '../calendar/zone.ts';
import { type Clock } from '../clock.ts';
import { writeAs, type Author, type Beginning, type Interface, type Opening } from '../db/audit.ts';
import type { ReadReplica } from '../db/read-replica.ts';
import type { FileLinks } from '../files/links.ts';
import type { Templates } from '../forms/index.ts';
import type { Payment, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Claims } from '../idempotency/claims.ts';
import { recordEffect, type Effect } from '../idempotency/effect.ts';
import type { NewId } from '../ids.ts';
import type { CostMeter } from './cost-meter.ts';
import { LedgerBudget } from './ledger-budget.ts';
import type { Printer } from '../printing/printer.ts';
import { rereadingClient, scopedClient } from '../policies/scoped-client.ts';
import { visibilityOf } from '../policies/visibility.ts';
import { requireViewer, type Viewer } from '../policies/viewer.ts';
import { Batches } from '../turns.ts';
import type { Run } from './run.ts';
import type { SignInThrottle } from '../throttle/sign-in-throttle.ts';

/** Services of the process, shared by all requests. */
export interface Services {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  /** Copies of official blank forms that the operator provides. */
  readonly templates: Templates;
  /** Prints documents. */
  readonly printer: Printer;
  readonly sessionSeconds: number;
  /** Limits failed password attempts. The process shares one. */
  readonly throttle: SignInThrottle;
  /** Requests with an idempotency key. */
  readonly claims: Claims;
  /** Serves reports; absent without DATABASE_READ_URL. */
  readonly replica?: ReadReplica | null;
}

/** One request, of either interface. */
export interface Request {
  readonly requestId: string;
  readonly log: Logger;
  /** Scheme and authority of absolute links. */
  readonly origin: string;
  readonly viewer: Viewer | null;
  /** The client's, if known; failed sign-ins are counted by it. */
  readonly address?: string;
  /** Charges operations to the caller; absent or null: no limit. */
  readonly costMeter?: CostMeter | null;
}

type Work<Result> = (tx: Prisma.TransactionClient) => Promise<Result>;

/** The context of resolvers and commands. */
export class Context {
  readonly requestId: string;
  readonly origin: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  readonly templates: Templates;
  readonly printer: Printer;
  readonly sessionSeconds: number;
  readonly throttle: SignInThrottle;
  readonly address: string;
  readonly claims: Claims;
  /** Null: no limit. */
  readonly costMeter: CostMeter | null;
  /** Sees all rows. Only for signing in and accepting an invitation; everything else uses `db`. */
  readonly system: PrismaClient;
  /** For the audit log; the façade sets it to `rest`. */
  interface: Interface = 'graphql';
  /** The parsed JSON of a POST to /graphql: an operation or a batch. */
  graphqlBody: unknown;
  /** Names of the operations that the request executed, for its line in the log. Shared by a batch. */
  readonly operationNames: string[] = [];
  /** Fields of the root types that those operations asked for, and codes of the errors that they ended with. */
  readonly rootFields: string[] = [];
  readonly errorCodes: string[] = [];
  /** When the loaders of the request read. */
  readonly batches = new Batches();
  /** Of the idempotency key that the request came with; null without one. */
  effect: Effect | null = null;
  // Not `#private`: each operation of a batch has an object that inherits from this one, and could not read it.
  private readonly maybeViewer: Viewer | null;
  // Not `request`: yoga sets that to its own.
  private readonly given: Request;
  private readonly replica: ReadReplica | null;
  private scoped: PrismaClient | undefined;
  private rereading: PrismaClient | undefined;
  /** Worked out once: a request that runs past midnight keeps its day. */
  private date: string | undefined;
  private run: Run | null = null;
  /** Before the current run. */
  private hadWrittenBefore = false;
  private budget = new LedgerBudget(() => this.interface !== 'rest');

  constructor(services: Services, request: Request) {
    this.requestId = request.requestId;
    this.given = request;
    this.origin = request.origin;
    this.clock = services.clock;
    this.newId = services.newId;
    this.links = services.links;
    this.templates = services.templates;
    this.printer = services.printer;
    this.sessionSeconds = services.sessionSeconds;
    this.throttle = services.throttle;
    this.address = request.address ?? '';
    this.claims = services.claims;
    this.costMeter = request.costMeter ?? null;
    this.system = services.prisma;
    this.maybeViewer = request.viewer;
    this.replica = services.replica ?? null;
  }

  get log(): Logger {
    return this.given.log;
  }

  get isSignedIn(): boolean {
    return this.maybeViewer !== null;
  }

  /** @throws DomainError UNAUTHENTICATED for the signed-out. */
  get viewer(): Viewer {
    return requireViewer(this.maybeViewer);
  }

  /** A client for the rows that the viewer may see, until the operation is cancelled. */
  get db(): PrismaClient {
    this.scoped ??= scopedClient(this.system, this.viewer, {
      throwIfCancelled: () => this.run?.throwIfCancelled(),
    });
    return this.scoped;
  }

  /** The same, with deleted properties in place of those in the portfolio. Ask `listDeletedProperties` first. */
  get dbOfDeleted(): PrismaClient {
    const viewer = { ...this.viewer, seesDeleted: true };
    return scopedClient(this.system, viewer, { throwIfCancelled: () => this.run?.throwIfCancelled() });
  }

  /**
   * The client for one report over many rows: of the replica, if there is one and it has every change so far. What an
   * operation wrote itself is read from the primary.
   */
  async reports(): Promise<PrismaClient> {
    if (this.replica === null || this.hasWritten) return this.db;
    const prisma = await this.replica.client();
    if (prisma === this.system) return this.db;
    return scopedClient(prisma, this.viewer, { throwIfCancelled: () => this.run?.throwIfCancelled() });
  }

  /** A text that is equal for viewers who see the same rows. */
  get visibility(): string {
    return visibilityOf(this.viewer);
  }

  /** `reports` for several requests that share it: it goes on when one of them is cancelled. */
  async sharedReports(): Promise<PrismaClient> {
    return scopedClient((await this.replica?.client()) ?? this.system, this.viewer);
  }

  /** Reads of one turn, or of one list, are one statement: for Pothos, which rereads rows, and for bulk mutations. */
  get dbForRereads(): PrismaClient {
    const throwIfCancelled = () => this.run?.throwIfCancelled();
    this.rereading ??= rereadingClient(this.system, this.viewer, this.batches, throwIfCancelled);
    return this.rereading;
  }

  /** Of the current operation. It refuses nothing of the façade, whose documents show no ledger rows. */
  get ledgerBudget(): LedgerBudget {
    return this.budget;
  }

  /** Ties reads and writes to an operation's run: once it is cancelled, nothing more is read or committed. */
  startRun(run: Run): void {
    this.hadWrittenBefore = this.hasWritten;
    this.run = run;
    this.budget = this.budget.forOperation();
    // An operation of a batch inherits the request's clients, which belong to no run.
    this.scoped = undefined;
    this.rereading = undefined;
  }

  /** Call this between the steps of a long write. @throws once the operation is cancelled. */
  throwIfCancelled(): void {
    this.run?.throwIfCancelled();
  }

  /** Whether this operation, or an earlier one of the same request to the façade, has committed anything. */
  get hasWritten(): boolean {
    return this.hadWrittenBefore || (this.run?.hasWritten ?? false);
  }

  /** Today's calendar date in the viewer's workspace. */
  get today(): string {
    this.date ??= dateIn(this.viewer.timeZone, this.clock.now());
    return this.date;
  }

  /**
   * Runs a write as one transaction on the rows that the viewer may see, and names the viewer in the audit log. Every
   * write goes through here: the log names nobody for a write on `db` itself.
   *
   * `subjectId`: the created row, which a retry with the same idempotency key reads again.
   */
  write<Result>(work: Work<Result>, subjectId?: string): Promise<Result> {
    const workAndAlign: Work<Result> = async (tx) => {
      const result = await work(tx);
      await alignMarked(tx, this.viewer.workspaceId, this.alignment());
      return result;
    };
    return this.runWrite(this.db, this.viewer, workAndAlign, { open: this.opening(subjectId) });
  }

  /**
   * The same for a payment. The first statement evaluates `lock`, which locks the tenancy. The work gives the payment and
   * the tenancy before it, so that the tenancy is read once. Resolves to the stored row.
   */
  writePayment(
    lock: Prisma.Sql,
    work: Work<{ readonly payment: NewPayment; readonly lease: KnownLease }>,
    subjectId: string,
  ): Promise<Payment> {
    const workAndStore: Work<Payment> = async (tx) => {
      const { payment, lease } = await work(tx);
      return storeAligned(tx, lease, payment, this.alignment());
    };
    return this.runWrite(this.db, this.viewer, workAndStore, { open: this.opening(subjectId), lock });
  }

  /** The first statement of a write with an idempotency key. */
  private opening(subjectId: string | undefined): Opening | undefined {
    const { effect } = this;
    if (effect?.state !== 'due') return undefined;
    return (tx, alongside) =>
      recordEffect(tx, effect, subjectId ?? effect.subjectId ?? null, this.clock.now(), alongside);
  }

  /** Expected rows follow every change of money, rent or dates in the change's own transaction. */
  private alignment() {
    const { today, newId } = this;
    return { today, newId, now: this.clock.now() };
  }

  /**
   * The same on all rows, for callers without a viewer: to sign in, to accept an invitation. `author`: the user that the
   * log names; null if unknown.
   */
  systemWrite<Result>(author: Author | null, work: Work<Result>): Promise<Result> {
    return this.runWrite(this.system, author, work);
  }

  private runWrite<Result>(
    prisma: PrismaClient,
    author: Author | null,
    work: Work<Result>,
    beginning?: Beginning,
  ): Promise<Result> {
    const { run } = this;
    const actor = { author, origin: this.interface, requestId: this.requestId };
    if (!run) return writeAs(prisma, actor, work, beginning);
    const workUnlessCancelled: Work<Result> = async (tx) => {
      const result = await work(tx);
      run.throwIfCancelled();
      return result;
    };
    return run.transact(() => writeAs(prisma, actor, workUnlessCancelled, beginning));
  }
}
