import { acceptInvitation } from '../../commands/account/accept-invitation.ts';
import { createInvitation, revokeInvitation } from '../../commands/account/invitation.ts';
import { MAX_PASSWORD } from '../../commands/account/password.ts';
import type { Invitation as InvitationRow } from '../../generated/prisma/client.ts';
import { onceArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { checked, idOf, line, text } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import { PUBLIC, signedIn, SignedInType } from './session.ts';

const MANAGE_MEMBERS = { extensions: { act: 'manageMembers' } } as const;

export const Invitation = builder.prismaNode('Invitation', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `inv_`.' },
  description: 'An offer to join the workspace in a role. Seen by admins.',
  interfaces: [Recorded],
  fields: (t) => ({
    email: t.expose('email', { type: 'EmailAddress', description: 'To whom; in lower case.' }),
    role: t.expose('role', { type: Role, description: 'As what.' }),
    tenantId: t.exposeID('tenantId', {
      nullable: true,
      description: 'The tenant that the account will be; null for other roles.',
    }),
    invitedBy: t.relation('invitedBy', { description: 'Who offers it.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When its token stops working.' }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken; null while it was not.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back or replaced by a newer one; null while it was not.',
    }),
  }),
});

builder.queryField('invitations', (t) =>
  t.prismaConnection({
    type: Invitation,
    cursor: 'id',
    description: 'Invitations, newest first, old ones too. For admins.',
    ...MANAGE_MEMBERS,
    totalCount: (_connection, _args, context) => context.db.invitation.count(),
    resolve: (query, _root, _args, context) =>
      context.db.invitation.findMany({ ...query, orderBy: { id: 'desc' } }),
  }),
);

const CreateInvitationInput = builder.inputType('CreateInvitationInput', {
  description: 'Who is to join the workspace, as what.',
  fields: (t) => ({
    email: t.field({ type: 'EmailAddress', required: true, description: 'To whom.', ...checked(line()) }),
    role: t.field({ type: Role, required: true, description: 'As what.' }),
    tenantId: t.id({
      description: 'For the role TENANT, and only for it: whom the account will be.',
      ...checked(idOf('Tenant')),
    }),
  }),
});

const CreatedInvitation = builder
  .objectRef<{ token: string; invitation: InvitationRow }>('CreatedInvitation')
  .implement({
    description: 'A new invitation. The token is shown this once.',
    fields: (t) => ({
      token: t.exposeString('token', { description: 'Begins with `kn_inv_`; takes the offer, once.' }),
      hint: t.string({
        description: 'What to do with the token.',
        resolve: ({ invitation: { email, expiresAt } }) =>
          `No mail is sent. Give the token to ${email} yourself, over a channel you trust; it works once, until ${expiresAt.toISOString()}, with the mutation acceptInvitation.`,
      }),
      invitation: t.field({
        type: Invitation,
        description: 'The invitation.',
        resolve: ({ invitation }) => invitation,
      }),
    }),
  });

builder.mutationField('createInvitation', (t) =>
  t.field({
    type: CreatedInvitation,
    description:
      'Offers a role in the workspace to an e-mail address, for 7 days; an open offer of the same is replaced. For admins. CONFLICT `role_held` and `tenant_has_account`.',
    args: {
      input: t.arg({ type: CreateInvitationInput, required: true, description: 'The offer.' }),
      ...onceArguments(t.arg),
    },
    ...MANAGE_MEMBERS,
    resolve: async (_root, { input }, context) => {
      const { token, id } = await createInvitation(context, input);
      return { token, invitation: await context.db.invitation.findUniqueOrThrow({ where: { id } }) };
    },
  }),
);

builder.mutationField('revokeInvitation', (t) =>
  t.prismaField({
    type: Invitation,
    description: 'Takes an offer back. For admins. CONFLICT `invitation_accepted` for one that was taken.',
    args: { id: t.arg.id({ required: true, description: 'Which invitation.' }) },
    ...MANAGE_MEMBERS,
    resolve: async (query, _root, { id }, context) => {
      await revokeInvitation(context, id);
      return context.db.invitation.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description: 'The account that takes an offer.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'Of the invitation.', ...checked(text(MAX_PASSWORD)) }),
    name: t.string({
      required: true,
      description: 'As others will see it; an address with an account keeps the name it has.',
      ...checked(line()),
    }),
    password: t.string({
      required: true,
      description: 'A new one, hard to guess; for an address with an account the one it has.',
      ...checked(text(MAX_PASSWORD)),
    }),
  }),
});

builder.mutationField('acceptInvitation', (t) =>
  t.field({
    type: SignedInType,
    description:
      'Takes an offer and signs in; needs no viewer. NOT_FOUND for a token that is unknown, used, taken back or expired; BAD_INPUT `weak_password`, or `wrong_password` where the address has an account; CONFLICT `email_taken`, `tenant_has_account`; RATE_LIMITED as for signIn.',
    args: { input: t.arg({ type: AcceptInvitationInput, required: true, description: 'The account.' }) },
    ...PUBLIC,
    resolve: async (_root, { input }, context) => signedIn(context, await acceptInvitation(context, input)),
  }),
);
