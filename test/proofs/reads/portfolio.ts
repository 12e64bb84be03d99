import type { KeyNest } from '../../support/keynest.ts';

/** Rows of every kind in both workspaces, with gaps: former tenants, empty units, unserved forms. */
export async function fillPortfolio({ own, other, services, prisma }: KeyNest): Promise<void> {
  const { tenant, contractor, manager, landlord } = own.workspace.userIds;
  for (let number = 0; number < 4; number += 1) {
    const { propertyId, unitIds } = await own.property({
      name: `Court ${number}`,
      units: 3,
      isManaged: number % 2 === 0,
    });
    for (const [index, unitId] of unitIds.slice(0, 2).entries()) {
      const isOwn = number === 0 && index === 0;
      const home = await own.tenancy({
        unitId,
        name: `Tenant ${number} ${index}`,
        startsOn: `2026-0${3 + number}-0${1 + index}`,
        userId: isOwn ? tenant : null,
        status: number === 3 ? 'PAST' : 'ACTIVE',
      });
      for (let month = 0; month < 3; month += 1) {
        await own.payment(home, { amountCents: 100_000 + month, period: `2026-1${month}`, method: 'CASH' });
      }
      await own.payment(home, { status: 'PENDING', receivedOn: null, period: null });
      const coTenant = { workspaceId: own.workspace.id, leaseId: home.leaseId, isPrimary: false };
      await prisma.tenant.create({ data: { ...coTenant, id: services.newId('Tenant'), name: 'Co One' } });
      const removedAt = services.clock.now();
      await prisma.tenant.create({
        data: { ...coTenant, id: services.newId('Tenant'), name: 'Gone', removedAt },
      });
      const place = { propertyId, unitId, leaseId: home.leaseId };
      await own.ticket(place, { contractorId: index === 0 ? contractor : null, priority: 'HIGH' });
      await own.ticket({ propertyId }, { openedById: index === 0 ? manager : landlord });
      const first = await own.form(home, { status: 'SERVED' });
      await own.form(home, { type: 'N9', supersedesId: first });
      await own.form(home, {});
    }
  }
  const elsewhere = await other.home({}, { isManaged: true });
  await other.payment(elsewhere);
  await other.form(elsewhere, { status: 'SERVED' });
}
