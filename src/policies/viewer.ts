import type { Role } from '../generated/prisma/enums.ts';
import { DomainError } from '../errors.ts';
import type { Scope } from './scopes.ts';

/** The user behind a request: one role in one workspace, through a session or an API key. */
export interface Viewer {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** Null for an API key. */
  readonly sessionId: string | null;
  /** Null for a session. */
  readonly apiKeyId: string | null;
  /** Of the API key; null for a session, which only its role limits. */
  readonly scopes: readonly Scope[] | null;
  /** IANA name of the workspace's time zone. */
  readonly timeZone: string;
  /** The day of the request in that zone, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether deleted properties are looked at, in place of those in the portfolio. */
  readonly seesDeleted?: boolean;
}

/** From most to least powerful. Sign-in without a role picks the first one held. */
export const ROLES_BY_RANK = [
  'ADMIN',
  'LANDLORD',
  'MANAGER',
  'TENANT',
  'CONTRACTOR',
] as const satisfies Role[];

/** @throws DomainError UNAUTHENTICATED for the signed-out. */
export function requireViewer(viewer: Viewer | null): Viewer {
  if (viewer) return viewer;
  throw new DomainError('UNAUTHENTICATED', 'Sign in first: send `Authorization: Bearer <token>`.');
}

/** Whether the viewer uses an API key. API keys don't see accounts, other keys or the audit log. */
export function isApiKey({ apiKeyId }: Viewer): boolean {
  return apiKeyId !== null;
}

/** Whether the viewer sees the whole portfolio of the workspace. */
export function ownsPortfolio({ role }: Viewer): boolean {
  return role === 'ADMIN' || role === 'LANDLORD';
}
