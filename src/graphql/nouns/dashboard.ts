import { DAYS_AHEAD, endingTenancies, type EndingTenancy } from '../../accounts/ending-tenancies.ts';
import { monthOfRent } from '../../accounts/month.ts';
import { occupancyOn, type Occupancy } from '../../accounts/occupancy.ts';
import {
  arrearsOf,
  findRollLeases,
  withTenancies,
  type Arrears,
  type ListedTenancy,
} from '../../accounts/rent-roll.ts';
import { monthOf } from '../../calendar/month.ts';
import { possibleIncreases, type PossibleIncrease } from '../../documents/possible-increases.ts';
import { runningNotices, type RunningNotice } from '../../documents/running-notices.ts';
import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import type { TicketPriority } from '../../generated/prisma/enums.ts';
import type { Context } from '../../request/context.ts';
import { TICKET_PRIORITY_WORDS } from '../../vocabulary/ticket.ts';
import { builder } from '../builder.ts';
import { between, withChecks } from '../input/checks.ts';
import { MAX_PAGE_SIZE } from '../limits/field-costs.ts';
import { TicketPriority as TicketPriorityType } from '../types/enums.ts';
import { DeadlineType, StandingType } from './form.ts';
import { AS_OF_ARGUMENT } from './ledger.ts';
import { ArrearsType, PROPERTY_ARGUMENT, TenancyRow } from './rent-roll.ts';
import { MonthOfRentType } from './rent-run.ts';

/** Rows of a part of the dashboard, unless more are asked for. */
const ROWS = 20;

const FIRST_ARGUMENT = {
  defaultValue: ROWS,
  description: `Most rows to return, 1 to ${MAX_PAGE_SIZE}.`,
  ...withChecks(between(1, MAX_PAGE_SIZE)),
} as const;

/** What a dashboard covers. */
interface Scope {
  readonly asOf: string;
  readonly property: string | null;
  /** The parts that are being found. */
  readonly parts: Promise<unknown>[];
}

/** A part of the dashboard: all of its rows, in order. */
interface Part<Row> {
  readonly asOf: string;
  readonly all: readonly Row[];
}

/** The first rows of a part, with their tenancies. */
function firstOf<Row extends { readonly leaseId: string }>(
  context: Context,
  { all, asOf }: Part<Row>,
  first: number | null | undefined,
): Promise<(Row & ListedTenancy)[]> {
  return withTenancies(context, all.slice(0, first ?? ROWS), asOf);
}

/**
 * A part of a dashboard, once all its other parts are found too. What their rows show is then read together, however
 * long each part took.
 */
async function withTheOthers<Found>({ parts }: Scope, part: Promise<Found>): Promise<Found> {
  parts.push(part);
  for (let known = 0; known < parts.length;) {
    known = parts.length;
    await Promise.allSettled(parts);
  }
  return part;
}

const OccupancyType = builder.objectRef<Occupancy>('Occupancy').implement({
  description: 'Units and how many of them have tenants on a day.',
  fields: (t) => ({
    units: t.exposeInt('units', { description: 'Number of units.' }),
    occupied: t.exposeInt('occupied', {
      description: 'Number of units with tenants in possession.',
    }),
    vacant: t.int({
      description: 'Number of units without tenants.',
      resolve: ({ units, occupied }) => units - occupied,
    }),
    percent: t.float({
      nullable: true,
      description: 'Occupied units in per cent, to one decimal place. Null without units.',
      resolve: ({ units, occupied }) => (units === 0 ? null : Math.round((occupied / units) * 1000) / 10),
    }),
  }),
});

