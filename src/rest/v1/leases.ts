import {
  AddLeaseTenantDocument,
  DepartLeaseTenantDocument,
  GetLeaseDocument,
  ListLeasesDocument,
  MoveLeaseDocument,
  RenewLeaseDocument,
  UpdateLeaseDocument,
  type LeaseResourceFragment,
} from '../../generated/operations.ts';
import { CHANGE_BASIS_WORDS } from '../../vocabulary/rent-basis.ts';
import { RENT_PERIOD_WORDS } from '../../vocabulary/rent-period.ts';
import { TENANCY_STATUS_WORDS } from '../../vocabulary/tenancy-status.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route, type RouteInput } from '../route.ts';
import { presentTenant } from './tenants.ts';

function presentLease(lease: LeaseResourceFragment) {
  return {
    id: lease.id,
    status: wordFor(TENANCY_STATUS_WORDS, lease.status),
    unitId: lease.unit.id,
    propertyId: lease.unit.property.id,
    tenants: lease.tenants.map(({ id, name, isPrimary }) => ({ id, name, isPrimary })),
    leaseStart: lease.startsOn,
    leaseEnd: lease.endsOn,
    lastDayOn: lease.lastDayOn,
    endedOn: lease.endedOn,
    endReason: lease.endReason,
    rentOwedUntil: lease.rentOwedUntil,
    rent: lease.rent,
    rentPeriod: wordFor(RENT_PERIOD_WORDS, lease.rentPeriod),
    rentDueDay: lease.rentDueDay,
    deposit: lease.deposit,
    warnings: lease.warnings,
    createdAt: lease.createdOn,
    updatedAt: lease.updatedAt,
  };
}

const changeOf = ({ params, body }: RouteInput) => ({ id: params['id'], input: body });

export const leaseRoutes = [
  route({
    method: 'GET',
    path: '/leases',
    document: ListLeasesDocument,
    parameters: {
      property: null,
      unit: null,
      tenant: null,
      status: TENANCY_STATUS_WORDS,
      endsFrom: null,
      endsTo: null,
      asOf: null,
      ...PAGE_PARAMETERS,
    },
    variables: ({ query }) => {
      const { limit, cursor, status, ...rest } = query;
      const filter = { ...rest, status: listOf(status) };
      return { filter, asOf: rest['asOf'], ...pageVariables({ limit, cursor }) };
    },
    present: ({ leases }) => nodesOf(leases).map(presentLease),
    next: ({ leases }) => nextCursor(leases),
  }),
  route({
    method: 'GET',
    path: '/leases/:id',
    document: GetLeaseDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ lease }) => lease && presentLease(lease),
    version: ({ lease }) => lease?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/leases/:id',
    document: UpdateLeaseDocument,
    words: { status: TENANCY_STATUS_WORDS, rentBasis: CHANGE_BASIS_WORDS, rentPeriod: RENT_PERIOD_WORDS },
    variables: changeOf,
    present: ({ updateLease }) => presentLease(updateLease),
    version: ({ updateLease }) => updateLease.version,
  }),
  route({
    method: 'POST',
    path: '/leases/:id/renewal',
    document: RenewLeaseDocument,
    variables: changeOf,
    present: ({ renewLease }) => presentLease(renewLease),
    version: ({ renewLease }) => renewLease.version,
  }),
  route({
    method: 'POST',
    path: '/leases/:id/tenants',
    document: AddLeaseTenantDocument,
    variables: changeOf,
    present: ({ addLeaseTenant }) => presentTenant(addLeaseTenant),
    version: ({ addLeaseTenant }) => addLeaseTenant.version,
    location: ({ addLeaseTenant }) => `/tenants/${addLeaseTenant.id}`,
  }),
  route({
    method: 'POST',
    path: '/leases/:id/tenants/:tenantId/departure',
    document: DepartLeaseTenantDocument,
    variables: ({ params, body }) => ({ id: params['id'], tenantId: params['tenantId'], input: body }),
    present: ({ departLeaseTenant }) => presentLease(departLeaseTenant),
    version: ({ departLeaseTenant }) => departLeaseTenant.version,
  }),
  route({
    method: 'POST',
    path: '/leases/:id/move',
    document: MoveLeaseDocument,
    variables: changeOf,
    present: ({ moveLease }) => presentLease(moveLease),
    version: ({ moveLease }) => moveLease.version,
    location: ({ moveLease }) => `/leases/${moveLease.id}`,
  }),
];
