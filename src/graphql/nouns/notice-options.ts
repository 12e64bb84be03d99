import { noticeOptions, type DateByMethod, type NoticeOption } from '../../documents/notice-options.ts';
import { builder } from '../builder.ts';
import { withChecks, idOf } from '../input/checks.ts';
import { FormType, ServiceMethod } from '../types/enums.ts';
import { DefectType, WarningType } from './notice.ts';

const DateByMethodType = builder.objectRef<DateByMethod>('DateByMethod').implement({
  description: 'Earliest termination date of a notice served today by one method.',
  fields: (t) => ({
    method: t.expose('method', { type: ServiceMethod, description: 'How the notice would be served.' }),
    date: t.expose('date', { type: 'Date', description: 'Earliest lawful termination date.' }),
    deemedGiven: t.expose('deemedGiven', {
      type: 'Date',
      description: 'Day on which the notice would be deemed given (RTA s.191).',
    }),
  }),
});

export const NoticeOptionType = builder.objectRef<NoticeOption>('NoticeOption').implement({
  description: 'Availability of a type of document for a tenant today.',
  fields: (t) => ({
    type: t.expose('type', { type: FormType, description: 'Type of document.' }),
    available: t.exposeBoolean('available', {
      description:
        'Whether the document can be given today, as far as KeyNest knows. `generateForm` also checks facts that only the signer knows.',
    }),
    obstacles: t.expose('obstacles', {
      type: [DefectType],
      description: 'Reasons why the document is not available. Empty if it is.',
    }),
    warnings: t.expose('warnings', {
      type: [WarningType],
      description: 'Legal risks of giving the document today.',
    }),
    earliestDates: t.expose('earliestDates', {
      type: [DateByMethodType],
      description:
        'Notices of termination: earliest termination date for each method of service. Empty for other documents.',
    }),
    claim: t.expose('claimCents', {
      type: 'Money',
      nullable: true,
      description: 'N4: arrears that the notice would claim, in Canadian dollars. Null for other documents.',
    }),
  }),
});

builder.queryField('noticeOptions', (t) =>
  t.field({
    extensions: { access: 'rows' },
    type: [NoticeOptionType],
    description:
      'Availability of each type of document for a tenant today. Fails with `NOT_FOUND` if the viewer cannot see the tenant.',
    args: {
      tenantId: t.arg.id({
        required: true,
        description: 'ID of the tenant. Begins with `t_`.',
        ...withChecks(idOf('Tenant')),
      }),
    },
    resolve: (_root, { tenantId }, context) => noticeOptions(context, tenantId),
  }),
);
