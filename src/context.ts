import type { Logger } from 'pino';
import { dateIn, type Clock } from './clock.ts';
import type { FileLinks } from './files/links.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { NewId } from './ids.ts';
import { scopedClient } from './policies/scoped-client.ts';
import { requireViewer, type Viewer } from './policies/viewer.ts';

/** What the process gives to every request. */
export interface Services {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  readonly sessionSeconds: number;
}

/** One request, whichever interface it came through. */
export interface Request {
  readonly requestId: string;
  readonly log: Logger;
  /** Scheme and authority that absolute links are made with. */
  readonly origin: string;
  readonly viewer: Viewer | null;
}

/** What resolvers and commands get to know. */
export class Context {
  readonly requestId: string;
  readonly log: Logger;
  readonly origin: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly links: FileLinks;
  readonly sessionSeconds: number;
  /** Sees everything: for signing in and out only. Everything else goes through `db`. */
  readonly system: PrismaClient;
  readonly #viewer: Viewer | null;
  #db: PrismaClient | undefined;

  constructor(services: Services, request: Request) {
    this.requestId = request.requestId;
    this.log = request.log;
    this.origin = request.origin;
    this.clock = services.clock;
    this.newId = services.newId;
    this.links = services.links;
    this.sessionSeconds = services.sessionSeconds;
    this.system = services.prisma;
    this.#viewer = request.viewer;
  }

  get isSignedIn(): boolean {
    return this.#viewer !== null;
  }

  /** @throws DomainError UNAUTHENTICATED for the signed-out. */
  get viewer(): Viewer {
    return requireViewer(this.#viewer);
  }

  /** The rows that the viewer may see. */
  get db(): PrismaClient {
    this.#db ??= scopedClient(this.system, this.viewer);
    return this.#db;
  }

  /** Today's calendar date in the viewer's workspace. */
  get today(): string {
    return dateIn(this.viewer.timeZone, this.clock.now());
  }
}