const RunningNoticeType = builder.objectRef<RunningNotice & ListedTenancy>('RunningNotice').implement({
  description: 'Notice of termination that has effect on a day, with its tenancy.',
  interfaces: [TenancyRow],
  fields: (t) => ({
    formId: t.exposeID('formId', { description: 'ID of the form. Begins with `f_`.' }),
    form: t.prismaField({
      type: 'Form',
      description: 'Form of the notice.',
      resolve: (query, { formId: id }, _args, context) =>
        context.dbForRereads.form.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    standing: t.expose('standing', { type: StandingType, description: 'Standing of the notice on the day.' }),
    nextDeadline: t.expose('next', {
      type: DeadlineType,
      nullable: true,
      description: 'First deadline on or after the day. Null if no deadline lies ahead.',
    }),
  }),
});

const RunningNotices = builder.objectRef<Part<RunningNotice>>('RunningNotices').implement({
  description: 'Notices of termination that have effect on a day.',
  fields: (t) => ({
    count: t.int({ description: 'Number of notices.', resolve: ({ all }) => all.length }),
    nextOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day of the first deadline of them all. Null if no deadline lies ahead.',
      resolve: ({ all }) => all[0]?.next?.on ?? null,
    }),
    rows: t.field({
      type: [RunningNoticeType],
      description: 'The notices, by their next deadline.',
      args: { first: t.arg.int(FIRST_ARGUMENT) },
      resolve: (part, { first }, context) => firstOf(context, part, first),
    }),
  }),
});

const TenancyEnd = builder.enumType('TenancyEnd', {
  description: 'End of a tenancy, or of its fixed term only.',
  values: {
    TENANCY: { description: 'The tenancy: its last day is known.' },
    FIXED_TERM: { description: 'The fixed term. The tenancy goes on without a term (RTA s.38(1)).' },
  } as const,
});

const EndingTenancyType = builder.objectRef<EndingTenancy & ListedTenancy>('EndingTenancy').implement({
  description: `Tenancy with a last day, or a last day of its fixed term, within ${DAYS_AHEAD} days.`,
  interfaces: [TenancyRow],
  fields: (t) => ({
    endsOn: t.expose('endsOn', {
      type: 'Date',
      description: 'Last day of the tenancy, or of its fixed term.',
    }),
    ends: t.field({
      type: TenancyEnd,
      description: 'Whether the tenancy or its fixed term ends on that day.',
      resolve: ({ isTermOnly }) => (isTermOnly ? 'FIXED_TERM' : 'TENANCY'),
    }),
  }),
});

const EndingTenancies = builder.objectRef<Part<EndingTenancy>>('EndingTenancies').implement({
  description: `Tenancies with a last day, or a last day of the fixed term, within ${DAYS_AHEAD} days.`,
  fields: (t) => ({
    count: t.int({ description: 'Number of tenancies.', resolve: ({ all }) => all.length }),
    rows: t.field({
      type: [EndingTenancyType],
      description: 'The tenancies, by the day.',
      args: { first: t.arg.int(FIRST_ARGUMENT) },
      resolve: (part, { first }, context) => firstOf(context, part, first),
    }),
  }),
});

const PossibleIncreaseType = builder
  .objectRef<PossibleIncrease & ListedTenancy>('PossibleIncrease')
  .implement({
    description: 'Tenancy with rent that can rise by a notice given on a day (RTA ss.116, 119, 120).',
    interfaces: [TenancyRow],
    fields: (t) => ({
      rent: t.field({
        type: 'Money',
        description: 'Rent per rental period before the increase, in Canadian dollars.',
        resolve: ({ plan }) => plan.rentBeforeCents,
      }),
      earliestOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'First day of the new rent if the notice is given by hand on the day.',
        resolve: ({ plan }) => plan.earliestOn,
      }),
      maximumRent: t.field({
        type: 'Money',
        nullable: true,
        description: 'Highest rent from that day, in Canadian dollars. Null for an exempt unit.',
        resolve: ({ plan }) => plan.maximumRentCents,
      }),
      guidelinePercent: t.float({
        nullable: true,
        description: 'Guideline of the year of that day, in per cent. Null for an exempt unit.',
        resolve: ({ plan: { guidelineBasisPoints: points } }) => (points === null ? null : points / 100),
      }),
      isExempt: t.exposeBoolean('isExempt', {
        description: 'Whether the unit is exempt from the guideline (RTA s.6.1).',
      }),
    }),
  });

const PossibleIncreases = builder.objectRef<Part<PossibleIncrease>>('PossibleIncreases').implement({
  description: 'Tenancies with rent that can rise by a notice given on a day.',
  fields: (t) => ({
    count: t.int({ description: 'Number of tenancies.', resolve: ({ all }) => all.length }),
    rows: t.field({
      type: [PossibleIncreaseType],
      description: 'The tenancies, by the day of the increase.',
      args: { first: t.arg.int(FIRST_ARGUMENT) },
      resolve: (part, { first }, context) => firstOf(context, part, first),
    }),
  }),
});

