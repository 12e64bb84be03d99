import type { Logger } from 'pino';
import { dateIn, type Clock } from '../clock.ts';
import { writeAs, type Author, type Interface } from '../db/audit.ts';
import type { FileLinks } from '../files/links.ts';
import type { Templates } from '../forms/index.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Claims } from '../idempotency/claims.ts';
import { recordEffect, type Effect } from '../idempotency/effect.ts';
import type { NewId } from '../ids.ts';
import { LedgerBudget } from './ledger-budget.ts';
import { rereadingClient, scopedClient } from '../policies/scoped-client.ts';
import { requireViewer, type Viewer } from '../policies/viewer.ts';
import type { Run } from './run.ts';
import type { SignInThrottle } from '../throttle/sign-in-throttle.ts';

/** What the process gives to every request. */
export interface Services {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  /** The user's copies of official blanks. */
  readonly templates: Templates;
  readonly sessionSeconds: number;
  /** Bounds failed attempts at passwords. One for the whole process, or it bounds nothing. */
  readonly throttle: SignInThrottle;
  /** Requests with an idempotency key. */
  readonly claims: Claims;
}

/** One request, whichever interface it came through. */
export interface Request {
  readonly requestId: string;
  readonly log: Logger;
  /** Scheme and authority that absolute links are made with. */
  readonly origin: string;
  readonly viewer: Viewer | null;
  /** The client's, as far as it is known; failed sign-ins are counted by it. */
  readonly address?: string;
}

type Work<Result> = (tx: Prisma.TransactionClient) => Promise<Result>;

/** What resolvers and commands get to know. */
export class Context {
  readonly requestId: string;
  readonly log: Logger;
  readonly origin: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  readonly templates: Templates;
  readonly sessionSeconds: number;
  readonly throttle: SignInThrottle;
  readonly address: string;
  readonly claims: Claims;
  /** Sees everything: for whoever is not signed in yet, to sign in or accept an invitation. Everything else goes through `db`. */
  readonly system: PrismaClient;
  /** For the audit log; the façade says so when it is the one. */
  interface: Interface = 'graphql';
  /** Names of the operations that the request executed, for its line in the log. Shared by a batch. */
  readonly operationNames: string[] = [];
  /** Of the idempotency key that the request came with; null without one. */
  effect: Effect | null = null;
  // Not `#private`, which an object that inherits from this one can't read: each operation of a batch has such a one.
  private readonly asker: Viewer | null;
  private scoped: PrismaClient | undefined;
  private rereading: PrismaClient | undefined;
  private run: Run | null = null;
  /** Before the run. */
  private hadWritten = false;
  private readonly budget = new LedgerBudget();

  constructor(services: Services, request: Request) {
    this.requestId = request.requestId;
    this.log = request.log;
    this.origin = request.origin;
    this.clock = services.clock;
    this.newId = services.newId;
    this.links = services.links;
    this.templates = services.templates;
    this.sessionSeconds = services.sessionSeconds;
    this.throttle = services.throttle;
    this.address = request.address ?? '';
    this.claims = services.claims;
    this.system = services.prisma;
    this.asker = request.viewer;
  }

  get isSignedIn(): boolean {
    return this.asker !== null;
  }

  /** @throws DomainError UNAUTHENTICATED for the signed-out. */
  get viewer(): Viewer {
    return requireViewer(this.asker);
  }

  /** The rows that the viewer may see, while the operation may go on. */
  get db(): PrismaClient {
    this.scoped ??= scopedClient(this.system, this.viewer, { goOn: () => this.run?.goOn() });
    return this.scoped;
  }

  /** For GraphQL's plugin alone: it reads again what was shown before. */
  get dbOfShownRows(): PrismaClient {
    this.rereading ??= rereadingClient(this.system, this.viewer, () => this.run?.goOn());
    return this.rereading;
  }

  /** Shared by the operations of a batch. Null for the façade, whose documents are ours and show no rows. */
  get ledgerBudget(): LedgerBudget | null {
    return this.interface === 'rest' ? null : this.budget;
  }

  /** Ties what follows to an operation's run: once that is cut off, nothing more is read, and nothing committed. */
  begin(run: Run): void {
    this.hadWritten = this.hasWritten;
    this.run = run;
    // An operation of a batch has inherited those of the request, which know of no run.
    this.scoped = undefined;
    this.rereading = undefined;
  }

  /** Whether anything has been committed, by this operation or by one that the façade had executed before it. */
  get hasWritten(): boolean {
    return this.hadWritten || (this.run?.hasWritten ?? false);
  }

  /** Today's calendar date in the viewer's workspace. */
  get today(): string {
    return dateIn(this.viewer.timeZone, this.clock.now());
  }

  /**
   * Runs a write of the viewer's as one transaction, on the rows that they may see, with their name in the audit log.
   * Every write goes through here: what is written on `db` itself is logged without a name.
   *
   * `subjectId`: the row that is made, which a repeat with the same idempotency key is told of.
   */
  write<Result>(work: Work<Result>, subjectId?: string): Promise<Result> {
    const { effect } = this;
    if (effect?.state !== 'due') return this.writeBy(this.db, this.viewer, work);
    return this.writeBy(this.db, this.viewer, async (tx) => {
      await recordEffect(tx, effect, subjectId ?? effect.subjectId ?? null, this.clock.now());
      return work(tx);
    });
  }

  /**
   * The same on all rows, for those who come in and have no viewer yet: to sign in, to accept an invitation.
   * `author`: whom the log names; null for somebody unknown.
   */
  systemWrite<Result>(author: Author | null, work: Work<Result>): Promise<Result> {
    return this.writeBy(this.system, author, work);
  }

  private writeBy<Result>(prisma: PrismaClient, author: Author | null, work: Work<Result>): Promise<Result> {
    const { run } = this;
    const actor = { author, origin: this.interface, requestId: this.requestId };
    if (!run) return writeAs(prisma, actor, work);
    const workInTime: Work<Result> = async (tx) => {
      const result = await work(tx);
      run.goOn();
      return result;
    };
    return run.writing(() => writeAs(prisma, actor, workInTime));
  }
}
