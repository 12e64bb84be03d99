import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import { findAccount } from '../../accounts/find-accounts.ts';
import { otherBalance } from '../../accounts/other-account.ts';
import { CHARGED_UNTIL, LAWFUL_RENTS } from '../../accounts/lawful-rents.ts';
import { LEDGER_SELECTION, ledgerInTurn, rentOn, statementSpan } from '../../accounts/tenancy-ledger.ts';
import { tenantsOn } from '../../accounts/present-tenants.ts';
import { endedOnOf, LIFE_SELECTION, tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { accountStatement, STATEMENT_SELECTION } from '../../documents/account-statement.ts';
import { notFound } from '../../errors.ts';
import { builder } from '../builder.ts';
import { TenancyStatus } from '../types/enums.ts';
import { AS_OF_ARGUMENT, LedgerType, STATEMENT_ARGUMENTS, StatementType } from './ledger.ts';
import { Recorded } from '../types/recorded.ts';
import { FormConnection, PaymentConnection, TenantConnection } from '../types/connections.ts';
import { NESTED_FORM_ARGUMENTS, nestedFormsQuery } from '../lists/form.ts';
import { PAYMENT_ARGUMENTS, paymentsQuery } from '../lists/payment.ts';
import { TENANT_ARGUMENTS, tenantsQuery, tenantsWhere } from '../lists/tenant.ts';

const WITH_LEDGER = { lease: { select: LEDGER_SELECTION } } as const;

export const Tenant = builder.prismaNode('Tenant', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `t_`.' },
  select: { id: true },
  description:
    'Person on a lease, with the main facts of the tenancy. Managers see the tenants of assigned properties. Tenants see themselves and their current co-tenants; contractors see no tenants.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Full name, as leases and notices print it.' }),
    firstName: t.exposeString('firstName', {
      nullable: true,
      description: 'First name, as stated. Null if only the full name is known.',
    }),
    lastName: t.exposeString('lastName', {
      nullable: true,
      description: 'Last name, as stated. Null if only the full name is known.',
    }),
    email: t.expose('email', {
      type: 'EmailAddress',
      nullable: true,
      description: 'E-mail address. Null if unknown.',
    }),
    phone: t.exposeString('phone', { nullable: true, description: 'Phone number. Null if unknown.' }),
    isPrimary: t.exposeBoolean('isPrimary', {
      description:
        'Whether this is the primary tenant of the tenancy. `Query.tenants` lists primary tenants only.',
    }),
    coTenants: t.stringList({
      description: 'Names of the other tenants on the lease.',
      select: (_args, { today }) => ({
        lease: {
          select: {
            tenants: { where: tenantsOn(today), orderBy: { id: 'asc' }, select: { id: true, name: true } },
          },
        },
      }),
      resolve: ({ id, lease }) => lease.tenants.filter((other) => other.id !== id).map(({ name }) => name),
    }),
    lease: t.relation('lease', { description: 'Lease of the tenant.' }),
    status: t.field({
      type: TenancyStatus,
      description: 'Status of the tenancy.',
      select: { lease: { select: LIFE_SELECTION } },
      resolve: ({ lease }, _args, { today }) => tenancyStatusOn(lease, today),
    }),
    leaseStart: t.field({
      type: 'Date',
      description: 'First day of the tenancy.',
      select: { lease: { select: { startsOn: true } } },
      resolve: ({ lease }) => lease.startsOn,
    }),
    leaseEnd: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the fixed term. Null for a periodic tenancy, e.g. month-to-month.',
      select: { lease: { select: { endsOn: true } } },
      resolve: ({ lease }) => lease.endsOn,
    }),
    endedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of a tenancy that is over. Null before that.',
      select: { lease: { select: LIFE_SELECTION } },
      resolve: ({ lease }, _args, { today }) => endedOnOf(lease, today),
    }),
    endReason: t.string({
      nullable: true,
      description: 'Why the tenancy ends or has ended, as recorded. Null if no reason is recorded.',
      select: { lease: { select: { endReason: true } } },
      resolve: ({ lease }) => lease.endReason,
    }),
    rent: t.field({
      type: 'Money',
      description: 'Rent per rental period in Canadian dollars, as of today.',
      select: { lease: { select: { ...CHARGED_UNTIL, rents: LAWFUL_RENTS } } },
      resolve: ({ lease }, _args, { today }) => rentOn(lease, today),
    }),
    unit: t.field({
      type: 'Unit',
      description: 'Rental unit.',
      select: (_args, _context, nested) => ({ lease: { select: { unit: nested() } } }),
      resolve: ({ lease }) => lease.unit,
    }),
    balance: t.field({
      type: 'Money',
      description:
        'Balance of the tenancy today, in Canadian dollars. Positive if rent is owing, negative for a credit.',
      select: { leaseId: true },
      resolve: async ({ leaseId }, _args, context) =>
        (await findAccount(context, leaseId, context.today)).balanceCents,
    }),
    otherBalance: t.field({
      type: 'Money',
      description:
        'Balance today apart from rent, in Canadian dollars. Positive if money is owing, negative for a credit.',
      select: { leaseId: true },
      resolve: async ({ leaseId }, _args, context) =>
        (await findAccount(context, leaseId, context.today)).otherCents,
    }),
    arrearsSince: t.field({
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest rent in arrears today. Null without arrears.',
      select: { leaseId: true },
      resolve: async ({ leaseId }, _args, context) =>
        (await findAccount(context, leaseId, context.today)).arrearsSince,
    }),
    ledger: t.field({
      type: LedgerType,
      description: 'Rent charged and paid in each rental period, as of a day.',
      args: { asOf: t.arg(AS_OF_ARGUMENT) },
      select: { leaseId: true, ...WITH_LEDGER },
      resolve: async ({ leaseId, lease }, { asOf }, { today, ledgerBudget }) => {
        const day = asOf ?? today;
        assertWithinHorizon('asOf', day, today);
        const ledger = await ledgerInTurn(lease, day, ledgerBudget);
        return { ...ledger, leaseId, otherCents: otherBalance(lease, day) };
      },
    }),
    statement: t.field({
      type: StatementType,
      description: 'Charges and payments between two days, with a running balance.',
      args: { from: t.arg(STATEMENT_ARGUMENTS.from), to: t.arg(STATEMENT_ARGUMENTS.to) },
      select: { lease: { select: STATEMENT_SELECTION } },
      resolve: ({ lease }, days, { today, ledgerBudget }) => {
        const span = statementSpan(lease, days, today);
        assertWithinHorizon('to', span.to, today);
        return accountStatement(lease, span, ledgerBudget);
      },
    }),
    payments: t.relatedConnection(
      'payments',
      {
        cursor: 'id',
        totalCount: true,
        description:
          'Payments by this tenant, newest first by default. Expected rows that are settled are left out.',
        args: PAYMENT_ARGUMENTS,
        query: (args, context) => paymentsQuery(args, context),
      },
      PaymentConnection,
    ),
    forms: t.relatedConnection(
      'forms',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Documents for this tenant, newest first by default.',
        args: NESTED_FORM_ARGUMENTS,
        query: (args, context) => nestedFormsQuery(args, context),
      },
      FormConnection,
    ),
  }),
});

builder.queryField('tenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    nullable: true,
    description:
      'A tenant by ID. Fails with `NOT_FOUND` if the tenant does not exist or the viewer cannot see them.',
    args: { id: t.arg.id({ required: true, description: 'ID of the tenant. Begins with `t_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const tenant = await context.db.tenant.findUnique({ ...query, where: { id } });
      if (!tenant) throw notFound('tenant');
      return tenant;
    },
  }),
);

builder.queryField('tenants', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Tenant,
      cursor: 'id',
      description: 'Primary tenants of the tenancies that the viewer can see, newest first by default.',
      args: TENANT_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.tenant.count({ where: tenantsWhere(args, context.today) }),
      resolve: (query, _root, args, context) =>
        context.db.tenant.findMany({ ...query, ...tenantsQuery(args, context.today) }),
    },
    TenantConnection,
  ),
);
