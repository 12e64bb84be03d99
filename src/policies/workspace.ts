import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

/** One's own workspace, and never another. */
export function visibleWorkspaces(viewer: Viewer): Prisma.WorkspaceWhereInput {
  return { id: viewer.workspaceId };
}

/** Staff see the people of the workspace; tenants and contractors see themselves. */
export function visibleUsers({ role, workspaceId, userId }: Viewer): Prisma.UserWhereInput {
  if (role === 'TENANT' || role === 'CONTRACTOR') return { workspaceId, id: userId };
  return { workspaceId };
}

/** Admins see every membership; others see the roles they hold themselves. */
export function visibleMemberships({ role, workspaceId, userId }: Viewer): Prisma.MembershipWhereInput {
  return role === 'ADMIN' ? { workspaceId } : { workspaceId, userId };
}

/** One's own sessions. */
export function visibleSessions({ workspaceId, userId }: Viewer): Prisma.SessionWhereInput {
  return { workspaceId, userId };
}

const NOTHING = { id: { in: [] } };

/** Admins see every key of the workspace, landlords their own. */
export function visibleApiKeys({ role, workspaceId, userId }: Viewer): Prisma.ApiKeyWhereInput {
  if (role === 'ADMIN') return { workspaceId };
  return role === 'LANDLORD' ? { workspaceId, userId } : NOTHING;
}

/** Whoever invites for the workspace: its admins. */
export function visibleInvitations({ role, workspaceId }: Viewer): Prisma.InvitationWhereInput {
  return role === 'ADMIN' ? { workspaceId } : NOTHING;
}

/** The audit log is the admins'. */
export function visibleAuditEvents({ role, workspaceId }: Viewer): Prisma.AuditEventWhereInput {
  return role === 'ADMIN' ? { workspaceId } : { id: { in: [] } };
}
