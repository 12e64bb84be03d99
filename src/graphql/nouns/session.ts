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
import { checked, text } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';

/** For fields that the signed-out may ask for. */
export const PUBLIC = { extensions: { access: 'public' } } as const;
const OWN_ACCOUNT = { extensions: { act: 'manageOwnAccount' } } as const;

export const User = builder.prismaNode('User', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `u_`.' },
  description:
    'A person with an account. Owners see everybody of the workspace, managers and API keys themselves and contractors, others themselves.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As others see it.' }),
    email: t.expose('email', { type: 'EmailAddress', description: 'Signs them in; in lower case.' }),
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
  description: 'An opened session. The token is shown this once.',
  fields: (t) => ({
    token: t.exposeString('token', { description: 'Send it as `Authorization: Bearer <token>`.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the token stops working.' }),
    userId: t.exposeID('userId', { description: 'Who signed in.' }),
    name: t.exposeString('name', { description: "The user's name." }),
    email: t.expose('email', { type: 'EmailAddress', description: "The user's address." }),
    role: t.expose('role', { type: Role, description: 'What the session acts as.' }),
  }),
});

/** What is told of a session just opened. */
export async function signedIn({ system }: Context, { token, session }: OpenedSession): Promise<SignedIn> {
  const { expiresAt, role, userId } = session;
  const { name, email } = await system.user.findUniqueOrThrow({ where: { id: userId } });
  return { token, expiresAt, role, userId, name, email };
}

const SignInInput = builder.inputType('SignInInput', {
  description: 'Who signs in, as what.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'In any case.', ...checked(text(MAX_PASSWORD)) }),
    password: t.string({ required: true, description: 'As it was set.', ...checked(text(MAX_PASSWORD)) }),
    role: t.field({ type: Role, description: 'One of the roles held; the highest when absent.' }),
  }),
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignedInType,
    description:
      'Opens a session. UNAUTHENTICATED for a wrong email or password alike, FORBIDDEN for a role not held, RATE_LIMITED with `retryAfterSeconds` after ten failed attempts on an account from one network in 15 minutes, or 300 on any.',
    args: { input: t.arg({ type: SignInInput, required: true, description: 'The credentials.' }) },
    ...PUBLIC,
    resolve: async (_root, { input }, context) => signedIn(context, await signIn(context, input)),
  }),
);

builder.mutationField('signOut', (t) =>
  t.boolean({
    description:
      'Ends the session of the token that asks; it is dead at once, everywhere. UNAUTHENTICATED once it has ended. FORBIDDEN for an API key: revoke it instead.',
    ...OWN_ACCOUNT,
    resolve: async (_root, _args, context) => {
      await signOut(context);
      return true;
    },
  }),
);

const Session = builder.prismaNode('Session', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `s_`.' },
  description: 'A signed-in user in one role. Seen by the user and by admins.',
  interfaces: [Recorded],
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'What the session acts as.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When its token stops working.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended before its time; null while it was not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its token was last used, to the minute or so; null for never.',
    }),
    isCurrent: t.boolean({
      description: 'Whether it is the session of the token that asks.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.sessionId,
    }),
    user: t.relation('user', { description: 'Who signed in.' }),
  }),
});

builder.queryField('session', (t) =>
  t.prismaField({
    type: Session,
    description: 'The session of the token that asks. FORBIDDEN for an API key, which has none.',
    ...OWN_ACCOUNT,
    resolve: (query, _root, _args, context) =>
      context.db.session.findUniqueOrThrow({ ...query, where: { id: ownSessionId(context.viewer) } }),
  }),
);

/** The viewer's sessions whose tokens still work. */
function ownActive({ viewer, clock }: Context) {
  ownSessionId(viewer);
  return { userId: viewer.userId, revokedAt: null, expiresAt: { gt: clock.now() } };
}

builder.queryField('sessions', (t) =>
  t.prismaConnection({
    type: Session,
    cursor: 'id',
    description: "The viewer's own sessions that have not ended, newest first. FORBIDDEN for an API key.",
    ...OWN_ACCOUNT,
    totalCount: (_connection, _args, context) => context.db.session.count({ where: ownActive(context) }),
    resolve: (query, _root, _args, context) =>
      context.db.session.findMany({ ...query, where: ownActive(context), orderBy: { id: 'desc' } }),
  }),
);

builder.mutationField('revokeSession', (t) =>
  t.prismaField({
    type: Session,
    description:
      'Ends a session of the viewer’s own, or as admin anybody’s; its token is dead at once. NOT_FOUND for others; FORBIDDEN for an API key.',
    args: { id: t.arg.id({ required: true, description: 'Which session.' }) },
    ...OWN_ACCOUNT,
    resolve: async (query, _root, { id }, context) => {
      await revokeSession(context, id);
      return context.db.session.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'A new password for the viewer.',
  fields: (t) => ({
    current: t.string({ required: true, description: 'The one to replace.', ...checked(text(MAX_PASSWORD)) }),
    new: t.string({
      required: true,
      description: 'Hard to guess, for whoever knows the name and the address too; at most 1000 characters.',
      ...checked(text(MAX_PASSWORD)),
    }),
  }),
});

builder.mutationField('changePassword', (t) =>
  t.prismaField({
    type: User,
    description:
      'Sets the viewer’s password and ends all their other sessions; API keys go on. BAD_INPUT `wrong_password` and `weak_password`, with advice; wrong ones count as failed sign-ins. FORBIDDEN for an API key.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true, description: 'Both passwords.' }) },
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
    description: 'Who asks; for an API key, whom it acts for.',
    resolve: (query, _root, _args, context) =>
      context.db.user.findUniqueOrThrow({ ...query, where: { id: context.viewer.userId } }),
  }),
);
