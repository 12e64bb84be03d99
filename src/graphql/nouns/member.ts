import { assignManager, unassignManager } from '../../commands/account/assign-manager.ts';
import { removeMember, setMemberRoles } from '../../commands/account/member.ts';
import { notFound } from '../../errors.ts';
import { ROLES_BY_RANK } from '../../policies/viewer.ts';
import { changeArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, checked } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { Property } from './property.ts';
import { Recorded } from '../types/recorded.ts';
import { User } from './session.ts';

const MANAGE_MEMBERS = { extensions: { act: 'manageMembers' } } as const;

/** Whoever holds a role; accounts that hold none any more are no members. */
const IS_MEMBER = { memberships: { some: {} } };

export const Member = builder.prismaObject('User', {
  variant: 'Member',
  description: 'A user with the roles they hold in the workspace. Seen by admins.',
  interfaces: [Recorded],
  fields: (t) => ({
    id: t.exposeID('id', { description: "The user's; begins with `u_`." }),
    name: t.exposeString('name', { description: 'As others see it.' }),
    email: t.expose('email', { type: 'EmailAddress', description: 'Signs them in; in lower case.' }),
    roles: t.field({
      type: [Role],
      description: 'From the most to the least.',
      select: { memberships: { select: { role: true } } },
      resolve: ({ memberships }) =>
        ROLES_BY_RANK.filter((rank) => memberships.some(({ role }) => role === rank)),
    }),
    managedProperties: t.field({
      type: [Property],
      description: 'What is assigned to them as manager.',
      select: (_args, _context, nested) => ({
        managed: { orderBy: { id: 'asc' }, select: { property: nested() } },
      }),
      resolve: ({ managed }) => managed.map(({ property }) => property),
    }),
  }),
});

builder.queryField('members', (t) =>
  t.prismaConnection({
    type: Member,
    cursor: 'id',
    description: 'Who holds a role in the workspace, newest first. For admins.',
    ...MANAGE_MEMBERS,
    totalCount: (_connection, _args, context) => context.db.user.count({ where: IS_MEMBER }),
    resolve: (query, _root, _args, context) =>
      context.db.user.findMany({ ...query, where: IS_MEMBER, orderBy: { id: 'desc' } }),
  }),
);

builder.queryField('member', (t) =>
  t.prismaField({
    type: Member,
    nullable: true,
    description: 'A member by their id. For admins. NOT_FOUND for who holds no role in the workspace.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `u_`.' }) },
    ...MANAGE_MEMBERS,
    resolve: async (query, _root, { id }, context) => {
      const member = await context.db.user.findUnique({ ...query, where: { id, ...IS_MEMBER } });
      if (!member) throw notFound('member');
      return member;
    },
  }),
);

builder.mutationField('setMemberRoles', (t) =>
  t.prismaField({
    type: Member,
    description:
      'Makes these the roles of a member. Sessions, API keys, assignments, tickets, open invitations and the link to a tenancy end with the role they belong to. For admins. CONFLICT `last_admin`.',
    args: {
      userId: t.arg.id({ required: true, description: 'Which member.' }),
      roles: t.arg({
        type: [Role],
        required: true,
        description: 'All the roles they are to hold; at least one.',
        ...checked(atMost(ROLES_BY_RANK.length)),
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
      'Takes every role away from a member; their sessions and API keys are dead at once. For admins. CONFLICT `last_admin`. Gives the id of the user, whom what they did still names.',
    args: {
      userId: t.arg.id({ required: true, description: 'Which member.' }),
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
    description: 'To whom it is assigned. Managers see themselves only, tenants and contractors nobody.',
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
      'Shows a property, with all that is on it, to a manager. For landlords and admins. CONFLICT `not_a_manager`.',
    args: {
      propertyId: t.arg.id({ required: true, description: 'Which property.' }),
      userId: t.arg.id({ required: true, description: 'A user with the role MANAGER.' }),
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
    description: 'Hides a property from a manager. For landlords and admins.',
    args: {
      propertyId: t.arg.id({ required: true, description: 'Which property.' }),
      userId: t.arg.id({ required: true, description: 'Whom to take off it.' }),
    },
    resolve: async (query, _root, { propertyId, userId }, context) => {
      await unassignManager(context, propertyId, userId);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id: propertyId } });
    },
  }),
);
