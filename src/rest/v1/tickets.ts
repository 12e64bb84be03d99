import {
  CreateTicketDocument,
  GetTicketDocument,
  ListTicketsDocument,
  UpdateTicketDocument,
  type TicketResourceFragment,
} from '../../generated/operations.ts';
import { TICKET_PRIORITY_WORDS, TICKET_STATUS_WORDS } from '../../vocabulary/ticket.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';

function presentTicket(ticket: TicketResourceFragment) {
  return {
    id: ticket.id,
    title: ticket.title,
    description: ticket.description,
    status: wordFor(TICKET_STATUS_WORDS, ticket.status),
    priority: wordFor(TICKET_PRIORITY_WORDS, ticket.priority),
    propertyId: ticket.propertyId,
    unitId: ticket.unitId,
    contractor: ticket.contractor,
    contractorId: ticket.contractorId,
    cost: ticket.cost,
    scheduledFor: ticket.scheduledFor,
    createdAt: ticket.createdOn,
    updatedAt: ticket.updatedAt,
  };
}

export const ticketRoutes = [
  route({
    method: 'GET',
    path: '/tickets',
    document: ListTicketsDocument,
    parameters: {
      property: null,
      unit: null,
      status: TICKET_STATUS_WORDS,
      priority: TICKET_PRIORITY_WORDS,
      q: null,
      ...PAGE_PARAMETERS,
    },
    variables: ({ query }) => {
      const { property, unit, status, priority, q } = query;
      return {
        filter: { property, unit, status: listOf(status), priority: listOf(priority), q },
        ...pageVariables(query),
      };
    },
    present: ({ tickets }) => nodesOf(tickets).map(presentTicket),
    next: ({ tickets }) => nextCursor(tickets),
  }),
  route({
    method: 'POST',
    path: '/tickets',
    document: CreateTicketDocument,
    words: { priority: TICKET_PRIORITY_WORDS },
    variables: ({ body }) => ({ input: body }),
    present: ({ openTicket }) => presentTicket(openTicket),
    version: ({ openTicket }) => openTicket.version,
    location: ({ openTicket }) => `/tickets/${openTicket.id}`,
  }),
  route({
    method: 'GET',
    path: '/tickets/:id',
    document: GetTicketDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ ticket }) => ticket && presentTicket(ticket),
    version: ({ ticket }) => ticket?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/tickets/:id',
    document: UpdateTicketDocument,
    words: { status: TICKET_STATUS_WORDS, priority: TICKET_PRIORITY_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateTicket }) => presentTicket(updateTicket),
    version: ({ updateTicket }) => updateTicket.version,
  }),
];
