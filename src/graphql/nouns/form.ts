import { formStanding, STANDING_SELECTION } from '../../documents/standing.ts';
import { notFound } from '../../errors.ts';
import type { AppliedRule, NoticeStanding, Warning } from '../../law/index.ts';
import { builder } from '../builder.ts';
import { FormStatus, FormType, ServiceMethod } from '../types/enums.ts';
import { RuleType, WarningType } from './notice.ts';
import { Recorded } from '../types/recorded.ts';
import { Standing } from '../types/law-enums.ts';

const StandingType = builder.objectRef<NoticeStanding>('NoticeStanding').implement({
  description: 'Where a notice stands in law on a day.',
  fields: (t) => ({
    standing: t.expose('standing', { type: Standing, description: 'What it amounts to.' }),
    since: t.expose('since', {
      type: 'Date',
      nullable: true,
      description: 'First day of that; null where not known.',
    }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'Last day of that; null without an end.',
    }),
    rules: t.expose('rules', { type: [RuleType], description: 'The rules that decided.' }),
    explanation: t.exposeString('explanation', { description: 'Why, in plain sentences.' }),
  }),
});

export const Form = builder.prismaNode('Form', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `f_`.' },
  description: 'A generated document. Its facts and its bytes never change; a correction is a new form.',
  interfaces: [Recorded],
  fields: (t) => ({
    type: t.expose('type', { type: FormType, description: 'Which document.' }),
    status: t.expose('status', { type: FormStatus, description: 'Where it stands.' }),
    tenantId: t.exposeID('tenantId', { description: 'For whom.' }),
    tenant: t.relation('tenant', {
      nullable: true,
      description: 'For whom; null to tenants when it is somebody who was taken off the lease.',
    }),
    lease: t.relation('lease', { description: 'Which tenancy.' }),
    terminationDate: t.expose('terminationDate', {
      type: 'Date',
      nullable: true,
      description: 'The day the notice ends the tenancy; null for what ends none.',
    }),
    servedOn: t.expose('servedOn', {
      type: 'Date',
      nullable: true,
      description: 'The day it was handed over or sent; null until it is served.',
    }),
    serviceMethod: t.expose('serviceMethod', {
      type: ServiceMethod,
      nullable: true,
      description: 'How it was given; null until it is served.',
    }),
    deemedGivenOn: t.expose('deemedGivenOn', {
      type: 'Date',
      nullable: true,
      description: 'The day it counts as given (RTA s.191); null until it is served.',
    }),
    fields: t.field({
      type: 'JSON',
      description:
        'What the document says, as it was frozen into it: names, address, amounts in cents, dates.',
      resolve: ({ facts }) => facts,
    }),
    rules: t.field({
      type: [RuleType],
      description: 'The rules of law it was decided by.',
      resolve: ({ rules }) => rules as unknown as AppliedRule[],
    }),
    ruleSetVersion: t.exposeString('ruleSetVersion', { description: 'The version of the rule set.' }),
    warnings: t.field({
      type: [WarningType],
      description: 'What is unsure about it without making it void.',
      resolve: ({ warnings }) => warnings as unknown as Warning[],
    }),
    layout: t.exposeString('layout', {
      description: '`OFFICIAL` on the Board’s own blank; `KEYNEST` in our own layout (RTA ss.43(1), 212).',
    }),
    supersedesId: t.id({
      nullable: true,
      description: 'The form that this one corrects; told to tenants if that was served on them.',
      select: { supersedes: { select: { id: true } } },
      resolve: ({ supersedes }) => supersedes?.id ?? null,
    }),
    supersededById: t.id({
      nullable: true,
      description: 'The form that corrects this one; told to tenants once it was served on them.',
      select: { supersededBy: { select: { id: true } } },
      resolve: ({ supersededBy }) => supersededBy?.id ?? null,
    }),
    servedBy: t.exposeString('servedBy', { nullable: true, description: 'Who gave it, by name.' }),
    standing: t.field({
      type: StandingType,
      nullable: true,
      description: 'What a notice of termination amounts to on a day; null for what ends no tenancy.',
      args: { asOf: t.arg({ type: 'Date', description: 'The day; today when absent.' }) },
      select: STANDING_SELECTION,
      resolve: (form, { asOf }, { today, ledgerBudget }) => formStanding(form, asOf ?? today, ledgerBudget),
    }),
    certificateUrl: t.string({
      nullable: true,
      description: 'Link to the certificate of service as PDF, like `pdfUrl`; null until the form is served.',
      resolve: ({ id, servedOn, version }, _args, { links, origin }) =>
        servedOn === null ? null : links.sign(origin, `${id}/certificate`, version),
    }),
    sha256: t.string({
      description: 'SHA-256 of the PDF, in hex.',
      select: { file: { select: { sha256: true } } },
      resolve: ({ file }) => file?.sha256 ?? '',
    }),
    pdfUrl: t.string({
      description:
        'Absolute link to the PDF; needs no header and expires, so a fresh one comes with every reading.',
      resolve: ({ id, version }, _args, { links, origin }) => links.sign(origin, id, version),
    }),
  }),
});

builder.queryField('form', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Form,
    nullable: true,
    description: 'A form by its id. NOT_FOUND for what does not exist or may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `f_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const form = await context.db.form.findUnique({ ...query, where: { id } });
      if (!form) throw notFound('form');
      return form;
    },
  }),
);
