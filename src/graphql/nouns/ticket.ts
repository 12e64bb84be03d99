import { openTicket, PLACE_MISSING } from '../../commands/ticket/open-ticket.ts';
import { updateTicket } from '../../commands/ticket/update-ticket.ts';
import { notFound, type Fault } from '../../errors.ts';
import { onceArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { checked, costly, foreseen, idOf, kept, line, ruled, text } from '../input/checks.ts';
import { TicketPriority, TicketStatus } from '../types/enums.ts';
import type { Asker } from '../input/input-check.ts';
import { Recorded } from '../types/recorded.ts';

export const Ticket = builder.prismaNode('Ticket', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `tk_`.' },
  description: 'Something to mend or look after.',
  interfaces: [Recorded],
  fields: (t) => ({
    title: t.exposeString('title', { description: 'One line.' }),
    description: t.exposeString('description', { nullable: true, description: 'What is wrong, in full.' }),
    status: t.expose('status', { type: TicketStatus, description: 'Where it stands.' }),
    priority: t.expose('priority', { type: TicketPriority, description: 'How urgent it is.' }),
    propertyId: t.exposeID('propertyId', { description: 'Where.' }),
    unitId: t.exposeID('unitId', { nullable: true, description: 'Null for the whole property.' }),
    property: t.relation('property', { description: 'Where.' }),
    unit: t.relation('unit', { nullable: true, description: 'Null for the whole property.' }),
    contractor: t.exposeString('contractor', { nullable: true, description: 'Who does the work, by name.' }),
    contractorId: t.exposeID('contractorId', {
      nullable: true,
      description: 'The account of who does the work, where there is one.',
    }),
    cost: t.expose('costCents', { type: 'Money', nullable: true, description: 'What it cost.' }),
    scheduledFor: t.expose('scheduledFor', {
      type: 'DateOrInstant',
      nullable: true,
      description: 'When the work is to be done.',
    }),
  }),
});

builder.queryField('ticket', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Ticket,
    nullable: true,
    description: 'A ticket by its id. NOT_FOUND for what does not exist or may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `tk_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const ticket = await context.db.ticket.findUnique({ ...query, where: { id } });
      if (!ticket) throw notFound('ticket');
      return ticket;
    },
  }),
);

const TicketFilter = builder.inputType('TicketFilter', {
  description: 'Which tickets; all that is given has to hold.',
  fields: (t) => ({
    property: t.id({ description: 'On this property.', ...checked(idOf('Property')) }),
    unit: t.id({ description: 'On this unit.', ...checked(idOf('Unit')) }),
    status: t.field({ type: TicketStatus, description: 'Standing so.' }),
    priority: t.field({ type: TicketPriority, description: 'So urgent.' }),
  }),
});

function filtered({ property, unit, status, priority }: typeof TicketFilter.$inferInput) {
  return {
    propertyId: property ?? undefined,
    unitId: unit ?? undefined,
    status: status ?? undefined,
    priority: priority ?? undefined,
  };
}

builder.queryField('tickets', (t) =>
  t.prismaConnection({
    extensions: { access: 'rows' },
    type: Ticket,
    cursor: 'id',
    description: 'The tickets that the viewer may see, newest first.',
    args: { filter: t.arg({ type: TicketFilter, description: 'All when absent.' }) },
    totalCount: (_connection, { filter }, context) =>
      context.db.ticket.count({ where: filtered(filter ?? {}) }),
    resolve: (query, _root, { filter }, context) =>
      context.db.ticket.findMany({ ...query, where: filtered(filter ?? {}), orderBy: { id: 'desc' } }),
  }),
);

const PLACES = ['unitId', 'propertyId'] as const;

/** Where it is; tenants have a home that it is about when they don't say. */
const placeGiven = (
  input: Partial<Record<(typeof PLACES)[number], string | null>>,
  asker: Asker | null,
  faulty: readonly string[],
): readonly Fault[] => {
  const isGiven = PLACES.some((place) => input[place] || faulty.includes(place));
  return isGiven || asker?.viewer.role === 'TENANT' ? [] : [{ ...PLACE_MISSING, path: ['unitId'] }];
};

const OpenTicketInput = builder.inputType('OpenTicketInput', {
  description: 'Something to mend or look after.',
  ...ruled(foreseen(placeGiven)),
  fields: (t) => ({
    title: t.string({ required: true, description: 'One line.', ...checked(line()) }),
    description: t.string({ description: 'What is wrong, in full.', ...checked(text()) }),
    propertyId: t.id({ description: 'For what concerns the whole property.', ...checked(idOf('Property')) }),
    unitId: t.id({ description: "Where; a tenant's own unit when absent.", ...checked(idOf('Unit')) }),
    priority: t.field({ type: TicketPriority, description: 'NORMAL when absent.' }),
  }),
});

const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description: 'What to change of a ticket; what is absent stays. Contractors give `status` and `cost` only.',
  fields: (t) => ({
    title: t.string({ description: 'One line.', ...kept(line()) }),
    description: t.string({ description: 'Null clears it.', ...checked(text()) }),
    status: t.field({ type: TicketStatus, description: 'A resolved ticket may be reopened.', ...kept() }),
    priority: t.field({ type: TicketPriority, description: 'How urgent it is.', ...kept() }),
    contractor: t.string({
      description:
        'A name; or the id, e-mail or name of a contractor with an account, who then sees the ticket.',
      ...checked(line()),
    }),
    cost: t.field({ type: 'Money', description: 'Null clears it.', ...checked(costly) }),
    scheduledFor: t.field({ type: 'DateOrInstant', description: 'Null clears it.' }),
  }),
});

builder.mutationField('openTicket', (t) =>
  t.prismaField({
    extensions: { act: 'openTicket' },
    type: Ticket,
    description: 'Opens a ticket. FORBIDDEN to a tenant for a home that they do not live in now.',
    args: {
      input: t.arg({ type: OpenTicketInput, required: true, description: 'The ticket.' }),
      ...onceArguments(t.arg),
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
    description: 'Changes a ticket. FORBIDDEN when a contractor gives more than `status` and `cost`.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateTicketInput, required: true, description: 'What to change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateTicket(context, id, input, expectedVersion);
      // A contractor who is taken off a ticket in the same breath would no longer see it.
      const ticket = await context.db.ticket.findUnique({ ...query, where: { id } });
      if (!ticket) throw notFound('ticket');
      return ticket;
    },
  }),
);
