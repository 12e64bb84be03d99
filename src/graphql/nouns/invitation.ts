import { acceptInvitation } from '../../commands/account/accept-invitation.ts';
import { createInvitation, revokeInvitation } from '../../commands/account/invitation.ts';
import { MAX_PASSWORD } from '../../commands/account/password.ts';
import type { Invitation as InvitationRow } from '../../generated/prisma/client.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { withChecks, idOf, line, text } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import { PUBLIC, signedIn, SignedInType } from './session.ts';
import { InvitationConnection } from '../types/connections.ts';

const MANAGE_MEMBERS = { extensions: { act: 'manageMembers' } } as const;

export const Invitation = builder.prismaNode('Invitation', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `inv_`.' },
  description: 'Invitation to join the workspace in a role. Admins only.',
  interfaces: [Recorded],
  fields: (t) => ({
    email: t.expose('email', {
      type: 'EmailAddress',
      description: 'E-mail address of the invited person, in lower case.',
    }),
    role: t.expose('role', { type: Role, description: 'Role that the invitation grants.' }),
    tenantId: t.exposeID('tenantId', {
      nullable: true,
      description: 'Tenant that the new account will represent. Null unless the role is `TENANT`.',
    }),
    invitedBy: t.relation('invitedBy', { description: 'User who created the invitation.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When the token of the invitation expires.',
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the invitation was accepted. Null if it was not.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the invitation was revoked or replaced by a newer one. Null if it was not.',
    }),
  }),
});

builder.queryField('invitations', (t) =>
  t.prismaConnection(
    {
      type: Invitation,
      nullable: true,
      cursor: 'id',
      description:
        'All invitations, newest first, including accepted, revoked and expired ones. Admins only.',
      ...MANAGE_MEMBERS,
      totalCount: (_connection, _args, context) => context.db.invitation.count(),
      resolve: (query, _root, _args, context) =>
        context.db.invitation.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    InvitationConnection,
  ),
);

const CreateInvitationInput = builder.inputType('CreateInvitationInput', {
  description: 'Invitation to create.',
  fields: (t) => ({
    email: t.field({
      type: 'EmailAddress',
      required: true,
      description: 'E-mail address of the person to invite.',
      ...withChecks(line()),
    }),
    role: t.field({ type: Role, required: true, description: 'Role to grant.' }),
    tenantId: t.id({
      description:
        'Tenant that the account will represent. Required for the role `TENANT`, and not allowed for any other role.',
      ...withChecks(idOf('Tenant')),
    }),
  }),
});

const CreatedInvitation = builder
  .objectRef<{ token: string; invitation: InvitationRow }>('CreatedInvitation')
  .implement({
    description: 'New invitation. The token is shown only once.',
    fields: (t) => ({
      token: t.exposeString('token', {
        description:
          'Token of the invitation. Begins with `kn_inv_` and works once, with the mutation `acceptInvitation`.',
      }),
      hint: t.string({
        description: 'Advice on how to deliver the token. KeyNest sends no e-mail.',
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
      'Invites a person to the workspace in a role, for 7 days. Admins only. Replaces an open invitation to the same address, role and tenant.\n\nFails with `CONFLICT` `role_held` if the person holds the role. Fails with `CONFLICT` `tenant_has_account` if the tenant has an account. A retry with the same idempotency key fails with `CONFLICT` `answer_not_kept`, because the token is shown only once.',
    args: {
      input: t.arg({ type: CreateInvitationInput, required: true, description: 'The invitation.' }),
      ...idempotencyArguments(t.arg),
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
    description:
      'Revokes an invitation; its token stops working immediately. Admins only. Fails with `CONFLICT` `invitation_accepted` if it was already accepted.',
    args: { id: t.arg.id({ required: true, description: 'ID of the invitation. Begins with `inv_`.' }) },
    ...MANAGE_MEMBERS,
    resolve: async (query, _root, { id }, context) => {
      await revokeInvitation(context, id);
      return context.db.invitation.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description: 'Acceptance of an invitation.',
  fields: (t) => ({
    token: t.string({
      required: true,
      description: 'Token of the invitation. Begins with `kn_inv_`.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
    name: t.string({
      required: true,
      description:
        'Display name for a new account. Ignored if the address already has an account in the workspace.',
      ...withChecks(line()),
    }),
    password: t.string({
      required: true,
      description:
        'New password that is hard to guess. If the address already has an account in the workspace, the password of that account.',
      ...withChecks(text(MAX_PASSWORD)),
    }),
  }),
});

builder.mutationField('acceptInvitation', (t) =>
  t.field({
    type: SignedInType,
    description:
      'Accepts an invitation and signs the person in. No session is required.\n\nFails with `NOT_FOUND` if the token is unknown, used, revoked or expired. Fails with `BAD_INPUT` `weak_password` for a new account, or `wrong_password` for an existing one. Fails with `CONFLICT` `email_taken` if the address cannot be used in this workspace. Fails with `CONFLICT` `tenant_has_account` if the tenant has an account. Fails with `RATE_LIMITED` under the limits of `signIn`.',
    args: {
      input: t.arg({
        type: AcceptInvitationInput,
        required: true,
        description: 'The token and the account.',
      }),
    },
    ...PUBLIC,
    resolve: async (_root, { input }, context) => signedIn(context, await acceptInvitation(context, input)),
  }),
);
