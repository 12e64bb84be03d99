import type { Role } from '../generated/prisma/enums.ts';
import { DomainError } from '../errors.ts';
import type { Scope } from './scopes.ts';

/** Who asks: a user, in one role, in one workspace, signed in or through an API key of theirs. */
export interface Viewer {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** The session whose token asks; null for an API key. */
  readonly sessionId: string | null;
  /** The API key that asks; null for a session. */
  readonly apiKeyId: string | null;
  /** What the API key may do; null for a session, which only its role limits. */
  readonly scopes: readonly Scope[] | null;
  /** The workspace's, IANA. */
  readonly timeZone: string;
}

/** From the most to the least; sign-in without a role takes the first one held. */
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

/** Whether a program asks, through an API key. Accounts, keys and the audit log are not shown to programs. */
export function isKey({ apiKeyId }: Viewer): boolean {
  return apiKeyId !== null;
}

/** Whether somebody sees the whole portfolio of the workspace. */
export function ownsPortfolio({ role }: Viewer): boolean {
  return role === 'ADMIN' || role === 'LANDLORD';
}
