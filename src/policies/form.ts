import type { Prisma } from '../generated/prisma/client.ts';
import { visibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Forms of visible tenancies; a tenant sees what was served on them, and their own N9s. */
export function visibleForms(viewer: Viewer): Prisma.FormWhereInput {
  const visible = { workspaceId: viewer.workspaceId, lease: visibleLeases(viewer) };
  if (viewer.role !== 'TENANT') return visible;
  return { ...visible, OR: [{ status: 'SERVED' }, { type: 'N9' }] };
}
