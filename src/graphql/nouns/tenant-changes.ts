import { createTenant } from '../../commands/tenancy/create-tenant.ts';
import { leaseEndFault, tooManyPeriodsFault } from '../../commands/tenancy/lease-dates.ts';
import { previewChanges, updateTenant } from '../../commands/tenancy/update-tenant.ts';
import type { Fault } from '../../errors.ts';
import { checkDeposit } from '../../law/index.ts';
import { withCommandRule, type ArgumentRule } from '../input/argument-rules.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import type { InputFieldBuilder } from '@pothos/core';
import { builder, type SchemaTypes } from '../builder.ts';
import {
  atMost,
  between,
  withChecks,
  nonNegativeAmount,
  each,
  idOf,
  notClearable,
  line,
  positiveAmount,
  text,
  withRules,
} from '../input/checks.ts';
import { ChangeBasis, RentPeriod, TenancyStatus } from '../types/enums.ts';
import type { CheckContext } from '../input/input-check.ts';
import { Tenant } from './tenant.ts';

const MAX_CO_TENANTS = 50;
const dayOfMonth = between(1, 31);

interface LeaseShape {
  rent: number;
  leaseStart: string;
  leaseEnd?: string | null;
  rentPeriod?: typeof RentPeriod.$inferType | null;
  deposit?: number | null;
}

const endAfterStart = ({ leaseStart, leaseEnd }: Partial<LeaseShape>): readonly Fault[] => {
  const fault = leaseStart && leaseEnd ? leaseEndFault(leaseStart, leaseEnd) : null;
  return fault ? [{ path: ['leaseEnd'], ...fault }] : [];
};

const startNotTooEarly = (
  { leaseStart, rentPeriod }: Partial<LeaseShape>,
  checkContext: CheckContext | null,
  faulty: readonly string[],
): readonly Fault[] => {
  if (!leaseStart || !checkContext || faulty.includes('rentPeriod')) return [];
  const fault = tooManyPeriodsFault(leaseStart, rentPeriod ?? 'MONTHLY', checkContext.today);
  return fault ? [{ path: ['leaseStart'], ...fault }] : [];
};

/** The deposit is at most the lesser of one month's and one rental period's rent (RTA s.106(2)). */
const depositWithinLimit = ({ rent, deposit, rentPeriod }: Partial<LeaseShape>): readonly Fault[] => {
  if (rent === undefined || !deposit) return [];
  const rentalPeriod = rentPeriod ?? 'MONTHLY';
  const { defects } = checkDeposit({ rentalPeriod, rentPerPeriodCents: rent, rentDepositCents: deposit });
  return defects.map((defect) => ({ ...defect, path: ['deposit'] }));
};

type InputFields = InputFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, 'InputObject'>;

/** Rules between the fields of a new tenancy, spread into the options of its input types. */
export const LEASE_RULES = withRules<LeaseShape>(endAfterStart, startNotTooEarly, depositWithinLimit);

/** A new tenancy with its primary tenant, apart from its unit. */
export function newTenancyFieldsOf(t: InputFields) {
  return {
    name: t.string({
      required: true,
      description: 'Full name of the primary tenant.',
      ...withChecks(line()),
    }),
    firstName: t.string({
      description: 'First name of the primary tenant, as documents print it.',
      ...withChecks(line()),
    }),
    lastName: t.string({
      description: 'Last name of the primary tenant, as documents print it.',
      ...withChecks(line()),
    }),
    rent: t.field({
      type: 'Money',
      required: true,
      description: 'Rent per rental period in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
    leaseStart: t.field({
      type: 'Date',
      required: true,
      description:
        'First day of the tenancy. Fails with `BAD_INPUT` `too_many_periods` if more than 4,000 rental periods have begun since then. That is ten years of daily rent or 76 years of weekly rent.',
    }),
    leaseEnd: t.field({
      type: 'Date',
      description: 'Last day of the fixed term. Omit it for a periodic tenancy, e.g. month-to-month.',
    }),
    email: t.field({
      type: 'EmailAddress',
      description: 'E-mail address of the tenant.',
      ...withChecks(line()),
    }),
    phone: t.string({
      description: 'Phone number of the tenant, at most 50 characters.',
      ...withChecks(line(50)),
    }),
    rentPeriod: t.field({ type: RentPeriod, description: 'How often rent is due. Defaults to `MONTHLY`.' }),
    rentDueDay: t.int({
      description: 'Day of the month on which rent is due, 1 to 31. Defaults to the day of `leaseStart`.',
      ...withChecks(dayOfMonth),
    }),
    deposit: t.field({
      type: 'Money',
      description:
        'Rent deposit in Canadian dollars. At most the rent of one rental period or one month, whichever is less (RTA s.106). Fails with `BAD_INPUT` `deposit_exceeds_rent` above that.',
      ...withChecks(nonNegativeAmount),
    }),
    coTenants: t.stringList({
      description: `Full names of the other tenants on the lease, at most ${MAX_CO_TENANTS}.`,
      ...withChecks(atMost(MAX_CO_TENANTS), each(line())),
    }),
  };
}

export const CreateTenantInput = builder.inputType('CreateTenantInput', {
  description: 'Tenant to create, with a new tenancy on a unit.',
  ...LEASE_RULES,
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'ID of the rental unit.', ...withChecks(idOf('Unit')) }),
    ...newTenancyFieldsOf(t),
  }),
});

