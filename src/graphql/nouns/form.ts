import { formStanding, STANDING_SELECTION } from '../../documents/standing.ts';
import { notFound } from '../../errors.ts';
import type { AppliedRule, NoticeStanding, Warning } from '../../law/index.ts';
import { takeTurn } from '../../turns.ts';
import { builder } from '../builder.ts';
import { FormStatus, FormType, ServiceMethod } from '../types/enums.ts';
import { RuleType, WarningType } from './notice.ts';
import { Recorded } from '../types/recorded.ts';
import { Standing } from '../types/law-enums.ts';

const StandingType = builder.objectRef<NoticeStanding>('NoticeStanding').implement({
  description: 'Legal standing of a notice of termination on a day.',
  fields: (t) => ({
    standing: t.expose('standing', { type: Standing, description: 'Standing of the notice on the day.' }),
    since: t.expose('since', {
      type: 'Date',
      nullable: true,
      description: 'First day of this standing. Null if unknown.',
    }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'Last day of this standing. Null if it has no end.',
    }),
    rules: t.expose('rules', { type: [RuleType], description: 'Legal rules that were applied.' }),
    explanation: t.exposeString('explanation', {
      description: 'Explanation of the standing, in plain sentences.',
    }),
  }),
});

export const Form = builder.prismaNode('Form', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `f_`.' },
  description:
    'Generated document. Its content and its PDF never change; a correction is a new form. Managers see the forms of assigned properties. Tenants see the forms served on them and their own N9s; contractors see no forms.',
  interfaces: [Recorded],
  fields: (t) => ({
    type: t.expose('type', { type: FormType, description: 'Type of document.' }),
    status: t.expose('status', { type: FormStatus, description: 'Status of the form.' }),
    tenantId: t.exposeID('tenantId', {
      description: 'ID of the tenant that the document concerns. Begins with `t_`.',
    }),
    tenant: t.relation('tenant', {
      nullable: true,
      description:
        'Tenant that the document concerns. Null for viewers with the role `TENANT` if that tenant has left the lease.',
    }),
    lease: t.relation('lease', { description: 'Lease that the document concerns.' }),
    terminationDate: t.expose('terminationDate', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the notice ends the tenancy. Null for documents that end no tenancy.',
    }),
    servedOn: t.expose('servedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the document was handed over or sent. Null until served.',
    }),
    serviceMethod: t.expose('serviceMethod', {
      type: ServiceMethod,
      nullable: true,
      description: 'How the document was served. Null until served.',
    }),
    deemedGivenOn: t.expose('deemedGivenOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the document is deemed given (RTA s.191). Null until served.',
    }),
    fields: t.field({
      type: 'JSON',
      description:
        'Content of the document when it was generated: names, address, dates, and amounts in whole cents.',
      resolve: ({ facts }) => facts,
    }),
    rules: t.field({
      type: [RuleType],
      description: 'Legal rules that were applied.',
      resolve: ({ rules }) => rules as unknown as AppliedRule[],
    }),
    ruleSetVersion: t.exposeString('ruleSetVersion', {
      description: "Version of KeyNest's legal rules: the day of their last review, `YYYY-MM-DD`.",
    }),
    warnings: t.field({
      type: [WarningType],
      description: 'Legal risks of the document that do not make it void.',
      resolve: ({ warnings }) => warnings as unknown as Warning[],
    }),
    layout: t.exposeString('layout', {
      description:
        "`OFFICIAL` on the form of the Landlord and Tenant Board, `KEYNEST` in KeyNest's own layout (RTA ss.43(1), 212).",
    }),
    supersedesId: t.id({
      nullable: true,
      description:
        'ID of the earlier form that this form corrects. Tenants see it only if that form was served on them.',
      select: { supersedes: { select: { id: true } } },
      resolve: ({ supersedes }) => supersedes?.id ?? null,
    }),
    supersededById: t.id({
      nullable: true,
      description:
        'ID of the later form that corrects this form. Tenants see it only after that form was served on them.',
      select: { supersededBy: { select: { id: true } } },
      resolve: ({ supersededBy }) => supersededBy?.id ?? null,
    }),
    servedBy: t.exposeString('servedBy', {
      nullable: true,
      description: 'Full name of the person who served the document. Null if not recorded.',
    }),
    standing: t.field({
      type: StandingType,
      nullable: true,
      description:
        'Legal standing of a notice of termination on a day. Null for documents that end no tenancy.',
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the calculation. Defaults to today.' }) },
      select: STANDING_SELECTION,
      resolve: async (form, { asOf }, { today, ledgerBudget }) => {
        await takeTurn();
        return formStanding(form, asOf ?? today, ledgerBudget);
      },
    }),
    certificateUrl: t.string({
      nullable: true,
      description:
        'Link to the certificate of service, a PDF. Null until served. The link expires like `pdfUrl`.',
      resolve: ({ id, servedOn, version }, _args, { links, origin }) =>
        servedOn === null ? null : links.sign(origin, `${id}/certificate`, version),
    }),
    sha256: t.string({
      description: 'SHA-256 of the PDF, in hexadecimal.',
      select: { file: { select: { sha256: true } } },
      resolve: ({ file }) => file?.sha256 ?? '',
    }),
    pdfUrl: t.string({
      description:
        'Absolute link to the PDF. It requires no token and expires, by default after one hour; each query returns a new link.',
      resolve: ({ id, version }, _args, { links, origin }) => links.sign(origin, id, version),
    }),
  }),
});

builder.queryField('form', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Form,
    nullable: true,
    description: 'A form by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the form. Begins with `f_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const form = await context.db.form.findUnique({ ...query, where: { id } });
      if (!form) throw notFound('form');
      return form;
    },
  }),
);
