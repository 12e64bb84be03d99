import { tenantsOn } from '../../accounts/present-tenants.ts';
import { updateSuggestion } from '../../commands/rent/update-suggestion.ts';
import { noticeOptions } from '../../documents/notice-options.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { notClearable } from '../input/checks.ts';
import { SuggestionStatus } from '../types/charge-enums.ts';
import { Recorded } from '../types/recorded.ts';
import { NoticeOptionType } from './notice-options.ts';
import { SuggestionConnection } from '../types/connections.ts';
import { SUGGESTION_ARGUMENTS, suggestionsQuery, suggestionsWhere } from '../lists/suggestion.ts';

/** The primary tenant of a suggestion's tenancy on a day. */
const primaryOn = (today: string) =>
  ({
    lease: {
      select: {
        tenants: {
          where: tenantsOn(today),
          orderBy: [{ isPrimary: 'desc' }, { id: 'asc' }],
          take: 1,
          select: { id: true },
        },
      },
    },
  }) as const satisfies Prisma.SuggestionSelect;

export const Suggestion = builder.prismaNode('Suggestion', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `sug_`.' },
  select: { id: true },
  description:
    'Suggestion to act on overdue rent: one for each tenancy and oldest overdue due day. It closes when the rent is paid. KeyNest generates and serves nothing by itself. Managers see the suggestions of assigned properties; tenants and contractors see no suggestions.',
  interfaces: [Recorded],
  fields: (t) => ({
    status: t.expose('status', { type: SuggestionStatus, description: 'Status of the suggestion.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'Due day of the oldest overdue rent.' }),
    openedOn: t.expose('openedOn', { type: 'Date', description: 'Day on which the suggestion was opened.' }),
    closedOn: t.expose('closedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the suggestion was closed or dismissed. Null while it is open.',
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
    tenantId: t.id({
      nullable: true,
      description: 'ID of the primary tenant. Begins with `t_`. Null if all tenants have left.',
      select: (_args, { today }) => primaryOn(today),
      resolve: ({ lease }) => lease.tenants[0]?.id ?? null,
    }),
    noticeOptions: t.field({
      type: [NoticeOptionType],
      description:
        'Documents that can be given to that tenant today, with the earliest dates and the claim. Empty once the suggestion is closed or dismissed.',
      select: (_args, { today }) => ({ status: true, ...primaryOn(today) }),
      resolve: ({ status, lease }, _args, context) => {
        const [tenant] = lease.tenants;
        return status === 'OPEN' && tenant ? noticeOptions(context, tenant.id) : [];
      },
    }),
  }),
});

builder.queryField('suggestion', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Suggestion,
    nullable: true,
    description:
      'A suggestion by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the suggestion. Begins with `sug_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const suggestion = await context.db.suggestion.findUnique({ ...query, where: { id } });
      if (!suggestion) throw notFound('suggestion');
      return suggestion;
    },
  }),
);

builder.queryField('suggestions', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Suggestion,
      cursor: 'id',
      description: 'Suggestions that the viewer can see, newest first by default.',
      args: SUGGESTION_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.suggestion.count({ where: suggestionsWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.suggestion.findMany({ ...query, ...suggestionsQuery(args, context) }),
    },
    SuggestionConnection,
  ),
);

const UpdateSuggestionInput = builder.inputType('UpdateSuggestionInput', {
  description: 'Change to a suggestion.',
  fields: (t) => ({
    status: t.field({
      type: SuggestionStatus,
      description: 'New status. An open suggestion may become `DISMISSED`.',
      ...notClearable(),
    }),
  }),
});

builder.mutationField('updateSuggestion', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Suggestion,
    description:
      'Dismisses a suggestion. It stays dismissed while the same rent is the oldest overdue. Admins, landlords and managers only. Fails with `CONFLICT` `illegal_transition` for any other change.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateSuggestionInput, required: true, description: 'The change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateSuggestion(context, id, input.status, expectedVersion);
      return context.db.suggestion.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
