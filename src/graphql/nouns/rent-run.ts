import { monthOfRent, type MonthOfRent } from '../../accounts/month.ts';
import type { SkippedTenancy } from '../../accounts/expected/rent-run.ts';
import { runRent } from '../../commands/rent/run-rent.ts';
import { notFound } from '../../errors.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { Recorded } from '../types/recorded.ts';
import { Workspace } from './workspace.ts';
import { RentRunConnection } from '../types/connections.ts';

const SkippedTenancyType = builder.objectRef<SkippedTenancy>('SkippedTenancy').implement({
  description: 'Tenancy that a run of the rent flow skipped.',
  fields: (t) => ({
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
    reason: t.exposeString('reason', { description: 'Why it was skipped.' }),
  }),
});

export const RentRun = builder.prismaNode('RentRun', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `rr_`.' },
  description:
    'Run of the rent flow: it opens, updates and closes the expected rows of the workspace. Visible to admins only.',
  interfaces: [Recorded],
  fields: (t) => ({
    ranThrough: t.expose('ranThrough', { type: 'Date', description: 'Day that it ran for.' }),
    opened: t.exposeInt('opened', { description: 'Number of expected rows that it opened.' }),
    closed: t.exposeInt('closed', { description: 'Number of expected rows that it closed.' }),
    skipped: t.exposeInt('skipped', { description: 'Number of tenancies that it skipped.' }),
    skippedTenancies: t.field({
      type: [SkippedTenancyType],
      description: 'Tenancies that it skipped, with the reason.',
      select: { failures: true },
      resolve: ({ failures }) => failures as unknown as SkippedTenancy[],
    }),
  }),
});

builder.queryField('rentRun', (t) =>
  t.prismaField({
    extensions: { act: 'runRent' },
    type: RentRun,
    nullable: true,
    description: 'A run of the rent flow by its ID. Admins only.',
    args: { id: t.arg.id({ required: true, description: 'ID of the run. Begins with `rr_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const run = await context.db.rentRun.findUnique({ ...query, where: { id } });
      if (!run) throw notFound('rent run');
      return run;
    },
  }),
);

builder.queryField('rentRuns', (t) =>
  t.prismaConnection(
    {
      extensions: { act: 'runRent' },
      type: RentRun,
      nullable: true,
      cursor: 'id',
      description: 'Runs of the rent flow, newest first. Admins only.',
      totalCount: (_connection, _args, context) => context.db.rentRun.count(),
      resolve: (query, _root, _args, context) =>
        context.db.rentRun.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    RentRunConnection,
  ),
);

builder.mutationField('runRent', (t) =>
  t.prismaField({
    extensions: { act: 'runRent' },
    type: RentRun,
    description:
      'Runs the rent flow of the workspace now. It runs by itself shortly after midnight, so this is seldom needed. A second run changes nothing. Admins only.',
    args: { ...idempotencyArguments(t.arg) },
    resolve: async (query, _root, _args, context) => {
      const id = await runRent(context);
      return context.db.rentRun.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

export const MonthOfRentType = builder.objectRef<MonthOfRent>('MonthOfRent').implement({
  description:
    'Rent of the rental periods that begin in a month. `expected` is the sum of `received`, `overdue` and `pending`.',
  fields: (t) => ({
    period: t.expose('period', { type: 'YearMonth', description: 'Month.' }),
    expected: t.expose('expectedCents', { type: 'Money', description: 'Rent charged, in Canadian dollars.' }),
    received: t.expose('receivedCents', {
      type: 'Money',
      description: 'Part of it paid by payments, credits and deposits, in Canadian dollars.',
    }),
    overdue: t.expose('overdueCents', {
      type: 'Money',
      description: 'Part of it owing and overdue, in Canadian dollars.',
    }),
    pending: t.expose('pendingCents', {
      type: 'Money',
      description: 'Part of it owing and not overdue yet, in Canadian dollars.',
    }),
  }),
});

builder.prismaObjectField(Workspace, 'month', (t) =>
  t.field({
    type: MonthOfRentType,
    description: 'Rent of a month across the tenancies that the viewer can see.',
    args: { period: t.arg({ type: 'YearMonth', required: true, description: 'Month, `YYYY-MM`.' }) },
    resolve: (_workspace, { period }, context) => monthOfRent(context, period),
  }),
);