/** What can be changed of a tenancy, through one of its tenants or through its lease. */
export function leaseFieldsOf(t: InputFields) {
  return {
    status: t.field({
      type: TenancyStatus,
      description:
        'Status of the tenancy. `PAST` ends it on `endedOn`; only `reopenTenancy` takes that back. `NOTICE` makes a `leaseEnd` ahead, or one given with it, its last day.',
      ...notClearable(),
    }),
    endedOn: t.field({
      type: 'Date',
      description:
        'Last day of a tenancy that is over, or a correction of it. Defaults to the date of the notice that ends it, then to a `leaseEnd` that has passed, then to today. Fails with `BAD_INPUT` `ends_in_future` for a day ahead.',
      ...notClearable(),
    }),
    endReason: t.string({
      description: 'Why the tenancy ends or has ended, for the record. At most 10,000 characters.',
      ...withChecks(text()),
    }),
    creditFrom: t.field({
      type: 'Date',
      description:
        'Day from which rent to the end of the term is forgiven, e.g. because the unit was rented again. Only for a tenancy that ended before its term.',
      ...notClearable(),
    }),
    rent: t.field({
      type: 'Money',
      description:
        'New rent per rental period, in Canadian dollars. A lower rent applies from `rentEffectiveOn`. A higher rent of a tenancy that has begun needs a `rentBasis`, or a served notice of increase. Rent already due does not change.',
      ...notClearable(positiveAmount),
    }),
    rentEffectiveOn: t.field({
      type: 'Date',
      description:
        'Day from which the new rent applies. Defaults to the next rent day, or to the first day of a tenancy not begun.',
    }),
    rentBasis: t.field({
      type: ChangeBasis,
      description: 'Why the new rent needs no served notice of increase. A lower rent needs no basis.',
    }),
    agreedOn: t.field({
      type: 'Date',
      description: 'Day on which an agreement to increase the rent was signed. Only for `AGREEMENT`.',
    }),
    reason: t.string({
      description:
        'Reason for the change, for the record. Required for `CORRECTION`, `ORDER` and `HISTORY`, and to correct the first day, due day, period or deposit. At most 10,000 characters.',
      ...withChecks(text()),
    }),
    leaseEnd: t.field({
      type: 'Date',
      description: 'Last day of the fixed term. Null makes the tenancy periodic.',
    }),
    leaseStart: t.field({
      type: 'Date',
      description: 'Correct first day of the tenancy. The first rent begins with it. Needs a `reason`.',
      ...notClearable(),
    }),
    rentDueDay: t.int({
      description: 'Correct day of the month on which rent is due, 1 to 31. Needs a `reason`.',
      ...notClearable(dayOfMonth),
    }),
    rentPeriod: t.field({
      type: RentPeriod,
      description: 'Correct rental period. Needs a `reason`.',
      ...notClearable(),
    }),
    deposit: t.field({
      type: 'Money',
      description:
        'Correct rent deposit in Canadian dollars, as received; 0 without a deposit. Needs a `reason`. Fails with `CONFLICT` `deposit_moved` once the deposit was topped up or refunded.',
      ...notClearable(nonNegativeAmount),
    }),
  };
}

const UpdateTenantInput = builder.inputType('UpdateTenantInput', {
  description: 'Changes to a tenant and their tenancy. Omitted fields keep their value.',
  fields: (t) => ({
    name: t.string({ description: 'Full name, as leases and notices print it.', ...notClearable(line()) }),
    email: t.field({
      type: 'EmailAddress',
      description: 'E-mail address. Null clears it.',
      ...withChecks(line()),
    }),
    phone: t.string({
      description: 'Phone number, at most 50 characters. Null clears it.',
      ...withChecks(line(50)),
    }),
    coTenants: t.stringList({
      description: `Full names of all other tenants on the lease from now on, at most ${MAX_CO_TENANTS}. Null removes them. The primary tenant cannot leave: \`BAD_INPUT\` \`primary_tenant\` if the list of another tenant omits the name.`,
      ...withChecks(atMost(MAX_CO_TENANTS), each(line())),
    }),
    firstName: t.string({
      description: 'First name, as documents print it. Null clears it.',
      ...withChecks(line()),
    }),
    lastName: t.string({
      description: 'Last name, as documents print it. Null clears it.',
      ...withChecks(line()),
    }),
    ...leaseFieldsOf(t),
    unitId: t.id({
      description: 'ID of the unit to which the tenancy moves.',
      ...notClearable(idOf('Unit')),
    }),
  }),
});

builder.mutationField('createTenant', (t) =>
  t.prismaField({
    extensions: { act: 'createTenant' },
    type: Tenant,
    description:
      'Creates a tenancy on a unit and returns its primary tenant. Admins, landlords and managers only. The tenancy is `PENDING` if it begins in the future, and `ACTIVE` otherwise. Fails with `CONFLICT` `unit_occupied` if another pending or current tenancy overlaps its dates or occupies the unit.',
    args: {
      input: t.arg({ type: CreateTenantInput, required: true, description: 'The tenant and the tenancy.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await createTenant(context, input);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

/** Faults that changing the tenancy would report. */
const faultsOfChanges: ArgumentRule = async ({ id, input }, context) =>
  typeof id === 'string' && input ? previewChanges(context, id, input) : [];

builder.mutationField('updateTenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows', ...withCommandRule(faultsOfChanges) },
    type: Tenant,
    description:
      'Changes a tenant and their tenancy. Admins, landlords and managers only. A change of the tenancy raises the version of each of its tenants.\n\nFails with `CONFLICT` `unit_occupied` if another pending or current tenancy overlaps its dates or occupies the unit. Fails with `CONFLICT` `illegal_transition` if a `PAST` tenancy would get another status. Fails with `RULE_VIOLATION` `rent_increase_needs_notice` for a higher rent without a served notice or a basis (RTA ss.116, 119, 120). The details name the earliest day and the highest rent.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateTenantInput, required: true, description: 'The changes.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateTenant(context, id, input, expectedVersion);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