interface PriorityCount {
  readonly priority: TicketPriority;
  readonly count: number;
}

const OpenTicketsType = builder.objectRef<PriorityCount>('OpenTickets').implement({
  description: 'Number of tickets of a priority that are neither resolved nor cancelled.',
  fields: (t) => ({
    priority: t.expose('priority', { type: TicketPriorityType, description: 'Priority of the tickets.' }),
    count: t.exposeInt('count', { description: 'Number of tickets.' }),
  }),
});

const BY_URGENCY = (Object.keys(TICKET_PRIORITY_WORDS) as TicketPriority[]).reverse();

/** Open tickets of each priority, the most urgent first. One statement. */
async function openTickets({ db }: Context, property: string | null): Promise<PriorityCount[]> {
  const counts = await db.ticket.groupBy({
    by: ['priority'],
    where: {
      status: { notIn: ['RESOLVED', 'CANCELLED'] },
      ...(property ? { propertyId: property } : {}),
    },
    _count: { _all: true },
  });
  return BY_URGENCY.map((priority) => ({
    priority,
    count: counts.find((row) => row.priority === priority)?._count._all ?? 0,
  }));
}

async function findArrears(context: Context, scope: Scope): Promise<Arrears> {
  const leases = await findRollLeases(context, scope, { withFormer: true });
  return arrearsOf(context, leases, scope.asOf);
}

/** A part with rows. */
async function findPart<Row>(
  context: Context,
  scope: Scope,
  find: (context: Context, day: string, property: string | null) => Promise<Row[]>,
): Promise<Part<Row>> {
  const { asOf, property } = scope;
  return { asOf, all: await withTheOthers(scope, find(context, asOf, property)) };
}

const Dashboard = builder.objectRef<Scope>('Dashboard').implement({
  description: 'Figures, deadlines and dates of a portfolio on a day.',
  fields: (t) => ({
    asOf: t.expose('asOf', { type: 'Date', description: 'Day of the dashboard.' }),
    occupancy: t.field({
      type: OccupancyType,
      description: 'Units with and without tenants on the day.',
      resolve: (scope, _args, context) =>
        withTheOthers(scope, occupancyOn(context, scope.asOf, scope.property)),
    }),
    month: t.field({
      type: MonthOfRentType,
      description: 'Rent of the month of the day, as `Workspace.month` tells it.',
      resolve: (scope, _args, context) =>
        withTheOthers(scope, monthOfRent(context, monthOf(scope.asOf), scope.property)),
    }),
    arrears: t.field({
      type: ArrearsType,
      description: 'Arrears as of the day, former tenants included.',
      resolve: (scope, _args, context) => withTheOthers(scope, findArrears(context, scope)),
    }),
    notices: t.field({
      type: RunningNotices,
      description: 'Notices of termination that have effect on the day.',
      resolve: (scope, _args, context) => findPart(context, scope, runningNotices),
    }),
    openTickets: t.field({
      type: [OpenTicketsType],
      description: 'Tickets that are open now, by priority, the most urgent first.',
      resolve: (scope, _args, context) => withTheOthers(scope, openTickets(context, scope.property)),
    }),
    endingTenancies: t.field({
      type: EndingTenancies,
      description: `Tenancies with a last day, or a last day of the fixed term, within ${DAYS_AHEAD} days.`,
      resolve: (scope, _args, context) => findPart(context, scope, endingTenancies),
    }),
    possibleIncreases: t.field({
      type: PossibleIncreases,
      description: 'Tenancies with rent that can rise by a notice given on the day.',
      resolve: (scope, _args, context) => findPart(context, scope, possibleIncreases),
    }),
  }),
});

builder.queryField('dashboard', (t) =>
  t.field({
    extensions: { act: 'readDashboard' },
    type: Dashboard,
    nullable: true,
    description:
      'Dashboard of the properties that the viewer can see. Admins, landlords and managers only. An API key needs the read scope of every noun.',
    args: { asOf: t.arg(AS_OF_ARGUMENT), property: t.arg.id(PROPERTY_ARGUMENT) },
    resolve: (_root, { asOf, property }, { today }) => {
      const day = asOf ?? today;
      assertWithinHorizon('asOf', day, today);
      return { asOf: day, property: property ?? null, parts: [] };
    },
  }),
);
