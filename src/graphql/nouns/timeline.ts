import { resolveCursorConnection } from '@pothos/plugin-relay';
import { dateIn } from '../../calendar/zone.ts';
import { fromColumnOrNull } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { money } from '../../money/words.ts';
import type { Context } from '../../request/context.ts';
import { FORM_TITLES } from '../../vocabulary/form.ts';
import { builder } from '../builder.ts';
import { findChanges } from '../lists/changes.ts';
import {
  compareMoments,
  cursorOf,
  mayReadChanges,
  PAGE_SIZES,
  spanOf,
  timelineSelection,
  type Moment,
  type PageArguments,
  type Span,
} from '../lists/timeline.ts';
import { AuditEvent, withUsersOfPage, type EventOfPage } from './audit.ts';
import { Tenant } from './tenant.ts';

const TimelineKind = builder.enumType('TimelineKind', {
  description: 'Type of an entry in a timeline.',
  values: {
    PAYMENT: { description: 'A payment was recorded.' },
    FORM: { description: 'A document was generated.' },
    TICKET: { description: 'A ticket was opened.' },
    CHANGE: {
      description: 'The tenant, the tenancy or its rent schedule was changed. Admins only, with a session.',
    },
  } as const,
});

/** An entry of a timeline. */
interface Entry extends Moment {
  readonly on: string;
  readonly title: string;
  /** Of a change. */
  readonly event?: EventOfPage;
}

const TimelineEntry = builder.objectRef<Entry>('TimelineEntry').implement({
  description: 'Event of a tenancy, with the object that it is about.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TimelineKind, description: 'Type of the entry.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was recorded. Entries are ordered by it.' }),
    on: t.expose('on', {
      type: 'Date',
      description:
        'Day on which the money was received or the document was served. Otherwise, the day of the record.',
    }),
    title: t.exposeString('title', { description: 'Short text for a person, e.g. `Payment of $1,200.00`.' }),
    payment: t.prismaField({
      type: 'Payment',
      nullable: true,
      description: 'The payment. Null for other entries.',
      resolve: (query, { kind, id }, _args, context) =>
        kind === 'PAYMENT' ? context.dbForRereads.payment.findUnique({ ...query, where: { id } }) : null,
    }),
    form: t.prismaField({
      type: 'Form',
      nullable: true,
      description: 'The document. Null for other entries.',
      resolve: (query, { kind, id }, _args, context) =>
        kind === 'FORM' ? context.dbForRereads.form.findUnique({ ...query, where: { id } }) : null,
    }),
    ticket: t.prismaField({
      type: 'Ticket',
      nullable: true,
      description: 'The ticket. Null for other entries.',
      resolve: (query, { kind, id }, _args, context) =>
        kind === 'TICKET' ? context.dbForRereads.ticket.findUnique({ ...query, where: { id } }) : null,
    }),
    change: t.field({
      type: AuditEvent,
      nullable: true,
      description: 'The audit event of the change. Null for other entries.',
      resolve: ({ event }) => event ?? null,
    }),
  }),
});

const TimelineConnection = builder.connectionObject(
  { type: TimelineEntry, name: 'TimelineConnection' },
  { name: 'TimelineEdge' },
);

type Tenancy = Prisma.LeaseGetPayload<{ select: ReturnType<typeof timelineSelection> }>;

const SUBJECTS: Readonly<Record<string, string>> = { Tenant: 'Tenant', Lease: 'Tenancy', LeaseRent: 'Rent' };
const ACTIONS: Readonly<Record<string, string>> = { INSERT: 'created', UPDATE: 'changed', DELETE: 'deleted' };

/** Columns that change with every change, or follow from others. */
const OWN_COLUMNS = ['version', 'updatedAt', 'nameKey', 'searchKey'];

function changeTitle({ subjectType, action, changed }: EventOfPage): string {
  const title = `${SUBJECTS[subjectType] ?? subjectType} ${ACTIONS[action] ?? action}`;
  const columns = changed.filter((column) => !OWN_COLUMNS.includes(column));
  return columns.length === 0 ? title : `${title}: ${columns.join(', ')}`;
}

async function changesOf(
  context: Context,
  tenantId: string,
  lease: Tenancy,
  span: Span,
): Promise<readonly EventOfPage[]> {
  if (!mayReadChanges(context.viewer)) return [];
  const subjects = [tenantId, lease.id, ...lease.rents.map(({ id }) => id)];
  return withUsersOfPage(context, await findChanges(context, subjects, span));
}

/** The entries of a page, in its order, of all that was read. */
function entriesOf(
  { payments, forms, tickets }: Tenancy,
  events: readonly EventOfPage[],
  { limit, isInverted }: Span,
  timeZone: string,
): Entry[] {
  const recordedOn = (at: Date) => dateIn(timeZone, at);
  const entries: Entry[] = [
    ...payments.map(({ id, createdAt: at, receivedOn, amountCents }): Entry => {
      const title = `Payment of ${money(amountCents)}`;
      return { kind: 'PAYMENT', id, at, title, on: fromColumnOrNull(receivedOn) ?? recordedOn(at) };
    }),
    ...forms.map(({ id, createdAt: at, servedOn, type }): Entry => {
      return {
        kind: 'FORM',
        id,
        at,
        title: FORM_TITLES[type],
        on: fromColumnOrNull(servedOn) ?? recordedOn(at),
      };
    }),
    ...tickets.map(({ id, createdAt: at, title }): Entry => {
      return { kind: 'TICKET', id, at, title, on: recordedOn(at) };
    }),
    ...events.map((event): Entry => {
      const { id, at } = event;
      return { kind: 'CHANGE', id: String(id), at, title: changeTitle(event), on: recordedOn(at), event };
    }),
  ];
  const newestFirst = entries.sort(compareMoments);
  return (isInverted ? newestFirst.toReversed() : newestFirst).slice(0, limit);
}

async function pageOf(context: Context, tenantId: string, lease: Tenancy, args: PageArguments) {
  const page = await resolveCursorConnection({ args, ...PAGE_SIZES, toCursor: cursorOf }, async () => {
    const span = spanOf(args);
    const events = await changesOf(context, tenantId, lease, span);
    return entriesOf(lease, events, span, context.viewer.timeZone);
  });
  // A page without entries has no cursors.
  const { edges, pageInfo } = page;
  return edges.length > 0 ? page : { edges, pageInfo: { ...pageInfo, startCursor: null, endCursor: null } };
}

builder.prismaObjectField(Tenant, 'timeline', (t) =>
  t.field({
    type: TimelineConnection,
    description:
      'Payments, documents and tickets of the tenancy that the viewer can see, newest first. Admins also see changes.',
    args: t.arg.connectionArgs(),
    select: (args, { viewer }) => ({ id: true, lease: { select: timelineSelection(args, viewer) } }),
    resolve: ({ id, lease }, args, context) => pageOf(context, id, lease as Tenancy, args) as never,
  }),
);
