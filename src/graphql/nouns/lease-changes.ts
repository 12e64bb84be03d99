import { addTenant, departTenant } from '../../commands/tenancy/lease-tenants.ts';
import { moveLease } from '../../commands/tenancy/move-lease.ts';
import { renewLease, updateLease } from '../../commands/tenancy/renew-lease.ts';
import { rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { idOf, line, positiveAmount, withChecks } from '../input/checks.ts';
import { Lease } from './lease.ts';
import { Tenant } from './tenant.ts';
import { leaseFieldsOf } from './tenant-changes.ts';

const UpdateLeaseInput = builder.inputType('UpdateLeaseInput', {
  description: 'Changes to a tenancy. Omitted fields keep their value.',
  fields: leaseFieldsOf,
});

builder.mutationField('updateLease', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Lease,
    description:
      'Changes a tenancy, as `updateTenant` does through any of its tenants. Admins, landlords and managers only. Fails with the same errors.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateLeaseInput, required: true, description: 'The changes.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateLease(context, id, input, expectedVersion);
      return context.db.lease.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const RenewLeaseInput = builder.inputType('RenewLeaseInput', {
  description: 'New fixed term of a tenancy.',
  fields: (t) => ({
    leaseEnd: t.field({
      type: 'Date',
      required: true,
      description: 'Last day of the new term, after that of the present one.',
    }),
    rent: t.field({
      type: 'Money',
      description:
        'New rent per rental period, in Canadian dollars. A higher rent needs a served notice of increase.',
      ...withChecks(positiveAmount),
    }),
  }),
});

builder.mutationField('renewLease', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Lease,
    description:
      'Renews a tenancy for a fixed term, and takes back a notice of its tenants. Admins, landlords and managers only. Fails with `CONFLICT` `tenancy_over` if the tenancy is over, and `unit_occupied` if the unit is let within the term.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: RenewLeaseInput, required: true, description: 'The new term.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await renewLease(context, id, input, expectedVersion);
      return context.db.lease.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const AddLeaseTenantInput = builder.inputType('AddLeaseTenantInput', {
  description: 'Person who joins a tenancy.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Full name, as leases and notices print it.',
      ...withChecks(line()),
    }),
    firstName: t.string({ description: 'First name, as documents print it.', ...withChecks(line()) }),
    lastName: t.string({ description: 'Last name, as documents print it.', ...withChecks(line()) }),
    email: t.field({ type: 'EmailAddress', description: 'E-mail address.', ...withChecks(line()) }),
    phone: t.string({ description: 'Phone number, at most 50 characters.', ...withChecks(line(50)) }),
    from: t.field({
      type: 'Date',
      description: 'First day as a tenant. Defaults to today, or to the first day of a tenancy ahead.',
    }),
  }),
});

builder.mutationField('addLeaseTenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    description:
      'Adds a person to a tenancy from a day on, and returns them. Admins, landlords and managers only. Fails with `CONFLICT` `tenancy_over` if the tenancy is over.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: AddLeaseTenantInput, required: true, description: 'The person.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      const tenantId = await addTenant(context, id, input, expectedVersion);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id: tenantId } });
    },
  }),
);

const DepartLeaseTenantInput = builder.inputType('DepartLeaseTenantInput', {
  description: 'Departure of one tenant.',
  fields: (t) => ({
    on: t.field({ type: 'Date', required: true, description: 'Last day as a tenant.' }),
  }),
});

builder.mutationField('departLeaseTenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Lease,
    description:
      'Records the departure of one tenant; the tenancy goes on with the others. If the primary tenant leaves, the next tenant becomes primary. Admins, landlords and managers only. Fails with `CONFLICT` `last_tenant` for the last one.',
    args: {
      ...rowArguments(t.arg),
      tenantId: t.arg.id({
        required: true,
        description: 'ID of the tenant who leaves. Begins with `t_`.',
        ...withChecks(idOf('Tenant')),
      }),
      input: t.arg({ type: DepartLeaseTenantInput, required: true, description: 'The departure.' }),
    },
    resolve: async (query, _root, { id, tenantId, input, expectedVersion }, context) => {
      await departTenant(context, id, tenantId, input, expectedVersion);
      return context.db.lease.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const MoveLeaseInput = builder.inputType('MoveLeaseInput', {
  description: 'Move to another unit.',
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'ID of the new unit.', ...withChecks(idOf('Unit')) }),
    on: t.field({ type: 'Date', required: true, description: 'First day in the new unit.' }),
  }),
});

builder.mutationField('moveLease', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Lease,
    description:
      'Moves the tenants to another unit, and returns the new lease at the same rent. Lower rents that are scheduled move along; increases do not, and the new lease has `warnings` of them. The present tenancy ends the day before, and its history stays with its unit. Admins, landlords and managers only. Fails with `CONFLICT` `unit_occupied` if the unit is not free.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: MoveLeaseInput, required: true, description: 'The move.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      const leaseId = await moveLease(context, id, input, expectedVersion);
      return context.db.lease.findUniqueOrThrow({ ...query, where: { id: leaseId } });
    },
  }),
);
