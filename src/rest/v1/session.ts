import {
  CreateSessionDocument,
  DeleteSessionDocument,
  GetSessionDocument,
} from '../../generated/operations.ts';
import { ROLE_WORDS } from '../../vocabulary/role.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { route } from '../route.ts';

export const sessionRoutes = [
  route({
    method: 'POST',
    path: '/auth/session',
    isPublic: true,
    document: CreateSessionDocument,
    words: { role: ROLE_WORDS },
    variables: ({ body }) => ({ input: body }),
    present: ({ signIn: { token, expiresAt, userId, role, name, email } }) => ({
      token,
      expiresAt,
      user: { id: userId, role: wordFor(ROLE_WORDS, role), name, email },
    }),
    showsSecret: true,
    location: () => '/auth/session',
  }),
  route({
    method: 'GET',
    path: '/auth/session',
    document: GetSessionDocument,
    variables: () => ({}),
    present: ({ session }) =>
      session && {
        expiresAt: session.expiresAt,
        user: {
          id: session.user.id,
          role: wordFor(ROLE_WORDS, session.role),
          name: session.user.name,
          email: session.user.email,
        },
      },
    // The row's version changes with its last use, which the answer does not show.
    version: () => null,
  }),
  route({
    method: 'DELETE',
    path: '/auth/session',
    document: DeleteSessionDocument,
    variables: () => ({}),
    present: () => ({ ok: true }),
  }),
];
