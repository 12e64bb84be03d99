import type { Context } from '../../request/context.ts';
import type { AuditEvent as EventRow, Prisma, User as UserRow } from '../../generated/prisma/client.ts';
import { readAuditFence } from '../../db/audit.ts';
import { builder } from '../builder.ts';
import { withChecks, line } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { User } from './session.ts';
import { AuditEventConnection } from '../types/connections.ts';

const ID_PREFIX = 'ae_';

const AuditAction = builder.enumType('AuditAction', {
  description: 'Type of change to a row.',
  values: {
    CREATE: { value: 'INSERT', description: 'The row was created.' },
    UPDATE: {
      value: 'UPDATE',
      description:
        'The row was changed. Removing a property or a tenant is an update, because the row remains.',
    },
    DELETE: { value: 'DELETE', description: 'The row was deleted from the database.' },
  },
});

/** Types of rows, by the names of their tables. */
const AuditSubject = builder.enumType('AuditSubject', {
  description: 'Type of the changed row.',
  values: {
    WORKSPACE: { value: 'Workspace', description: 'The workspace.' },
    USER: { value: 'User', description: 'A user.' },
    MEMBERSHIP: { value: 'Membership', description: 'A role held by a user.' },
    SESSION: { value: 'Session', description: 'A session. Signing in creates it; signing out changes it.' },
    API_KEY: { value: 'ApiKey', description: 'An API key.' },
    INVITATION: { value: 'Invitation', description: 'An invitation to the workspace.' },
    PROPERTY: { value: 'Property', description: 'A property.' },
    PROPERTY_MANAGER: { value: 'PropertyManager', description: 'The assignment of a manager to a property.' },
    UNIT: { value: 'Unit', description: 'A rental unit.' },
    LEASE: { value: 'Lease', description: 'A tenancy.' },
    LEASE_RENT: { value: 'LeaseRent', description: 'An entry in the rent schedule of a tenancy.' },
    TENANT: { value: 'Tenant', description: 'A tenant of a tenancy.' },
    PAYMENT: { value: 'Payment', description: 'A payment.' },
    CHARGE: { value: 'Charge', description: 'A charge or credit apart from rent.' },
    DEPOSIT: { value: 'Deposit', description: 'A deposit.' },
    DEPOSIT_ENTRY: { value: 'DepositEntry', description: 'A movement of a deposit.' },
    RECEIPT: { value: 'Receipt', description: 'An issued receipt.' },
    RECEIPT_FILE: { value: 'ReceiptFile', description: 'The PDF file of a receipt, by its SHA-256.' },
    RENT_RUN: { value: 'RentRun', description: 'A rent run.' },
    SUGGESTION: { value: 'Suggestion', description: 'A suggested notice.' },
    TICKET: { value: 'Ticket', description: 'A maintenance ticket.' },
    FORM: { value: 'Form', description: 'A generated document.' },
    FORM_FILE: {
      value: 'FormFile',
      description: 'The PDF file of a document. The log holds its SHA-256 instead of its bytes.',
    },
  },
});

const AuditInterface = builder.enumType('AuditInterface', {
  description: 'Interface that received the request.',
  values: {
    GRAPHQL: { value: 'graphql', description: 'GraphQL, `/graphql`.' },
    REST: { value: 'rest', description: 'REST, `/v1`.' },
  },
});

type Subject = typeof AuditSubject.$inferType;
type Action = typeof AuditAction.$inferType;
type Interface = typeof AuditInterface.$inferType;

export const AuditEvent = builder.prismaObject('AuditEvent', {
  description: 'Change of one row, recorded in the same transaction as the change. Immutable. Admins only.',
  fields: (t) => ({
    id: t.id({ description: 'Unique ID. Begins with `ae_`.', resolve: ({ id }) => `${ID_PREFIX}${id}` }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When the change was made, by the clock of the database.',
    }),
    action: t.field({
      type: AuditAction,
      description: 'Type of change.',
      resolve: ({ action }) => action as Action,
    }),
    subjectType: t.field({
      type: AuditSubject,
      description: 'Type of the changed row.',
      resolve: ({ subjectType }) => subjectType as Subject,
    }),
    subjectId: t.exposeID('subjectId', {
      description: 'ID of the changed row. For `FORM_FILE`, the ID of the form.',
    }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description:
        'Row before the change, as stored: amounts are whole cents, and secrets and files are left out. Null for `CREATE`.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description:
        'Row after the change, as stored: amounts are whole cents, and secrets and files are left out. Null for `DELETE`.',
    }),
    changed: t.exposeStringList('changed', {
      description:
        'Names of the columns that an `UPDATE` changed, including secret ones. Empty for other actions.',
    }),
  }),
});

