import { createApiKey, revokeApiKey } from '../../commands/account/api-key.ts';
import type { ApiKey as ApiKeyRow } from '../../generated/prisma/client.ts';
import { SCOPED_NOUNS, type Scope } from '../../policies/scopes.ts';
import { onceArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, checked, line } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import type { Check } from '../input/input-check.ts';
import { Recorded } from '../types/recorded.ts';

const MANAGE_KEYS = { extensions: { act: 'manageApiKeys' } } as const;

/** What each noun's scopes open. */
const NOUNS: Record<(typeof SCOPED_NOUNS)[number], string> = {
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
      [`${name}_READ`, { value: `${noun}:read`, description: `Read ${NOUNS[noun]}.` }],
      [`${name}_WRITE`, { value: `${noun}:write`, description: `Read and change ${NOUNS[noun]}.` }],
    ];
  });
  return Object.fromEntries(values);
}

export const ApiKeyScope = builder.enumType('ApiKeyScope', {
  description:
    'What an API key may do, within what its role may. Of other nouns it sees ids, and what is worked out from them: a balance, a claim.',
  values: scopeValues(),
});

export const ApiKey = builder.prismaNode('ApiKey', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `ak_`.' },
  description: 'A token for programs. Landlords see their own, admins all.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    role: t.expose('role', { type: Role, description: 'What it acts as.' }),
    scopes: t.field({
      type: [ApiKeyScope],
      description: 'What it may do, within what the role may.',
      resolve: ({ scopes }) => scopes as Scope[],
    }),
    hint: t.exposeString('hint', { description: "The token's last four characters, to tell keys apart." }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it stops working; null: when it is revoked.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it was not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute or so; null for never.',
    }),
    user: t.relation('user', { description: 'Who made it; it acts for them.' }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.prismaConnection({
    type: ApiKey,
    cursor: 'id',
    description:
      'API keys, newest first, revoked and expired ones too: to admins all, to landlords their own.',
    ...MANAGE_KEYS,
    totalCount: (_connection, _args, context) => context.db.apiKey.count(),
    resolve: (query, _root, _args, context) =>
      context.db.apiKey.findMany({ ...query, orderBy: { id: 'desc' } }),
  }),
);

const atLeastOne: Check = (values: unknown[]) =>
  values.length > 0
    ? null
    : { code: 'required', message: 'Give at least one; without any the key could do nothing.' };

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A token for a program.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for.', ...checked(line()) }),
    scopes: t.field({
      type: [ApiKeyScope],
      required: true,
      description: 'What it may do, within what the role may.',
      ...checked(atLeastOne, atMost(2 * SCOPED_NOUNS.length)),
    }),
    role: t.field({
      type: Role,
      description:
        'What it acts as: a role that the viewer holds; the one they are signed in as when absent.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it is to stop working; when absent it works until it is revoked.',
    }),
  }),
});

const CreatedApiKey = builder.objectRef<{ token: string; apiKey: ApiKeyRow }>('CreatedApiKey').implement({
  description: 'A new API key. The token is shown this once.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'Begins with `kn_live_`. Send it as `Authorization: Bearer <token>`.',
    }),
    apiKey: t.field({ type: ApiKey, description: 'The key.', resolve: ({ apiKey }) => apiKey }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreatedApiKey,
    description:
      'Makes an API key, which acts for the viewer. For landlords and admins; FORBIDDEN `role_not_held`, and for an API key itself.',
    args: {
      input: t.arg({ type: CreateApiKeyInput, required: true, description: 'The key.' }),
      ...onceArguments(t.arg),
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
    description: 'Ends an API key; it is dead at once, everywhere. NOT_FOUND for what may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Which key.' }) },
    ...MANAGE_KEYS,
    resolve: async (query, _root, { id }, context) => {
      await revokeApiKey(context, id);
      return context.db.apiKey.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
