import { assignManager, unassignManager } from '../../commands/account/assign-manager.ts';
import { removeMember, setMemberRoles } from '../../commands/account/member.ts';
import { notFound } from '../../errors.ts';
import { ID_PREFIXES } from '../../ids.ts';
import { ROLES_BY_RANK } from '../../policies/viewer.ts';
import { changeArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, withChecks } from '../input/checks.ts';
import { connectionTo } from '../types/connections.ts';
import { Role } from '../types/enums.ts';
import { IS_MEMBER, MEMBER_ARGUMENTS, membersQuery, membersWhere } from '../lists/user.ts';
import { Property } from './property.ts';
import { Recorded } from '../types/recorded.ts';
import { User } from './session.ts';

const LIST_MEMBERS = { extensions: { act: 'listMembers' } } as const;
const MANAGE_MEMBERS = { extensions: { act: 'manageMembers' } } as const;

const [MEMBER, USER] = [`${ID_PREFIXES.Member}_`, `${ID_PREFIXES.User}_`];

/** A member has an ID of its own, so that a client's cache does not merge it with the user. */
function memberIdOf(userId: string): string {
  return MEMBER + userId.slice(USER.length);
}

/** The ID of the user behind a member; an ID of a user stays as it is. */
function userIdOf(id: string): string {
  return id.startsWith(MEMBER) ? USER + id.slice(MEMBER.length) : id;
}

export const Member = builder.prismaObject('User', {
  variant: 'Member',
  select: { id: true },
  description: 'User with their roles in the workspace. Admins and landlords only.',
  interfaces: [Recorded],
  fields: (t) => ({
    id: t.id({
      description: 'Unique ID of the member. Begins with `mb_`.',
      resolve: ({ id }) => memberIdOf(id),
    }),
    userId: t.exposeID('id', { description: 'ID of the user. Begins with `u_`.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    email: t.expose('email', {
      type: 'EmailAddress',
      description: 'E-mail address for signing in, in lower case.',
    }),
    roles: t.field({
      type: [Role],
      description: 'Roles of the member, highest-ranking first.',
      select: { memberships: { select: { role: true } } },
      resolve: ({ memberships }) =>
        ROLES_BY_RANK.filter((rank) => memberships.some(({ role }) => role === rank)),
    }),
    managedProperties: t.field({
      type: [Property],
      description: 'Properties assigned to the member as manager.',
      select: (_args, _context, nested) => ({
        managed: { orderBy: { id: 'asc' }, select: { property: nested() } },
      }),
      resolve: ({ managed }) => managed.map(({ property }) => property),
    }),
  }),
});

const MemberConnection = connectionTo(Member, 'Member');

builder.queryField('members', (t) =>
  t.prismaConnection(
    {
      type: Member,
      nullable: true,
      cursor: 'id',
      description:
        'Users with at least one role in the workspace, newest first by default. Admins and landlords only.',
      ...LIST_MEMBERS,
      args: MEMBER_ARGUMENTS,
      totalCount: (_connection, args, context) => context.db.user.count({ where: membersWhere(args) }),
      resolve: (query, _root, args, context) => context.db.user.findMany({ ...query, ...membersQuery(args) }),
    },
    MemberConnection,
  ),
);

builder.queryField('member', (t) =>
  t.prismaField({
    type: Member,
    nullable: true,
    description:
      'A member by ID. Admins and landlords only. Fails with `NOT_FOUND` if the user has no role in the workspace.',
    args: {
      id: t.arg.id({
        required: true,
        description: 'ID of the member, or of its user. Begins with `mb_` or `u_`.',
      }),
    },
    ...LIST_MEMBERS,
    resolve: async (query, _root, { id }, context) => {
      const member = await context.db.user.findUnique({
        ...query,
        where: { id: userIdOf(id), ...IS_MEMBER },
      });
      if (!member) throw notFound('member');
      return member;
    },
  }),
);

builder.mutationField('setMemberRoles', (t) =>
  t.prismaField({
    type: Member,
    description:
      'Replaces the roles of a member. Admins only. A removed role ends the sessions and API keys that use it. Its property and ticket assignments, tenancy links and open invitations end too. Fails with `CONFLICT` `last_admin` if no admin would remain.',
    args: {
      userId: t.arg.id({ required: true, description: 'ID of the user. Begins with `u_`.' }),
      roles: t.arg({
        type: [Role],
        required: true,
        description: 'All roles of the member from now on; at least one.',
        ...withChecks(atMost(ROLES_BY_RANK.length)),
      }),
      ...changeArguments(t.arg),
    },
    ...MANAGE_MEMBERS,
    resolve: async (query, _root, { userId, roles, expectedVersion }, context) => {
      await setMemberRoles(context, userId, roles, expectedVersion);
      return context.db.user.findUniqueOrThrow({ ...query, where: { id: userId } });
    },
  }),
);

builder.mutationField('removeMember', (t) =>
  t.id({
    description:
      'Removes a member by taking away all their roles. Admins only. Their sessions and API keys stop working immediately. Fails with `CONFLICT` `last_admin` if no admin would remain. Returns the ID of the user; the user object remains, because past actions refer to it.',
    args: {
      userId: t.arg.id({ required: true, description: 'ID of the user. Begins with `u_`.' }),
      ...changeArguments(t.arg),
    },
    ...MANAGE_MEMBERS,
    resolve: async (_root, { userId, expectedVersion }, context) => {
      await removeMember(context, userId, expectedVersion);
      return userId;
    },
  }),
);

builder.prismaObjectField(Property, 'managers', (t) =>
  t.field({
    type: [User],
    description:
      'Managers assigned to the property. Managers see only themselves here; tenants and contractors see an empty list.',
    select: (_args, _context, nested) => ({
      managers: { orderBy: { id: 'asc' }, select: { user: nested() } },
    }),
    resolve: ({ managers }) => managers.map(({ user }) => user),
  }),
);

builder.mutationField('assignManager', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    description:
      'Assigns a manager to a property. The manager then sees the property with its units, tenancies, payments, tickets and documents. Landlords and admins only. Fails with `CONFLICT` `not_a_manager` if the user is not a manager.',
    args: {
      propertyId: t.arg.id({ required: true, description: 'ID of the property. Begins with `p_`.' }),
      userId: t.arg.id({
        required: true,
        description: 'ID of a user with the role `MANAGER`. Begins with `u_`.',
      }),
    },
    resolve: async (query, _root, { propertyId, userId }, context) => {
      await assignManager(context, propertyId, userId);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id: propertyId } });
    },
  }),
);

builder.mutationField('unassignManager', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    description:
      'Removes a manager from a property. The manager no longer sees it. Landlords and admins only.',
    args: {
      propertyId: t.arg.id({ required: true, description: 'ID of the property. Begins with `p_`.' }),
      userId: t.arg.id({ required: true, description: 'ID of the manager. Begins with `u_`.' }),
    },
    resolve: async (query, _root, { propertyId, userId }, context) => {
      await unassignManager(context, propertyId, userId);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id: propertyId } });
    },
  }),
);
