import type { Prisma } from '../generated/prisma/client.ts';
import { isKey, type Viewer } from './viewer.ts';

const NOTHING = { id: { in: [] } };

/** One's own workspace, and never another. */
export function visibleWorkspaces(viewer: Viewer): Prisma.WorkspaceWhereInput {
  return { id: viewer.workspaceId };
}

const CONTRACTORS = { memberships: { some: { role: 'CONTRACTOR' } } } as const;

/**
 * Owners see the people of the workspace. Managers see themselves and those to whom they may give a ticket, and so do
 * programs; tenants and contractors see themselves.
 */
export function visibleUsers(viewer: Viewer): Prisma.UserWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (role === 'TENANT' || role === 'CONTRACTOR') return { workspaceId, id: userId };
  if (role === 'MANAGER' || isKey(viewer)) return { workspaceId, OR: [{ id: userId }, CONTRACTORS] };
  return { workspaceId };
}

/** Admins see every membership; others see the roles they hold themselves. */
export function visibleMemberships(viewer: Viewer): Prisma.MembershipWhereInput {
  const { role, workspaceId, userId } = viewer;
  return role === 'ADMIN' && !isKey(viewer) ? { workspaceId } : { workspaceId, userId };
}

/** One's own sessions, to admins everybody's; none through an API key. */
export function visibleSessions(viewer: Viewer): Prisma.SessionWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (isKey(viewer)) return NOTHING;
  return role === 'ADMIN' ? { workspaceId } : { workspaceId, userId };
}

/** Admins see every key of the workspace, landlords their own; a key sees none. */
export function visibleApiKeys(viewer: Viewer): Prisma.ApiKeyWhereInput {
  const { role, workspaceId, userId } = viewer;
  if (isKey(viewer)) return NOTHING;
  if (role === 'ADMIN') return { workspaceId };
  return role === 'LANDLORD' ? { workspaceId, userId } : NOTHING;
}

/** Whoever invites for the workspace: its admins. */
export function visibleInvitations(viewer: Viewer): Prisma.InvitationWhereInput {
  return viewer.role === 'ADMIN' && !isKey(viewer) ? { workspaceId: viewer.workspaceId } : NOTHING;
}

/** The audit log is the admins'. */
export function visibleAuditEvents(viewer: Viewer): Prisma.AuditEventWhereInput {
  return viewer.role === 'ADMIN' && !isKey(viewer) ? { workspaceId: viewer.workspaceId } : { id: { in: [] } };
}
