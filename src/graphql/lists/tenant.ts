import { tenantsOn } from '../../accounts/present-tenants.ts';
import { withAnyStatus } from '../../accounts/tenancy-status.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { idOf, line, withChecks } from '../input/checks.ts';
import { TenancyStatus } from '../types/enums.ts';
import { havingWords, since } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const TenantFilter = builder.inputType('TenantFilter', {
  description: 'Conditions on tenants. A tenant must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    status: t.field({
      type: [TenancyStatus],
      description: 'Filter by the status of the tenancy: any of these.',
    }),
    q: t.string({
      description:
        'Filter by words in the name, e-mail address or phone number of the tenant or a co-tenant. All words must occur. Case, accents and apostrophes do not matter.',
      ...withChecks(line()),
    }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only tenants that changed at this instant or later.',
    }),
  }),
});

const TenantOrder = orderInput('Tenant', 'tenants', {
  NAME: { value: 'nameKey', description: 'Name, without regard to case and accents.' },
  CREATED,
  UPDATED,
});

export const TENANT_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: TenantFilter,
    description: 'Returns only matching tenants. Returns all tenants if omitted.',
  }),
  orderBy: t.field(TenantOrder),
}));

interface Arguments {
  readonly filter?: typeof TenantFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof TenantOrder.type.$inferInput | null | undefined;
}

/** The primary tenant of the lease, or a current one, has all the words. */
export function tenancyWithWords(q: string, today: string): Prisma.LeaseWhereInput {
  return { tenants: { some: { OR: [tenantsOn(today), { isPrimary: true }], ...havingWords(q) } } };
}

export function tenantsWhere({ filter }: Arguments, today: string): Prisma.TenantWhereInput {
  const { property, unit, lease, status, q, updatedSince } = filter ?? {};
  return {
    isPrimary: true,
    leaseId: lease ?? undefined,
    lease: {
      ...withAnyStatus(status, today),
      unitId: unit ?? undefined,
      unit: property ? { propertyId: property } : undefined,
      ...(q ? tenancyWithWords(q, today) : {}),
    },
    updatedAt: since(updatedSince),
  };
}

export function tenantsQuery(args: Arguments, today: string) {
  return { where: tenantsWhere(args, today), orderBy: orderBy(args.orderBy) };
}
