import { signIn, signOut } from '../commands/session.ts';
import { builder } from './builder.ts';
import { checked, text } from './checks.ts';
import { Role } from './enums.ts';
import { Recorded } from './recorded.ts';

/** Argon2 reads all of it; longer ones only cost time. */
const MAX_PASSWORD = 1000;

export const User = builder.prismaNode('User', {
  id: { field: 'id', description: 'Begins with `u_`.' },
  description: 'A person with an account.',
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

const SignedInType = builder.objectRef<SignedIn>('SignedIn').implement({
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
      'Opens a session. UNAUTHENTICATED for a wrong email or password alike, FORBIDDEN for a role not held.',
    args: { input: t.arg({ type: SignInInput, required: true, description: 'The credentials.' }) },
    resolve: async (_root, { input }, context) => {
      const { token, session } = await signIn(context, input);
      const user = await context.system.user.findUniqueOrThrow({ where: { id: session.userId } });
      const { expiresAt, role } = session;
      return { token, expiresAt, role, userId: user.id, name: user.name, email: user.email };
    },
  }),
);

builder.mutationField('signOut', (t) =>
  t.boolean({
    description: 'Ends the session of the token that asks; it is dead at once, everywhere.',
    resolve: async (_root, _args, context) => {
      await signOut(context);
      return true;
    },
  }),
);

const Session = builder.prismaNode('Session', {
  id: { field: 'id', description: 'Begins with `s_`.' },
  description: 'A signed-in user in one role.',
  interfaces: [Recorded],
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'What the session acts as.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When its token stops working.' }),
    user: t.relation('user', { description: 'Who signed in.' }),
  }),
});

builder.queryField('session', (t) =>
  t.prismaField({
    type: Session,
    description: 'The session of the token that asks.',
    resolve: (query, _root, _args, context) =>
      context.db.session.findUniqueOrThrow({ ...query, where: { id: context.viewer.sessionId } }),
  }),
);

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: User,
    description: 'Who asks.',
    resolve: (query, _root, _args, context) =>
      context.db.user.findUniqueOrThrow({ ...query, where: { id: context.viewer.userId } }),
  }),
);
