import { createApiKey, revokeApiKey } from '../../commands/account/api-key.ts';
import type { ApiKey as ApiKeyRow } from '../../generated/prisma/client.ts';
import { SCOPED_NOUNS, type Scope } from '../../policies/scopes.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, withChecks, line } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import type { Check } from '../input/input-check.ts';
import { Recorded } from '../types/recorded.ts';
import { ApiKeyConnection } from '../types/connections.ts';

const MANAGE_KEYS = { extensions: { act: 'manageApiKeys' } } as const;

/** The objects that the scopes of each noun cover, as their descriptions name them. */
const COVERED_OBJECTS: Record<(typeof SCOPED_NOUNS)[number], string> = {
  properties: 'properties and units',
  tenants: 'tenants, leases and rents',
  payments: 'payments, ledgers and statements',
  tickets: 'maintenance tickets',
  forms: 'notices and other documents',
};

interface ScopeValue {
  readonly value: Scope;
  readonly description: string;
}

function scopeValues(): Record<string, ScopeValue> {
  const values = SCOPED_NOUNS.flatMap((noun): [string, ScopeValue][] => {
    const name = noun.toUpperCase();
    return [
      [`${name}_READ`, { value: `${noun}:read`, description: `Read ${COVERED_OBJECTS[noun]}.` }],
      [`${name}_WRITE`, { value: `${noun}:write`, description: `Read and change ${COVERED_OBJECTS[noun]}.` }],
    ];
  });
  return Object.fromEntries(values);
}

export const ApiKeyScope = builder.enumType('ApiKeyScope', {
  description:
    'Permission of an API key. The role of the key limits it further. Objects outside the scopes show only their IDs, and lists of them are empty. Any other request for them fails with `FORBIDDEN` `insufficient_scope`. Amounts computed from them remain visible, e.g. `Tenant.balance` without `PAYMENTS_READ`.',
  values: scopeValues(),
});

export const ApiKey = builder.prismaNode('ApiKey', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `ak_`.' },
  description:
    'Token with which a program acts for a user. Landlords see their own keys; admins see every key of the workspace.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name that states the purpose of the key.' }),
    role: t.expose('role', { type: Role, description: 'Role in which the key acts.' }),
    scopes: t.field({
      type: [ApiKeyScope],
      description: 'Permissions of the key, within its role.',
      resolve: ({ scopes }) => scopes as Scope[],
    }),
    hint: t.exposeString('hint', { description: 'Last four characters of the token, to tell keys apart.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the key expires. Null if it works until revoked.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the key was revoked. Null if it was not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the key was last used, accurate to one minute. Null if never used.',
    }),
    user: t.relation('user', { description: 'User who created the key. The key acts for them.' }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.prismaConnection(
    {
      type: ApiKey,
      nullable: true,
      cursor: 'id',
      description:
        'API keys, newest first, including revoked and expired ones. Admins see every key of the workspace; landlords see their own. Null with the error `FORBIDDEN` for all other roles.',
      ...MANAGE_KEYS,
      totalCount: (_connection, _args, context) => context.db.apiKey.count(),
      resolve: (query, _root, _args, context) =>
        context.db.apiKey.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    ApiKeyConnection,
  ),
);

const atLeastOne: Check = (values: unknown[]) =>
  values.length > 0 ? null : { code: 'required', message: 'The list is empty. Give at least one scope.' };

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'API key to create.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name that states the purpose of the key.',
      ...withChecks(line()),
    }),
    scopes: t.field({
      type: [ApiKeyScope],
      required: true,
      description: 'Permissions of the key, within its role; at least one.',
      ...withChecks(atLeastOne, atMost(2 * SCOPED_NOUNS.length)),
    }),
    role: t.field({
      type: Role,
      description:
        'Role in which the key acts; the viewer must hold it. Defaults to the role of the session.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'When the key expires. It must be in the future. Omit it for a key that works until revoked.',
    }),
  }),
});

const CreatedApiKey = builder.objectRef<{ token: string; apiKey: ApiKeyRow }>('CreatedApiKey').implement({
  description: 'New API key. The token is shown only once.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'Token of the key. Begins with `kn_live_`. Send it as `Authorization: Bearer <token>`.',
    }),
    apiKey: t.field({ type: ApiKey, description: 'The API key.', resolve: ({ apiKey }) => apiKey }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreatedApiKey,
    description:
      'Creates an API key that acts for the viewer. Landlords and admins only.\n\nFails with `FORBIDDEN` `role_not_held` if the viewer does not hold the role. Fails with `FORBIDDEN` `session_required` if an API key makes the request. A retry with the same idempotency key fails with `CONFLICT` `answer_not_kept`, because the token is shown only once.',
    args: {
      input: t.arg({ type: CreateApiKeyInput, required: true, description: 'The API key.' }),
      ...idempotencyArguments(t.arg),
    },
    ...MANAGE_KEYS,
    resolve: async (_root, { input }, context) => {
      const { expiresAt } = input;
      const expiry = expiresAt ? new Date(expiresAt) : null;
      const { token, id } = await createApiKey(context, { ...input, expiresAt: expiry });
      return { token, apiKey: await context.db.apiKey.findUniqueOrThrow({ where: { id } }) };
    },
  }),
);

builder.mutationField('revokeApiKey', (t) =>
  t.prismaField({
    type: ApiKey,
    description:
      'Revokes an API key; its token stops working immediately. Landlords may revoke their own keys, and admins any key of the workspace. Fails with `NOT_FOUND` for any other key.',
    args: { id: t.arg.id({ required: true, description: 'ID of the API key. Begins with `ak_`.' }) },
    ...MANAGE_KEYS,
    resolve: async (query, _root, { id }, context) => {
      await revokeApiKey(context, id);
      return context.db.apiKey.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
