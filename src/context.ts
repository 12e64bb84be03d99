import type { Logger } from 'pino';
import { dateIn, type Clock } from './clock.ts';
import type { FileLinks } from './files/links.ts';
import type { Templates } from './forms/index.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { NewId } from './ids.ts';
import { scopedClient } from './policies/scoped-client.ts';
import { requireViewer, type Viewer } from './policies/viewer.ts';
import { createMemoryThrottle } from './throttle/open.ts';
import type { SignInThrottle } from './throttle/sign-in-throttle.ts';

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
  readonly throttle?: SignInThrottle;
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
  /** Sees everything: for whoever is not signed in yet, to sign in or accept an invitation. Everything else goes through `db`. */
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
    this.templates = services.templates;
    this.sessionSeconds = services.sessionSeconds;
    this.throttle = services.throttle ?? createMemoryThrottle();
    this.address = request.address ?? '';
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
