import type { Role } from '../generated/prisma/enums.ts';
import { DomainError } from '../errors.ts';

/** Who asks: a user, in one role, in one workspace. */
export interface Viewer {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly sessionId: string;
  /** The workspace's, IANA. */
  readonly timeZone: string;
}

/** From the most to the least; sign-in without a role takes the first one held. */
export const ROLES_BY_RANK = ['ADMIN', 'LANDLORD', 'MANAGER', 'TENANT', 'CONTRACTOR'] as const satisfies Role[];

/** @throws DomainError UNAUTHENTICATED for the signed-out. */
export function requireViewer(viewer: Viewer | null): Viewer {
  if (viewer) return viewer;
  throw new DomainError('UNAUTHENTICATED', 'Sign in first: send `Authorization: Bearer <token>`.');
}
