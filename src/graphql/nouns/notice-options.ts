import { noticeOptions, type DateByMethod, type NoticeOption } from '../../documents/notice-options.ts';
import { builder } from '../builder.ts';
import { checked, idOf } from '../input/checks.ts';
import { FormType, ServiceMethod } from '../types/enums.ts';
import { DefectType } from './notice.ts';

const DateByMethodType = builder.objectRef<DateByMethod>('DateByMethod').implement({
  description: 'What a method of service makes of a notice given today.',
  fields: (t) => ({
    method: t.expose('method', { type: ServiceMethod, description: 'How it would be given.' }),
    date: t.expose('date', { type: 'Date', description: 'The earliest termination date.' }),
    deemedGiven: t.expose('deemedGiven', { type: 'Date', description: 'The day it would count as given.' }),
  }),
});

const NoticeOptionType = builder.objectRef<NoticeOption>('NoticeOption').implement({
  description: 'Whether a document may be given for a tenant today, and what it would be.',
  fields: (t) => ({
    type: t.expose('type', { type: FormType, description: 'Which document.' }),
    available: t.exposeBoolean('available', {
      description:
        'Whether nothing known stands against it. What only the giver knows is asked when it is made.',
    }),
    obstacles: t.expose('obstacles', { type: [DefectType], description: 'Why not, each with its section.' }),
    earliestDates: t.expose('earliestDates', {
      type: [DateByMethodType],
      description: 'Notices of termination: the earliest date by each method of service.',
    }),
    claim: t.expose('claimCents', {
      type: 'Money',
      nullable: true,
      description: 'N4: the rent it would claim; null for others.',
    }),
  }),
});

builder.queryField('noticeOptions', (t) =>
  t.field({
    extensions: { access: 'rows' },
    type: [NoticeOptionType],
    description:
      'For each document: may it be given today, why not, from when would it hold, what would it claim.',
    args: { tenantId: t.arg.id({ required: true, description: 'For whom.', ...checked(idOf('Tenant')) }) },
    resolve: (_root, { tenantId }, context) => noticeOptions(context, tenantId),
  }),
);
