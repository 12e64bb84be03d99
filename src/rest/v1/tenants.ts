import {
  CreateTenantDocument,
  DeleteTenantDocument,
  GetRentScheduleDocument,
  GetTenantDocument,
  ListTenantsDocument,
  PlanRentIncreaseDocument,
  ReopenTenancyDocument,
  ScheduleRentIncreaseDocument,
  UpdateTenantDocument,
  type TenantResourceFragment,
} from '../../generated/operations.ts';
import { CHANGE_BASIS_WORDS, RENT_BASIS_WORDS, RENT_STATE_WORDS } from '../../vocabulary/rent-basis.ts';
import { RENT_PERIOD_WORDS } from '../../vocabulary/rent-period.ts';
import { SERVICE_METHOD_WORDS } from '../../vocabulary/service-method.ts';
import { TENANCY_STATUS_WORDS } from '../../vocabulary/tenancy-status.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { dryRun, route, type RouteInput } from '../route.ts';
import { LINKS, presentForm } from './forms.ts';

export function presentTenant(tenant: TenantResourceFragment) {
  return {
    id: tenant.id,
    name: tenant.name,
    firstName: tenant.firstName,
    lastName: tenant.lastName,
    status: wordFor(TENANCY_STATUS_WORDS, tenant.status),
    email: tenant.email,
    phone: tenant.phone,
    coTenants: tenant.coTenants,
    leaseId: tenant.lease.id,
    unitId: tenant.unit.id,
    propertyId: tenant.unit.property.id,
    rent: tenant.rent,
    rentPeriod: wordFor(RENT_PERIOD_WORDS, tenant.lease.rentPeriod),
    rentDueDay: tenant.lease.rentDueDay,
    deposit: tenant.lease.deposit,
    leaseStart: tenant.leaseStart,
    leaseEnd: tenant.leaseEnd,
    endedOn: tenant.endedOn,
    endReason: tenant.endReason,
    balance: tenant.balance,
    otherBalance: tenant.otherBalance,
    arrearsSince: tenant.arrearsSince,
    warnings: tenant.lease.warnings,
    createdAt: tenant.createdOn,
    updatedAt: tenant.updatedAt,
  };
}

const rentIncreaseVariables = ({ params, body }: RouteInput) => ({ tenantId: params['id'], input: body });

export const tenantRoutes = [
  route({
    method: 'GET',
    path: '/tenants',
    document: ListTenantsDocument,
    parameters: { property: null, unit: null, status: TENANCY_STATUS_WORDS, q: null, ...PAGE_PARAMETERS },
    variables: ({ query }) => {
      const { property, unit, status, q } = query;
      return { filter: { property, unit, status: listOf(status), q }, ...pageVariables(query) };
    },
    present: ({ tenants }) => nodesOf(tenants).map(presentTenant),
    next: ({ tenants }) => nextCursor(tenants),
  }),
  route({
    method: 'POST',
    path: '/tenants',
    document: CreateTenantDocument,
    words: { rentPeriod: RENT_PERIOD_WORDS },
    variables: ({ body }) => ({ input: body }),
    present: ({ createTenant }) => presentTenant(createTenant),
    version: ({ createTenant }) => createTenant.version,
    location: ({ createTenant }) => `/tenants/${createTenant.id}`,
  }),
  route({
    method: 'GET',
    path: '/tenants/:id',
    document: GetTenantDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ tenant }) => tenant && presentTenant(tenant),
    version: ({ tenant }) => tenant?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/tenants/:id',
    document: UpdateTenantDocument,
    words: { status: TENANCY_STATUS_WORDS, rentBasis: CHANGE_BASIS_WORDS, rentPeriod: RENT_PERIOD_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateTenant }) => presentTenant(updateTenant),
    version: ({ updateTenant }) => updateTenant.version,
  }),
  route({
    method: 'DELETE',
    path: '/tenants/:id',
    document: DeleteTenantDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: () => ({ ok: true }),
  }),
  route({
    method: 'POST',
    path: '/tenants/:id/reopen',
    document: ReopenTenancyDocument,
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ reopenTenancy }) => presentTenant(reopenTenancy),
    version: ({ reopenTenancy }) => reopenTenancy.version,
  }),
  route({
    method: 'GET',
    path: '/tenants/:id/rent-schedule',
    document: GetRentScheduleDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ tenant }) =>
      tenant?.lease.rentSchedule.map(({ effectiveOn, rent, basis, formId, state }) => ({
        effectiveOn,
        amount: rent,
        basis: wordFor(RENT_BASIS_WORDS, basis),
        formId,
        state: wordFor(RENT_STATE_WORDS, state),
      })),
    version: () => null,
  }),
  route({
    method: 'POST',
    path: '/tenants/:id/rent-increases',
    document: ScheduleRentIncreaseDocument,
    parameters: { dryRun: null },
    codes: ['serviceMethod'],
    codeWords: { serviceMethod: SERVICE_METHOD_WORDS },
    variables: rentIncreaseVariables,
    present: ({ scheduleRentIncrease }) => presentForm(scheduleRentIncrease),
    version: ({ scheduleRentIncrease }) => scheduleRentIncrease.version,
    volatile: LINKS,
    location: ({ scheduleRentIncrease }) => `/forms/${scheduleRentIncrease.id}`,
    dryRun: dryRun({
      document: PlanRentIncreaseDocument,
      variables: rentIncreaseVariables,
      present: ({ planRentIncrease }) =>
        planRentIncrease && {
          ...planRentIncrease,
          serveBy: planRentIncrease.serveBy.map(({ method, date }) => ({
            method: wordFor(SERVICE_METHOD_WORDS, method),
            date,
          })),
        },
    }),
  }),
];
