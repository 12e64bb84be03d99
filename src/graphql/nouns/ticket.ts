import { openTicket, PLACE_MISSING } from '../../commands/ticket/open-ticket.ts';
import { updateTicket } from '../../commands/ticket/update-ticket.ts';
import { notFound, type Fault } from '../../errors.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import {
  withChecks,
  nonNegativeAmount,
  checkedByCommand,
  idOf,
  notClearable,
  line,
  withRules,
  text,
} from '../input/checks.ts';
import { TicketPriority, TicketStatus } from '../types/enums.ts';
import type { CheckContext } from '../input/input-check.ts';
import { Recorded } from '../types/recorded.ts';
import { TicketConnection } from '../types/connections.ts';
import { TICKET_ARGUMENTS, ticketsQuery, ticketsWhere } from '../lists/ticket.ts';

export const Ticket = builder.prismaNode('Ticket', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `tk_`.' },
  select: { id: true },
  description:
    'Maintenance request for a unit or a property. Managers see the tickets of assigned properties. Tenants see the tickets of their tenancies, and contractors the tickets assigned to them.',
  interfaces: [Recorded],
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title of the ticket. One line.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Full description of the problem. Null if not given.',
    }),
    status: t.expose('status', { type: TicketStatus, description: 'Status of the ticket.' }),
    priority: t.expose('priority', { type: TicketPriority, description: 'Urgency of the ticket.' }),
    propertyId: t.exposeID('propertyId', { description: 'ID of the property. Begins with `p_`.' }),
    unitId: t.exposeID('unitId', {
      nullable: true,
      description: 'ID of the unit. Null if the ticket concerns the whole property.',
    }),
    property: t.relation('property', { description: 'Property of the ticket.' }),
    unit: t.relation('unit', {
      nullable: true,
      description: 'Unit of the ticket. Null if the ticket concerns the whole property.',
    }),
    contractor: t.exposeString('contractor', {
      nullable: true,
      description: 'Name of the contractor who does the work. Null if not assigned.',
    }),
    contractorId: t.exposeID('contractorId', {
      nullable: true,
      description: "ID of the contractor's user account. Null if the contractor has no account.",
    }),
    cost: t.expose('costCents', {
      type: 'Money',
      nullable: true,
      description: 'Cost of the work in Canadian dollars. Null if unknown.',
    }),
    scheduledFor: t.expose('scheduledFor', {
      type: 'DateOrInstant',
      nullable: true,
      description: 'Date or time at which the work is scheduled. Null if not scheduled.',
    }),
  }),
});

builder.queryField('ticket', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Ticket,
    nullable: true,
    description:
      'A ticket by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the ticket. Begins with `tk_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const ticket = await context.db.ticket.findUnique({ ...query, where: { id } });
      if (!ticket) throw notFound('ticket');
      return ticket;
    },
  }),
);

builder.queryField('tickets', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Ticket,
      cursor: 'id',
      description: 'Tickets that the viewer can see, newest first by default.',
      args: TICKET_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.ticket.count({ where: ticketsWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.ticket.findMany({ ...query, ...ticketsQuery(args, context) }),
    },
    TicketConnection,
  ),
);

const PLACES = ['unitId', 'propertyId'] as const;

/** A ticket needs a unit or a property; for a tenant the unit where they live is the default. */
const requirePlace = (
  input: Partial<Record<(typeof PLACES)[number], string | null>>,
  checkContext: CheckContext | null,
  faulty: readonly string[],
): readonly Fault[] => {
  const isGiven = PLACES.some((place) => input[place] || faulty.includes(place));
  return isGiven || checkContext?.viewer.role === 'TENANT' ? [] : [{ ...PLACE_MISSING, path: ['unitId'] }];
};

const OpenTicketInput = builder.inputType('OpenTicketInput', {
  description: 'Ticket to open.',
  ...withRules(checkedByCommand(requirePlace)),
  fields: (t) => ({
    title: t.string({ required: true, description: 'Title of the ticket. One line.', ...withChecks(line()) }),
    description: t.string({ description: 'Full description of the problem.', ...withChecks(text()) }),
    propertyId: t.id({
      description:
        'ID of the property. Give it instead of `unitId` if the ticket concerns the whole property.',
      ...withChecks(idOf('Property')),
    }),
    unitId: t.id({
      description:
        'ID of the unit. Required unless `propertyId` is given. For a tenant, it defaults to the unit where they live.',
      ...withChecks(idOf('Unit')),
    }),
    priority: t.field({ type: TicketPriority, description: 'Urgency of the ticket. Defaults to `NORMAL`.' }),
  }),
});

const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description:
    'Changes to a ticket. Omitted fields keep their value. Contractors may change only `status` and `cost`.',
  fields: (t) => ({
    title: t.string({ description: 'Title of the ticket. One line.', ...notClearable(line()) }),
    description: t.string({
      description: 'Full description of the problem. Null clears it.',
      ...withChecks(text()),
    }),
    status: t.field({
      type: TicketStatus,
      description: 'Status of the ticket. Any change is allowed, e.g. a resolved ticket may be reopened.',
      ...notClearable(),
    }),
    priority: t.field({ type: TicketPriority, description: 'Urgency of the ticket.', ...notClearable() }),
    contractor: t.string({
      description:
        'Contractor who does the work: any name, or the ID, e-mail address or name of a contractor with an account. A contractor with an account then sees the ticket. Null clears it. Fails with `BAD_INPUT` `ambiguous` if several contractors have the name, and `unknown_contractor` for an e-mail address that no contractor has.',
      ...withChecks(line()),
    }),
    cost: t.field({
      type: 'Money',
      description: 'Cost of the work in Canadian dollars. Null clears it.',
      ...withChecks(nonNegativeAmount),
    }),
    scheduledFor: t.field({
      type: 'DateOrInstant',
      description: 'Date or time at which the work is scheduled. Null clears it.',
    }),
  }),
});

builder.mutationField('openTicket', (t) =>
  t.prismaField({
    extensions: { act: 'openTicket' },
    type: Ticket,
    description:
      'Opens a maintenance ticket. Admins, landlords, managers and tenants only. Fails with `FORBIDDEN` if a tenant names a unit or property where they do not live.',
    args: {
      input: t.arg({ type: OpenTicketInput, required: true, description: 'The ticket.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await openTicket(context, input);
      return context.db.ticket.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateTicket', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Ticket,
    description:
      'Changes a ticket. Admins, landlords, managers and the assigned contractor only. Fails with `FORBIDDEN` if a contractor changes more than `status` and `cost`.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateTicketInput, required: true, description: 'The changes.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateTicket(context, id, input, expectedVersion);
      // The ticket is invisible if the change took the viewer's own access away.
      const ticket = await context.db.ticket.findUnique({ ...query, where: { id } });
      if (!ticket) throw notFound('ticket');
      return ticket;
    },
  }),
);
