import {
  CHARGED_UNTIL,
  LAWFUL,
  LAWFUL_RENTS,
  rentStateOf,
  SCHEDULE,
  takingEffect,
} from '../../accounts/lawful-rents.ts';
import { tenantsOn } from '../../accounts/present-tenants.ts';
import { endedOnOf, LIFE_SELECTION, tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { rentOn } from '../../accounts/tenancy-ledger.ts';
import type { Warning } from '../../law/index.ts';
import { builder } from '../builder.ts';
import { WarningType } from './notice.ts';
import { RentBasis, RentPeriod, RentState, TenancyStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import { FormConnection, PaymentConnection, TicketConnection } from '../types/connections.ts';
import { NESTED_FORM_ARGUMENTS, nestedFormsQuery } from '../lists/form.ts';
import { PAYMENT_ARGUMENTS, paymentsQuery } from '../lists/payment.ts';
import { TICKET_ARGUMENTS, ticketsQuery } from '../lists/ticket.ts';

const LeaseRent = builder.prismaObject('LeaseRent', {
  description: 'Entry in the rent schedule of a lease.',
  fields: (t) => ({
    effectiveOn: t.expose('effectiveOn', {
      type: 'Date',
      description: 'First day on which this rent applies.',
    }),
    rent: t.expose('amountCents', {
      type: 'Money',
      description: 'Rent per rental period in Canadian dollars.',
    }),
    basis: t.expose('basis', { type: RentBasis, description: 'Why this rent is lawful.' }),
    state: t.field({
      type: RentState,
      description: 'Whether this rent applies today.',
      select: {
        effectiveOn: true,
        standing: true,
        lease: {
          select: {
            ...CHARGED_UNTIL,
            status: true,
            rents: { where: LAWFUL, select: { effectiveOn: true } },
          },
        },
      },
      resolve: (row, _args, { today }) => rentStateOf(row, today),
    }),
    formId: t.id({
      nullable: true,
      description: 'ID of the notice or agreement from which the rent comes. Null without one.',
      resolve: ({ formId }) => formId,
    }),
    agreedOn: t.expose('agreedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the agreement was signed. Null for another basis.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Reason for the change, as recorded. Null without one.',
    }),
  }),
});

export const Lease = builder.prismaNode('Lease', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `l_`.' },
  select: { id: true },
  description:
    'Tenancy agreement for one unit. Two tenancies on a unit share no day. Managers see the leases of assigned properties, and tenants their own; contractors see no leases.',
  interfaces: [Recorded],
  fields: (t) => ({
    status: t.field({
      type: TenancyStatus,
      description: 'Status of the tenancy. It follows the dates of the tenancy.',
      args: {
        asOf: t.arg({ type: 'Date', description: 'Day of the status. Defaults to today.' }),
      },
      select: LIFE_SELECTION,
      resolve: (lease, { asOf }, { today }) => tenancyStatusOn(lease, asOf ?? today, today),
    }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day of the tenancy.' }),
    endsOn: t.expose('endsOn', {
      type: 'Date',
      nullable: true,
      description:
        'Last day of the fixed term. Null for a periodic tenancy. The tenancy continues after the term unless it is terminated (RTA s.38(1)).',
    }),
    endedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of a tenancy that is over. Null before that.',
      select: LIFE_SELECTION,
      resolve: (lease, _args, { today }) => endedOnOf(lease, today),
    }),
    lastDayOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the tenancy, also if it lies ahead. Null while it is not known.',
      select: { endedOn: true, lastDayOn: true },
      resolve: (lease) => lease.endedOn ?? lease.lastDayOn,
    }),
    endReason: t.exposeString('endReason', {
      nullable: true,
      description: 'Why the tenancy ends or has ended, as recorded. Null if no reason is recorded.',
    }),
    endedByFormId: t.id({
      nullable: true,
      description: 'ID of the notice or agreement that ends the tenancy. Null if it is not on record.',
      select: { endedByFormId: true },
      resolve: ({ endedByFormId }) => endedByFormId,
    }),
    rentOwedUntil: t.expose('rentOwedUntil', {
      type: 'Date',
      nullable: true,
      description:
        'Day through which rent is charged, if it is after the last day. The tenants then left before the end of their term.',
    }),
    rentPeriod: t.expose('rentalPeriod', { type: RentPeriod, description: 'How often rent is due.' }),
    rentDueDay: t.exposeInt('rentDueDay', {
      description:
        'Day of the month on which monthly or yearly rent is due, 1 to 31. In a shorter month, its last day.',
    }),
    rent: t.field({
      type: 'Money',
      description: 'Rent per rental period in Canadian dollars, as of today.',
      select: { ...CHARGED_UNTIL, rents: LAWFUL_RENTS },
      resolve: (lease, _args, { today }) => rentOn(lease, today),
    }),
    rentSchedule: t.field({
      type: [LeaseRent],
      description:
        'Rents of the lease with the day each takes effect, oldest first. Rents of notices that await service are listed but not charged; tenants do not see them. Rents from a day after the end of the tenancy never take effect and are left out.',
      select: (_args, _context, nestedSelection) => ({
        ...CHARGED_UNTIL,
        rents: nestedSelection(SCHEDULE),
      }),
      resolve: (lease) => takingEffect(lease.rents, lease),
    }),
    deposit: t.expose('depositCents', {
      type: 'Money',
      nullable: true,
      description: 'Rent deposit held, in Canadian dollars (RTA s.106). Null without a deposit.',
    }),
    warnings: t.field({
      type: [WarningType],
      description:
        'Higher rents ahead that did not follow the tenants to this unit (RTA ss.116(3), 119(1)). Also agreements to increase the rent inside a fixed term or within twelve months. Empty for viewers with the role `TENANT`.',
      select: { warnings: true },
      resolve: ({ warnings }, _args, { viewer }) =>
        viewer.role === 'TENANT' ? [] : (warnings as unknown as Warning[]),
    }),
    unit: t.relation('unit', { description: 'Rental unit.' }),
    tenants: t.relation('tenants', {
      description: 'Tenants on the lease, the primary tenant first.',
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the tenants. Defaults to today.' }) },
      query: ({ asOf }, { today }) => ({
        where: tenantsOn(asOf ?? today),
        orderBy: [{ isPrimary: 'desc' as const }, { id: 'asc' as const }],
      }),
    }),
    payments: t.relatedConnection(
      'payments',
      {
        cursor: 'id',
        totalCount: true,
        description:
          'Payments for the tenancy, newest first by default. Expected rows that are settled are left out.',
        args: PAYMENT_ARGUMENTS,
        query: (args, context) => paymentsQuery(args, context),
      },
      PaymentConnection,
    ),
    tickets: t.relatedConnection(
      'tickets',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Maintenance tickets of the tenancy, newest first by default.',
        args: TICKET_ARGUMENTS,
        query: (args, context) => ticketsQuery(args, context),
      },
      TicketConnection,
    ),
    forms: t.relatedConnection(
      'forms',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Documents for the tenancy, newest first by default.',
        args: NESTED_FORM_ARGUMENTS,
        query: (args, context) => nestedFormsQuery(args, context),
      },
      FormConnection,
    ),
  }),
});
