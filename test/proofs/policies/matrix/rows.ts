import type { Prisma, PrismaClient } from '../../../../src/generated/prisma/client.ts';

/** Everything that is stored, as it is stored. */
export type Rows = Awaited<ReturnType<typeof loadRows>>;

/**
 * Reads all tables that hold anybody's data, past every policy. The audit log grows with every write; `auditEvents`
 * narrows it for who reads again and again.
 */
export async function loadRows(prisma: PrismaClient, auditEvents: Prisma.AuditEventWhereInput = {}) {
  return {
    Workspace: await prisma.workspace.findMany(),
    User: await prisma.user.findMany(),
    Membership: await prisma.membership.findMany(),
    Session: await prisma.session.findMany(),
    ApiKey: await prisma.apiKey.findMany(),
    Invitation: await prisma.invitation.findMany(),
    AuditEvent: await prisma.auditEvent.findMany({ where: auditEvents }),
    Property: await prisma.property.findMany(),
    PropertyManager: await prisma.propertyManager.findMany(),
    Unit: await prisma.unit.findMany(),
    Lease: await prisma.lease.findMany(),
    LeaseRent: await prisma.leaseRent.findMany(),
    Tenant: await prisma.tenant.findMany(),
    Payment: await prisma.payment.findMany(),
    Deposit: await prisma.deposit.findMany(),
    Charge: await prisma.charge.findMany(),
    Receipt: await prisma.receipt.findMany(),
    Suggestion: await prisma.suggestion.findMany(),
    RentRun: await prisma.rentRun.findMany(),
    Ticket: await prisma.ticket.findMany(),
    Form: await prisma.form.findMany(),
  };
}

/** A row of a list that is known to be there. */
export function rowOf<Row extends { id: unknown }>(rows: readonly Row[], id: unknown): Row {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`No row has the id ${String(id)}.`);
  return row;
}
