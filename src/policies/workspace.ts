import type { Prisma } from '../generated/prisma/client.ts';
import { isApiKey, type Viewer } from './viewer.ts';

const NOTHING = { id: { in: [] } };

/** Only the viewer's own workspace. */
export function visibleWorkspaces(viewer: Viewer): Prisma.WorkspaceWhereInput {
  return { id: viewer.workspaceId };
}

const CONTRACTORS = { memberships: { some: { role: 'CONTRACTOR' } } } as const;

/**
 * Owners see all users of the workspace. Managers and API keys see themselves and the contractors, to whom they assign
 * tickets. Tenants and contractors see themselves.
 */
export function visibleUsers(viewer: Viewer): Prisma.UserWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (role === 'TENANT' || role === 'CONTRACTOR') return { workspaceId, id: userId };
  if (role === 'MANAGER' || isApiKey(viewer)) return { workspaceId, OR: [{ id: userId }, CONTRACTORS] };
  return { workspaceId };
}

/** Owners see every membership; others see the roles they hold themselves. */
export function visibleMemberships(viewer: Viewer): Prisma.MembershipWhereInput {
  const { role, workspaceId, userId } = viewer;
  const isOwner = role === 'ADMIN' || role === 'LANDLORD';
  return isOwner && !isApiKey(viewer) ? { workspaceId } : { workspaceId, userId };
}

/** Admins see every session, others their own; an API key sees none. */
export function visibleSessions(viewer: Viewer): Prisma.SessionWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (isApiKey(viewer)) return NOTHING;
  return role === 'ADMIN' ? { workspaceId } : { workspaceId, userId };
}

/** Admins see every key of the workspace, landlords their own; a key sees none. */
export function visibleApiKeys(viewer: Viewer): Prisma.ApiKeyWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (isApiKey(viewer)) return NOTHING;
  if (role === 'ADMIN') return { workspaceId };
  return role === 'LANDLORD' ? { workspaceId, userId } : NOTHING;
}

/** Only admins see invitations. */
export function visibleInvitations(viewer: Viewer): Prisma.InvitationWhereInput {
  return viewer.role === 'ADMIN' && !isApiKey(viewer) ? { workspaceId: viewer.workspaceId } : NOTHING;
}

/** Only admins see the audit log. */
export function visibleAuditEvents(viewer: Viewer): Prisma.AuditEventWhereInput {
  return viewer.role === 'ADMIN' && !isApiKey(viewer) ? { workspaceId: viewer.workspaceId } : NOTHING;
}
