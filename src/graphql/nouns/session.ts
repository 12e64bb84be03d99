import { MAX_PASSWORD } from '../../commands/account/password.ts';
import {
  changePassword,
  ownSessionId,
  revokeSession,
  signIn,
  signOut,
  type OpenedSession,
} from '../../commands/account/session.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { withChecks, text } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import { SessionConnection } from '../types/connections.ts';

/** Policy of root fields that need no sign-in. */
export const PUBLIC = { extensions: { access: 'public' } } as const;
const OWN_ACCOUNT = { extensions: { act: 'manageOwnAccount' } } as const;

export const User = builder.prismaNode('User', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `u_`.' },
  description:
    'Person with an account. Admins and landlords see every user of the workspace. Managers and API keys see themselves and contractors; tenants and contractors see themselves.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Display name.' }),
    email: t.expose('email', {
      type: 'EmailAddress',
      description: 'E-mail address for signing in, in lower case.',
    }),
  }),
});

interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: typeof Role.$inferType;
}

export const SignedInType = builder.objectRef<SignedIn>('SignedIn').implement({
  description: 'New session. The token is shown only once.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'Session token. Begins with `kn_`. Send it as `Authorization: Bearer <token>`.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the token expires.' }),
    userId: t.exposeID('userId', { description: 'ID of the signed-in user.' }),
    name: t.exposeString('name', { description: 'Display name of the user.' }),
    email: t.expose('email', { type: 'EmailAddress', description: 'E-mail address of the user.' }),
    role: t.expose('role', { type: Role, description: 'Role in which the session acts.' }),
  }),
});

/** A session just opened, with its user, as the API returns it. */
export async function signedIn({ system }: Context, { token, session }: OpenedSession): Promise<SignedIn> {
  const { expiresAt, role, userId } = session;
  const { name, email } = await system.user.findUniqueOrThrow({ where: { id: userId } });
  return { token, expiresAt, role, userId, name, email };
}

const SignInInput = builder.inputType('SignInInput', {
  description: 'Credentials for signing in.',
  fields: (t) => ({
    email: t.string({
      required: true,
      description: 'E-mail address of the account. Case-insensitive.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
    password: t.string({
      required: true,
      description: 'Password of the account.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
    role: t.field({
      type: Role,
      description: 'Role in which to act; the user must hold it. Defaults to the highest-ranking role held.',
    }),
  }),
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignedInType,
    description:
      'Signs a user in and opens a session. No token is required.\n\nFails with `UNAUTHENTICATED` `wrong_credentials` if the e-mail address or the password is wrong. Fails with `FORBIDDEN` `role_not_held` if the user does not hold the role. Fails with `RATE_LIMITED` and `extensions.retryAfterSeconds` after too many failed attempts. The limits are 10 per account and network, and 300 per network, in 15 minutes. Networks that have not signed in to the account share a limit of 50.',
    args: { input: t.arg({ type: SignInInput, required: true, description: 'The credentials.' }) },
    ...PUBLIC,
    resolve: async (_root, { input }, context) => signedIn(context, await signIn(context, input)),
  }),
);

builder.mutationField('signOut', (t) =>
  t.boolean({
    description:
      'Signs the viewer out and returns `true`. The token stops working immediately.\n\nFails with `UNAUTHENTICATED` if the session has already ended. Fails with `FORBIDDEN` `session_required` for an API key; revoke the key instead.',
    ...OWN_ACCOUNT,
    resolve: async (_root, _args, context) => {
      await signOut(context);
      return true;
    },
  }),
);

const Session = builder.prismaNode('Session', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `s_`.' },
  description:
    'Sign-in of a user in one role. Users see their own sessions; admins see every session of the workspace.',
  interfaces: [Recorded],
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'Role in which the session acts.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When the token of the session expires.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the session was ended early, by sign-out or revocation. Null if it was not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token was last used, accurate to one minute. Null if never used.',
    }),
    isCurrent: t.boolean({
      description: 'Whether this is the session of the current request.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.sessionId,
    }),
    user: t.relation('user', { description: 'The signed-in user.' }),
  }),
});

builder.queryField('session', (t) =>
  t.prismaField({
    type: Session,
    nullable: true,
    description:
      'Session of the current request. Null with the error `FORBIDDEN` `session_required` for an API key.',
    ...OWN_ACCOUNT,
    resolve: (query, _root, _args, context) =>
      context.db.session.findUniqueOrThrow({ ...query, where: { id: ownSessionId(context.viewer) } }),
  }),
);

/** Filter for the viewer's sessions that have neither ended nor expired. */
function activeSessionsOf({ viewer, clock }: Context) {
  ownSessionId(viewer);
  return { userId: viewer.userId, revokedAt: null, expiresAt: { gt: clock.now() } };
}

builder.queryField('sessions', (t) =>
  t.prismaConnection(
    {
      type: Session,
      nullable: true,
      cursor: 'id',
      description:
        'Active sessions of the viewer, newest first. Null with the error `FORBIDDEN` `session_required` for an API key.',
      ...OWN_ACCOUNT,
      totalCount: (_connection, _args, context) =>
        context.db.session.count({ where: activeSessionsOf(context) }),
      resolve: (query, _root, _args, context) =>
        context.db.session.findMany({ ...query, where: activeSessionsOf(context), orderBy: { id: 'desc' } }),
    },
    SessionConnection,
  ),
);

builder.mutationField('revokeSession', (t) =>
  t.prismaField({
    type: Session,
    description:
      'Ends a session; its token stops working immediately. Users may end their own sessions, and admins any session of the workspace.\n\nFails with `NOT_FOUND` for any other session. Fails with `FORBIDDEN` `session_required` for an API key.',
    args: { id: t.arg.id({ required: true, description: 'ID of the session.' }) },
    ...OWN_ACCOUNT,
    resolve: async (query, _root, { id }, context) => {
      await revokeSession(context, id);
      return context.db.session.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: "Change of the viewer's password.",
  fields: (t) => ({
    current: t.string({
      required: true,
      description: 'Current password.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
    new: t.string({
      required: true,
      description:
        'New password, at most 1,000 characters. It must be hard to guess, even for a person who knows the user.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
  }),
});

builder.mutationField('changePassword', (t) =>
  t.prismaField({
    type: User,
    description:
      'Changes the password of the viewer and ends all their other sessions. API keys keep working.\n\nFails with `BAD_INPUT`: `wrong_password` for the current password, `weak_password` or `unchanged` for the new one. Wrong passwords count as failed sign-ins. Fails with `FORBIDDEN` `session_required` for an API key.',
    args: {
      input: t.arg({
        type: ChangePasswordInput,
        required: true,
        description: 'The current and the new password.',
      }),
    },
    ...OWN_ACCOUNT,
    resolve: async (query, _root, { input }, context) => {
      await changePassword(context, input);
      return context.db.user.findUniqueOrThrow({ ...query, where: { id: context.viewer.userId } });
    },
  }),
);

builder.queryField('viewer', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: User,
    description: 'User of the current request. For an API key, the user who created it.',
    resolve: (query, _root, _args, context) =>
      context.db.user.findUniqueOrThrow({ ...query, where: { id: context.viewer.userId } }),
  }),
);
