import type { Form, Prisma } from '../generated/prisma/client.ts';
import { visibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Forms of visible tenancies; a tenant sees what was served on them, withdrawn since or not, and their own N9s. */
export function visibleForms(viewer: Viewer): Prisma.FormWhereInput {
  const visible = { workspaceId: viewer.workspaceId, lease: visibleLeases(viewer) };
  if (viewer.role !== 'TENANT') return visible;
  return { ...visible, OR: [{ status: 'SERVED' }, { servedOn: { not: null } }, { type: 'N9' }] };
}

/** The same of a form whose tenancy is known to be visible: the one that another form of the tenancy refers to. */
export function isFormShown(
  { role }: Viewer,
  { status, servedOn, type }: Pick<Form, 'status' | 'servedOn' | 'type'>,
): boolean {
  return role !== 'TENANT' || status === 'SERVED' || servedOn !== null || type === 'N9';
}