type UsersById = ReadonlyMap<string, UserRow>;

/** An audit event with access to the users of all events on its page. */
export interface EventOfPage extends EventRow {
  /** Loads the users of the page once, when the first of them is requested. */
  readonly usersOfPage: () => Promise<UsersById>;
}

async function readUsers({ db }: Context, events: readonly EventRow[]): Promise<UsersById> {
  const ids = new Set(events.flatMap(({ userId }) => userId ?? []));
  const users = await db.user.findMany({ where: { id: { in: [...ids] } } });
  return new Map(users.map((user) => [user.id, user]));
}

export function withUsersOfPage(context: Context, events: readonly EventRow[]): EventOfPage[] {
  let users: Promise<UsersById> | null = null;
  const usersOfPage = () => (users ??= readUsers(context, events));
  return events.map((event) => ({ ...event, usersOfPage }));
}

builder.prismaObjectFields(AuditEvent, (t) => ({
  userId: t.exposeID('userId', {
    nullable: true,
    description: 'ID of the user who made the change. Null for changes by the server or without a sign-in.',
  }),
  user: t.field({
    type: User,
    nullable: true,
    description: 'User who made the change. Null for changes by the server or without a sign-in.',
    resolve: async (event) => {
      if (event.userId === null) return null;
      // Every event comes from withUsersOfPage, which adds usersOfPage.
      const users = await (event as EventOfPage).usersOfPage();
      return users.get(event.userId) ?? null;
    },
  }),
  role: t.expose('role', { type: Role, nullable: true, description: 'Role in which the user acted.' }),
  sessionId: t.exposeID('sessionId', {
    nullable: true,
    description: 'ID of the session that made the request. Null for an API key.',
  }),
  apiKeyId: t.exposeID('apiKeyId', {
    nullable: true,
    description: 'ID of the API key that made the request. Null for a session.',
  }),
  interface: t.field({
    type: AuditInterface,
    nullable: true,
    description: 'Interface that received the request. Null for changes by the server.',
    resolve: ({ origin }) => origin as Interface | null,
  }),
  requestId: t.exposeString('requestId', {
    nullable: true,
    description: '`X-Request-Id` of the request, as in its response headers and in the server log.',
  }),
}));

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Conditions on audit events. An event must meet all of them.',
  fields: (t) => ({
    subjectType: t.field({ type: AuditSubject, description: 'Filter by the type of the changed row.' }),
    subjectId: t.id({ description: 'Filter by the ID of the changed row.', ...withChecks(line()) }),
    userId: t.id({ description: 'Filter by the user who made the change.', ...withChecks(line()) }),
    apiKeyId: t.id({ description: 'Filter by the API key that made the request.', ...withChecks(line()) }),
    interface: t.field({
      type: AuditInterface,
      description: 'Filter by the interface that received the request.',
    }),
    requestId: t.string({
      description: 'Filter by the `X-Request-Id` of the request.',
      ...withChecks(line()),
    }),
    action: t.field({ type: AuditAction, description: 'Filter by the type of change.' }),
    since: t.field({ type: 'DateTime', description: 'Only changes at or after this instant.' }),
    until: t.field({ type: 'DateTime', description: 'Only changes before this instant.' }),
  }),
});

/** `fence`: from it on, older events may still be added. A page beyond it would give a cursor that misses them. */
function whereOf(filter: typeof AuditFilter.$inferInput, fence: bigint): Prisma.AuditEventWhereInput {
  const { subjectType, subjectId, userId, apiKeyId, requestId, action, since, until } = filter;
  return {
    position: { lt: fence },
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

const NEWEST_FIRST: Prisma.AuditEventOrderByWithRelationInput[] = [{ position: 'desc' }, { id: 'desc' }];

builder.queryField('auditEvents', (t) =>
  t.prismaConnection(
    {
      extensions: { act: 'readAuditLog' },
      type: AuditEvent,
      nullable: true,
      cursor: 'workspaceId_position_id',
      description:
        'Audit log of the workspace, newest first. Admins only, with a session; null with the error `FORBIDDEN` otherwise.',
      args: {
        filter: t.arg({
          type: AuditFilter,
          description: 'Returns only matching events. Returns all events if omitted.',
        }),
      },
      totalCount: async (_connection, { filter }, context) =>
        context.db.auditEvent.count({ where: whereOf(filter ?? {}, await readAuditFence(context.db)) }),
      resolve: async (query, _root, { filter }, context) => {
        const where = whereOf(filter ?? {}, await readAuditFence(context.db));
        const events = await context.db.auditEvent.findMany({ ...query, where, orderBy: NEWEST_FIRST });
        return withUsersOfPage(context, events);
      },
    },
    AuditEventConnection,
  ),
);
