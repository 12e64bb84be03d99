import { NOBODY } from '../support/expectations.ts';
import type { KeyNest } from '../support/keynest.ts';

interface Home {
  readonly leaseId: string;
  readonly tenantId: string;
  readonly unitId: string;
}

interface Tools {
  readonly started: () => KeyNest;
  readonly newHome: () => Promise<Home>;
}

const idOf = (id: string) => ({ params: { id } });

/** Requests about tenancies, leases and units, some that succeed and some that are refused. */
export const leaseRequests = ({ started, newHome }: Tools) => ({
  'POST /tenants/:id/reopen': [
    async () => {
      const { tenantId } = await started().own.home(
        { status: 'PAST', endedOn: '2026-10-31' },
        { isManaged: true },
      );
      return { ...idOf(tenantId), body: { reason: 'They stay' } };
    },
    async () => ({ ...idOf((await newHome()).tenantId), body: { reason: 'They stay' } }),
    async () => ({ ...idOf((await newHome()).tenantId), body: {} }),
  ],
  'GET /tenants/:id/rent-schedule': [async () => idOf((await newHome()).tenantId), () => idOf(NOBODY.tenant)],
  'GET /leases': [
    () => ({}),
    () => ({ query: 'status=active&asOf=2026-12-31' }),
    () => ({ query: 'asOf=never' }),
  ],
  'GET /leases/:id': [async () => idOf((await newHome()).leaseId), () => idOf(NOBODY.tenant)],
  'PATCH /leases/:id': [
    async () => ({ ...idOf((await newHome()).leaseId), body: { leaseEnd: '2027-12-31', status: 'Notice' } }),
    async () => ({ ...idOf((await newHome()).leaseId), body: { leaseEnd: '1999-12-31' } }),
  ],
  'POST /leases/:id/renewal': [
    async () => ({ ...idOf((await newHome()).leaseId), body: { leaseEnd: '2027-12-31' } }),
    async () => ({ ...idOf((await newHome()).leaseId), body: { leaseEnd: '1999-12-31' } }),
  ],
  'POST /leases/:id/tenants': [
    async () => ({ ...idOf((await newHome()).leaseId), body: { name: 'Bo', from: '2026-12-01' } }),
    async () => ({ ...idOf((await newHome()).leaseId), body: { name: '' } }),
  ],
  'POST /leases/:id/tenants/:tenantId/departure': [
    async () => {
      const home = await newHome();
      const params = { id: home.leaseId, tenantId: await started().own.coTenant(home) };
      return { params, body: { on: '2026-11-30' } };
    },
    async () => {
      const { leaseId, tenantId } = await newHome();
      return { params: { id: leaseId, tenantId }, body: { on: '2026-11-30' } };
    },
  ],
  'POST /leases/:id/move': [
    async () => {
      const { unitId } = await started().own.property({ isManaged: true });
      return { ...idOf((await newHome()).leaseId), body: { unitId, on: '2026-12-01' } };
    },
    async () => {
      const { unitId, leaseId } = await newHome();
      return { ...idOf(leaseId), body: { unitId, on: '2026-12-01' } };
    },
  ],
  'GET /units': [() => ({}), () => ({ query: 'status=vacant' }), () => ({ query: 'status=full' })],
  'GET /units/:id': [async () => idOf((await newHome()).unitId), () => idOf(NOBODY.unit)],
});
