import type { Context } from '../../request/context.ts';
import type { AuditEvent as EventRow, Prisma, User as UserRow } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { checked, line } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { User } from './session.ts';

const ID_PREFIX = 'ae_';

const AuditAction = builder.enumType('AuditAction', {
  description: 'What was done to a row.',
  values: {
    CREATE: { value: 'INSERT', description: 'It was made.' },
    UPDATE: {
      value: 'UPDATE',
      description: 'It was changed. What leaves a list is changed: its history stays.',
    },
    DELETE: { value: 'DELETE', description: 'It was taken out of the database.' },
  },
});

/** What a row is, by the name of its table. */
const AuditSubject = builder.enumType('AuditSubject', {
  description: 'What kind of row was written.',
  values: {
    WORKSPACE: { value: 'Workspace', description: 'The workspace itself.' },
    USER: { value: 'User', description: 'A person with an account.' },
    MEMBERSHIP: { value: 'Membership', description: 'A role that a user holds.' },
    SESSION: { value: 'Session', description: 'Signing in makes one, signing out ends it.' },
    API_KEY: { value: 'ApiKey', description: 'A token for programs.' },
    INVITATION: { value: 'Invitation', description: 'An offer to join the workspace.' },
    PROPERTY: { value: 'Property', description: 'A building, or a house.' },
    PROPERTY_MANAGER: { value: 'PropertyManager', description: 'A property assigned to a manager.' },
    UNIT: { value: 'Unit', description: 'A unit of a property.' },
    LEASE: { value: 'Lease', description: 'A tenancy.' },
    LEASE_RENT: { value: 'LeaseRent', description: 'The rent of a tenancy from a day on.' },
    TENANT: { value: 'Tenant', description: 'A tenant of a tenancy.' },
    PAYMENT: { value: 'Payment', description: 'Rent expected or received.' },
    TICKET: { value: 'Ticket', description: 'Something to be mended.' },
    FORM: { value: 'Form', description: 'A generated document.' },
    FORM_FILE: {
      value: 'FormFile',
      description: "A document's bytes, which the log knows by their SHA-256.",
    },
  },
});

const AuditInterface = builder.enumType('AuditInterface', {
  description: 'The interface that a change came through.',
  values: {
    GRAPHQL: { value: 'graphql', description: '`/graphql`.' },
    REST: { value: 'rest', description: '`/v1`.' },
  },
});

type Subject = typeof AuditSubject.$inferType;
type Action = typeof AuditAction.$inferType;
type Interface = typeof AuditInterface.$inferType;

const AuditEvent = builder.prismaObject('AuditEvent', {
  description:
    'One change of one row, written in the same transaction as the change. Admins only; nobody can alter it.',
  fields: (t) => ({
    id: t.id({ description: 'Begins with `ae_`.', resolve: ({ id }) => `${ID_PREFIX}${id}` }),
    at: t.expose('at', { type: 'DateTime', description: 'When, by the clock of the database.' }),
    action: t.field({
      type: AuditAction,
      description: 'What was done.',
      resolve: ({ action }) => action as Action,
    }),
    subjectType: t.field({
      type: AuditSubject,
      description: 'What kind of row it was done to.',
      resolve: ({ subjectType }) => subjectType as Subject,
    }),
    subjectId: t.exposeID('subjectId', { description: "The row's id; a form's for its file." }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description: 'The row before, as stored: money in cents, no secrets, no bytes. Null for a CREATE.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description: 'The row after, as stored: money in cents, no secrets, no bytes. Null for a DELETE.',
    }),
    changed: t.exposeStringList('changed', {
      description: 'Of an UPDATE: the keys whose values it changed, those of secrets too. Otherwise empty.',
    }),
  }),
});

type UsersById = ReadonlyMap<string, UserRow>;

/** An event of a page, which knows the users of all of them. */
interface EventOfPage extends EventRow {
  /** Reads them, once and only when somebody asks for one. */
  readonly usersOfPage: () => Promise<UsersById>;
}

