import { createTenant } from '../../commands/tenancy/create-tenant.ts';
import { updateTenant } from '../../commands/tenancy/update-tenant.ts';
import type { Fault } from '../../errors.ts';
import { judgeDeposit } from '../../law/index.ts';
import { countPeriods, MAX_PERIODS_AT_ENTRY } from '../../ledger/index.ts';
import { onceArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, between, checked, costly, each, idOf, kept, line, payable, ruled } from '../input/checks.ts';
import { RentPeriod, TenancyStatus } from '../types/enums.ts';
import type { Asker } from '../input/input-check.ts';
import { Tenant } from './tenant.ts';

const MAX_CO_TENANTS = 50;
const DAYS_OF_MONTH = between(1, 31);

interface LeaseShape {
  rent: number;
  leaseStart: string;
  leaseEnd?: string | null;
  rentPeriod?: typeof RentPeriod.$inferType | null;
  deposit?: number | null;
}

const endAfterStart = ({ leaseStart, leaseEnd }: Partial<LeaseShape>): readonly Fault[] => {
  if (!leaseStart || !leaseEnd || leaseEnd >= leaseStart) return [];
  return [
    {
      path: ['leaseEnd'],
      code: 'date_order',
      message: `The lease begins on ${leaseStart}; it can't end before that.`,
    },
  ];
};

/** Every look at the tenancy works its ledger out from the first period on. */
const startInReach = (
  { leaseStart, rentPeriod }: Partial<LeaseShape>,
  asker: Asker | null,
  faulty: readonly string[],
): readonly Fault[] => {
  if (!leaseStart || !asker || faulty.includes('rentPeriod')) return [];
  const rentalPeriod = rentPeriod ?? 'MONTHLY';
  const terms = { startsOn: leaseStart, endedOn: null, rentalPeriod, rentDueDay: null };
  const count = countPeriods(terms, asker.today);
  if (count <= MAX_PERIODS_AT_ENTRY) return [];
  const message = `From ${leaseStart} to today there would be ${count} rental periods; at most ${MAX_PERIODS_AT_ENTRY} are taken. Give the day from which on you keep this account, or the period that rent is really paid by.`;
  return [{ path: ['leaseStart'], code: 'too_many_periods', message }];
};

/** The lesser of one month's rent and one rental period's (RTA s.106(2)). */
const depositWithinLimit = ({ rent, deposit, rentPeriod }: Partial<LeaseShape>): readonly Fault[] => {
  if (rent === undefined || !deposit) return [];
  const rentalPeriod = rentPeriod ?? 'MONTHLY';
  const { maxRentDepositCents: limit } = judgeDeposit({ rentalPeriod, rentPerPeriodCents: rent });
  if (deposit <= limit) return [];
  const message = `A rent deposit is at most ${(limit / 100).toFixed(2)} here: one rental period's rent, and one month's.`;
  return [{ path: ['deposit'], code: 'deposit_exceeds_rent', message, section: 'RTA s.106(2)' }];
};

const CreateTenantInput = builder.inputType('CreateTenantInput', {
  description: 'A tenant and their tenancy on a unit.',
  ...ruled<LeaseShape>(endAfterStart, startInReach, depositWithinLimit),
  fields: (t) => ({
    name: t.string({ required: true, description: 'The primary tenant.', ...checked(line()) }),
    unitId: t.id({ required: true, description: 'The rental unit.', ...checked(idOf('Unit')) }),
    rent: t.field({ type: 'Money', required: true, description: 'Per rental period.', ...checked(payable) }),
    leaseStart: t.field({
      type: 'Date',
      required: true,
      description:
        'First day of the tenancy; BAD_INPUT `too_many_periods` where more than 4,000 rental periods have begun since (ten years of daily rent, 76 of weekly).',
    }),
    leaseEnd: t.field({ type: 'Date', description: 'Last day of the fixed term; absent: month-to-month.' }),
    email: t.field({ type: 'EmailAddress', description: 'Where to write.', ...checked(line()) }),
    phone: t.string({ description: 'Where to call.', ...checked(line(50)) }),
    rentPeriod: t.field({ type: RentPeriod, description: 'How often rent is due; monthly when absent.' }),
    rentDueDay: t.int({
      description: 'Day of the month the rent is due, 1–31; the day of `leaseStart` when absent.',
      ...checked(DAYS_OF_MONTH),
    }),
    deposit: t.field({
      type: 'Money',
      description: 'Rent deposit: at most one rental period, and one month (RTA s.106).',
      ...checked(costly),
    }),
    coTenants: t.stringList({
      description: 'Names of the other tenants on the lease.',
      ...checked(atMost(MAX_CO_TENANTS), each(line())),
    }),
  }),
});

const UpdateTenantInput = builder.inputType('UpdateTenantInput', {
  description: 'What to change of a tenant and their tenancy; what is absent stays.',
  fields: (t) => ({
    name: t.string({ description: 'As leases and notices print it.', ...kept(line()) }),
    email: t.field({ type: 'EmailAddress', description: 'Null clears it.', ...checked(line()) }),
    phone: t.string({ description: 'Null clears it.', ...checked(line(50)) }),
    coTenants: t.stringList({
      description:
        'The names of the others from now on; null for none. The primary tenant stays on the tenancy: BAD_INPUT `primary_tenant` where another’s list leaves the name out.',
      ...checked(atMost(MAX_CO_TENANTS), each(line())),
    }),
    status: t.field({ type: TenancyStatus, description: 'There is no way back from PAST.', ...kept() }),
    rent: t.field({
      type: 'Money',
      description: 'From today on; rent that fell due before keeps its amount.',
      ...kept(payable),
    }),
    leaseEnd: t.field({ type: 'Date', description: 'Null makes it month-to-month.' }),
    unitId: t.id({ description: 'Moves the tenancy to another unit.', ...kept(idOf('Unit')) }),
  }),
});

builder.mutationField('createTenant', (t) =>
  t.prismaField({
    extensions: { act: 'createTenant' },
    type: Tenant,
    description:
      'Makes a tenancy on a unit. CONFLICT `unit_occupied` when another live one shares a day with it, or has possession while this one would.',
    args: {
      input: t.arg({ type: CreateTenantInput, required: true, description: 'The tenancy.' }),
      ...onceArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await createTenant(context, input);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateTenant', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    description:
      'Changes a tenant or their tenancy. What is changed of the tenancy counts in the version of each of its tenants. CONFLICT `unit_occupied` when another live one shares a day with it, or has possession (ACTIVE or NOTICE) while this one would come into it; `illegal_transition` for a way back from PAST.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateTenantInput, required: true, description: 'What to change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateTenant(context, id, input, expectedVersion);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
