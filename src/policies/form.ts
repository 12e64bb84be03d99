import type { Form, Prisma } from '../generated/prisma/client.ts';
import { ofVisibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Forms of visible tenancies. A tenant sees served forms, also if void now, and N9s. */
export function visibleForms(viewer: Viewer): Prisma.FormWhereInput {
  const visible = ofVisibleLeases(viewer);
  if (viewer.role !== 'TENANT') return visible;
  return { ...visible, OR: [{ status: 'SERVED' }, { servedOn: { not: null } }, { type: 'N9' }] };
}

/** The same rule for a form of a visible tenancy that another form refers to. */
export function isFormShown(
  { role }: Viewer,
  { status, servedOn, type }: Pick<Form, 'status' | 'servedOn' | 'type'>,
): boolean {
  return role !== 'TENANT' || status === 'SERVED' || servedOn !== null || type === 'N9';
}
