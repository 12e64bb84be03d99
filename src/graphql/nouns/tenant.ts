import { assertWithinHorizon } from '../../db/date-column.ts';
import { LEDGER_SELECTION, ledgerOf, rentOn, statementOf } from '../../accounts/tenancy-ledger.ts';
import { escapeLike } from '../../db/escape-like.ts';
import { notFound } from '../../errors.ts';
import { builder } from '../builder.ts';
import { checked, idOf, line } from '../input/checks.ts';
import { TenancyStatus } from '../types/enums.ts';
import { AS_OF, LedgerType, StatementType } from './ledger.ts';
import { Recorded } from '../types/recorded.ts';

const WITH_LEDGER = { lease: { select: LEDGER_SELECTION } } as const;

export const Tenant = builder.prismaNode('Tenant', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `t_`.' },
  description: 'A tenant on a lease, with what the lease says.',
  interfaces: [Recorded],
  include: { lease: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As leases and notices print it.' }),
    email: t.expose('email', { type: 'EmailAddress', nullable: true, description: 'Where to write.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Where to call.' }),
    isPrimary: t.exposeBoolean('isPrimary', {
      description: 'The one that lists show; others are co-tenants.',
    }),
    coTenants: t.stringList({
      description: 'Names of the other tenants on the lease.',
      select: {
        lease: {
          select: {
            tenants: { where: { removedAt: null }, orderBy: { id: 'asc' }, select: { id: true, name: true } },
          },
        },
      },
      resolve: ({ id, lease }) => lease.tenants.filter((other) => other.id !== id).map(({ name }) => name),
    }),
    lease: t.relation('lease', { description: 'The tenancy agreement.' }),
    status: t.field({
      type: TenancyStatus,
      description: 'Where the tenancy stands.',
      resolve: ({ lease }) => lease.status,
    }),
    leaseStart: t.field({
      type: 'Date',
      description: 'First day of the tenancy.',
      resolve: ({ lease }) => lease.startsOn,
    }),
    leaseEnd: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the fixed term; null for month-to-month.',
      resolve: ({ lease }) => lease.endsOn,
    }),
    rent: t.field({
      type: 'Money',
      description: 'Today’s rent per rental period.',
      select: { lease: { select: { rents: { select: { effectiveOn: true, amountCents: true } } } } },
      resolve: ({ lease }, _args, { today }) => rentOn(lease, today),
    }),
    unit: t.field({
      type: 'Unit',
      description: 'The rental unit.',
      select: (_args, _context, nested) => ({ lease: { select: { unit: nested() } } }),
      resolve: ({ lease }) => lease.unit,
    }),
    balance: t.field({
      type: 'Money',
      description: 'Today, positive: the tenant owes; negative: in credit.',
      select: WITH_LEDGER,
      resolve: ({ lease }, _args, { today, ledgerBudget }) =>
        ledgerOf(lease, today, ledgerBudget).balanceCents,
    }),
    arrearsSince: t.field({
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest rent owing today; null when none is.',
      select: WITH_LEDGER,
      resolve: ({ lease }, _args, { today, ledgerBudget }) =>
        ledgerOf(lease, today, ledgerBudget).arrearsSince,
    }),
    ledger: t.field({
      type: LedgerType,
      description: 'Rent charged and paid, period by period.',
      args: { asOf: t.arg(AS_OF) },
      select: WITH_LEDGER,
      resolve: ({ lease }, { asOf }, { today, ledgerBudget }) => {
        const day = asOf ?? today;
        assertWithinHorizon('asOf', day, today);
        return ledgerOf(lease, day, ledgerBudget);
      },
    }),
    statement: t.field({
      type: StatementType,
      description: 'Charges and payments with a running balance.',
      args: {
        from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
        to: t.arg({
          type: 'Date',
          required: true,
          description: 'Last day. BAD_INPUT `date_too_late` for more than five years ahead.',
        }),
      },
      select: WITH_LEDGER,
      resolve: ({ lease }, days, { today, ledgerBudget }) => {
        assertWithinHorizon('to', days.to, today);
        return statementOf(lease, days, ledgerBudget);
      },
    }),
    payments: t.relatedConnection('payments', {
      cursor: 'id',
      description: 'Payments by this tenant, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
    forms: t.relatedConnection('forms', {
      cursor: 'id',
      description: 'Documents for this tenant, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});

builder.queryField('tenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    nullable: true,
    description: 'A tenant by id. NOT_FOUND for what does not exist or may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `t_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const tenant = await context.db.tenant.findUnique({ ...query, where: { id } });
      if (!tenant) throw notFound('tenant');
      return tenant;
    },
  }),
);

const TenantFilter = builder.inputType('TenantFilter', {
  description: 'Which tenants; all that is given has to hold.',
  fields: (t) => ({
    property: t.id({ description: 'On a unit of this property.', ...checked(idOf('Property')) }),
    unit: t.id({ description: 'On this unit.', ...checked(idOf('Unit')) }),
    status: t.field({ type: TenancyStatus, description: 'With the tenancy standing so.' }),
    q: t.string({
      description: 'With this in the name, e-mail or phone, or in a co-tenant’s name; in any case.',
      ...checked(line()),
    }),
  }),
});

type Filter = typeof TenantFilter.$inferInput;

function searched(q: string) {
  const contains = { contains: escapeLike(q), mode: 'insensitive' as const };
  return {
    OR: [
      { name: contains },
      { email: contains },
      { phone: contains },
      { lease: { tenants: { some: { name: contains, removedAt: null } } } },
    ],
  };
}

/** Undefined parts of a Prisma filter hold for every row. */
function filtered({ property, unit, status, q }: Filter) {
  return {
    isPrimary: true,
    lease: {
      status: status ?? undefined,
      unitId: unit ?? undefined,
      unit: property ? { propertyId: property } : undefined,
    },
    ...(q ? searched(q) : {}),
  };
}

builder.queryField('tenants', (t) =>
  t.prismaConnection({
    extensions: { access: 'rows' },
    type: Tenant,
    cursor: 'id',
    description: 'The primary tenants that the viewer may see, newest first.',
    args: { filter: t.arg({ type: TenantFilter, description: 'All when absent.' }) },
    totalCount: (_connection, { filter }, context) =>
      context.db.tenant.count({ where: filtered(filter ?? {}) }),
    resolve: (query, _root, { filter }, context) =>
      context.db.tenant.findMany({ ...query, where: filtered(filter ?? {}), orderBy: { id: 'desc' } }),
  }),
);