async function readUsers({ db }: Context, events: readonly EventRow[]): Promise<UsersById> {
  const ids = new Set(events.flatMap(({ userId }) => userId ?? []));
  const users = await db.user.findMany({ where: { id: { in: [...ids] } } });
  return new Map(users.map((user) => [user.id, user]));
}

function asPage(context: Context, events: readonly EventRow[]): EventOfPage[] {
  let users: Promise<UsersById> | null = null;
  const usersOfPage = () => (users ??= readUsers(context, events));
  return events.map((event) => ({ ...event, usersOfPage }));
}

builder.prismaObjectFields(AuditEvent, (t) => ({
  userId: t.exposeID('userId', {
    nullable: true,
    description: 'Who; null: the server itself, or nobody signed in.',
  }),
  user: t.field({
    type: User,
    nullable: true,
    description: 'Who; null: the server itself, or nobody signed in.',
    resolve: async (event) => {
      if (event.userId === null) return null;
      // Events come in pages only.
      const users = await (event as EventOfPage).usersOfPage();
      return users.get(event.userId) ?? null;
    },
  }),
  role: t.expose('role', { type: Role, nullable: true, description: 'The role they acted in.' }),
  sessionId: t.exposeID('sessionId', {
    nullable: true,
    description: 'The session they were signed in with.',
  }),
  apiKeyId: t.exposeID('apiKeyId', { nullable: true, description: 'The API key that acted for them.' }),
  interface: t.field({
    type: AuditInterface,
    nullable: true,
    description: 'The interface it came through; null: none, the server did it.',
    resolve: ({ origin }) => origin as Interface | null,
  }),
  requestId: t.exposeString('requestId', {
    nullable: true,
    description: "The request's `X-Request-Id`, as in its answer and in the server's log.",
  }),
}));

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Which events; all that is given has to hold.',
  fields: (t) => ({
    subjectType: t.field({ type: AuditSubject, description: 'Of rows of this kind.' }),
    subjectId: t.id({ description: 'Of the row with this id.', ...checked(line()) }),
    userId: t.id({ description: 'By this user.', ...checked(line()) }),
    apiKeyId: t.id({ description: 'Through the API key with this id.', ...checked(line()) }),
    interface: t.field({ type: AuditInterface, description: 'Through this interface.' }),
    requestId: t.string({
      description: 'By the request with this `X-Request-Id`.',
      ...checked(line()),
    }),
    action: t.field({ type: AuditAction, description: 'Of this kind.' }),
    since: t.field({ type: 'DateTime', description: 'At this instant or later.' }),
    until: t.field({ type: 'DateTime', description: 'Before this instant.' }),
  }),
});

function filtered(filter: typeof AuditFilter.$inferInput): Prisma.AuditEventWhereInput {
  const { subjectType, subjectId, userId, apiKeyId, requestId, action, since, until } = filter;
  return {
    subjectType: subjectType ?? undefined,
    subjectId: subjectId ?? undefined,
    userId: userId ?? undefined,
    apiKeyId: apiKeyId ?? undefined,
    origin: filter.interface ?? undefined,
    requestId: requestId ?? undefined,
    action: action ?? undefined,
    at: { gte: since ?? undefined, lt: until ?? undefined },
  };
}

builder.queryField('auditEvents', (t) =>
  t.prismaConnection({
    extensions: { act: 'readAuditLog' },
    type: AuditEvent,
    cursor: 'id',
    description: 'The audit log of the workspace, newest first. FORBIDDEN for all but admins.',
    args: { filter: t.arg({ type: AuditFilter, description: 'All when absent.' }) },
    totalCount: (_connection, { filter }, context) =>
      context.db.auditEvent.count({ where: filtered(filter ?? {}) }),
    resolve: async (query, _root, { filter }, context) => {
      const where = filtered(filter ?? {});
      const events = await context.db.auditEvent.findMany({ ...query, where, orderBy: { id: 'desc' } });
      return asPage(context, events);
    },
  }),
);
