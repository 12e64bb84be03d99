import type { Context } from '../../request/context.ts';
import { badInput, notFound, type Fault } from '../../errors.ts';
import type { TicketPriority } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { inPossession } from '../../accounts/tenancy-status.ts';

export interface OpenTicketInput {
  readonly title: string;
  readonly description?: string | null;
  readonly propertyId?: string | null;
  readonly unitId?: string | null;
  readonly priority?: TicketPriority | null;
}

interface Place {
  readonly propertyId: string;
  readonly unitId: string | null;
  readonly leaseId: string | null;
}

/** The fault of a ticket without a place. */
export const PLACE_MISSING: Fault = {
  path: ['input', 'unitId'],
  code: 'required',
  message: 'The place of the ticket is missing. Give unitId, or propertyId for the whole property.',
};

async function unitPlace(
  context: Context,
  unitId: string,
  propertyId: string | null | undefined,
): Promise<Place> {
  const unit = await context.db.unit.findUnique({
    where: { id: unitId, property: { removedAt: null } },
    include: { leases: { where: inPossession(context.today), orderBy: { id: 'desc' }, take: 1 } },
  });
  if (!unit) throw notFound('unit');
  if (propertyId && propertyId !== unit.propertyId) {
    const message = 'The unit does not belong to this property. Give only one of the two.';
    throw badInput([{ path: ['input', 'propertyId'], code: 'contradiction', message }]);
  }
  return { propertyId: unit.propertyId, unitId, leaseId: unit.leases[0]?.id ?? null };
}

/** The tenant's own unit, optionally in a given property: the default place of their tickets. */
async function ownPlace(context: Context, propertyId: string | null | undefined): Promise<Place | null> {
  if (context.viewer.role !== 'TENANT') return null;
  const lease = await context.db.lease.findFirst({
    where: { ...inPossession(context.today), ...(propertyId && { unit: { propertyId } }) },
    include: { unit: true },
    orderBy: { id: 'desc' },
  });
  return lease && { propertyId: lease.unit.propertyId, unitId: lease.unitId, leaseId: lease.id };
}

async function findPlace(context: Context, { unitId, propertyId }: OpenTicketInput): Promise<Place> {
  if (unitId) return unitPlace(context, unitId, propertyId);
  const own = await ownPlace(context, propertyId);
  if (!propertyId) {
    if (!own) throw badInput([PLACE_MISSING]);
    return own;
  }
  const property = await context.db.property.findUnique({ where: { id: propertyId } });
  if (!property) throw notFound('property');
  return { propertyId, unitId: null, leaseId: own?.leaseId ?? null };
}

/** Opens a ticket. Returns its id. */
export async function openTicket(context: Context, input: OpenTicketInput): Promise<string> {
  const { viewer } = context;
  authorize(viewer, 'openTicket');
  const place = await findPlace(context, input);
  const id = context.newId('Ticket');
  const row = {
    id,
    workspaceId: viewer.workspaceId,
    ...place,
    title: input.title,
    description: input.description ?? null,
    status: 'OPEN' as const,
    priority: input.priority ?? ('NORMAL' as const),
    openedById: viewer.userId,
  };
  await context.write((tx) => tx.ticket.create({ data: row }), id);
  return id;
}
