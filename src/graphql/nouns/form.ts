import type { KeptService } from '../../documents/certificate.ts';
import { DEADLINE_SELECTION, formDeadlines } from '../../documents/deadlines.ts';
import { earlierNotices, LISTING_SELECTION } from '../../documents/earlier-notices.ts';
import { formStanding, RECORD_SELECTION, STANDING_SELECTION } from '../../documents/standing.ts';
import type { StoredFacts } from '../../documents/stored-facts.ts';
import { notFound } from '../../errors.ts';
import type { AppliedRule, Deadline, NoticeStanding, Warning } from '../../law/index.ts';
import { takeTurn } from '../../turns.ts';
import { builder } from '../builder.ts';
import { FORM_ARGUMENTS, formsQuery, formsWhere } from '../lists/form.ts';
import { FormConnection } from '../types/connections.ts';
import { EarlierNoticeType } from '../types/earlier-notice.ts';
import { FormFacts } from '../types/facts/form-facts.ts';
import { FormLayout, FormStatus, FormType, ServerCapacity, ServiceMethod } from '../types/enums.ts';
import { RuleType, WarningType } from './notice.ts';
import { Recorded } from '../types/recorded.ts';
import { DeadlineKind, Standing } from '../types/law-enums.ts';

export const StandingType = builder.objectRef<NoticeStanding>('NoticeStanding').implement({
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

export const DeadlineType = builder.objectRef<Deadline>('Deadline').implement({
  description: 'Day on which something must be done, or can be done from.',
  fields: (t) => ({
    kind: t.expose('kind', { type: DeadlineKind, description: 'Kind of deadline.' }),
    on: t.expose('on', { type: 'Date', description: 'The day.' }),
    title: t.exposeString('title', { description: 'Short name of the deadline.' }),
    section: t.exposeString('section', { description: 'Section of the law, or source of the deadline.' }),
  }),
});

const ServiceType = builder.objectRef<KeptService>('TenantService').implement({
  description: 'Service of a form on one tenant.',
  fields: (t) => ({
    tenantId: t.exposeID('tenantId', { description: 'ID of the tenant. Begins with `t_`.' }),
    recipient: t.exposeString('recipient', { description: 'Name of the tenant on the day of service.' }),
    serviceMethod: t.expose('method', { type: ServiceMethod, description: 'How the tenant was served.' }),
    servedOn: t.expose('servedOn', {
      type: 'Date',
      description: 'Day on which the document was handed over or sent.',
    }),
    deemedGivenOn: t.expose('givenOn', {
      type: 'Date',
      description: 'Day on which it is deemed given to this tenant (RTA s.191).',
    }),
    servedBy: t.string({
      nullable: true,
      description: 'Full name of the person who served it. Null if not recorded.',
      resolve: ({ servedBy }) => servedBy ?? null,
    }),
    serverCapacity: t.field({
      type: ServerCapacity,
      nullable: true,
      description: 'Capacity of that person. Null if not recorded.',
      resolve: ({ serverCapacity }) => serverCapacity ?? null,
    }),
    serverPhone: t.string({
      nullable: true,
      description: 'Phone number of that person. Null if not recorded.',
      resolve: ({ serverPhone }) => serverPhone ?? null,
    }),
  }),
});

export const Form = builder.prismaNode('Form', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `f_`.' },
  select: { id: true },
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
        'Content of the document when it was generated: names, address, dates, and amounts in whole cents. `facts` has it typed.',
      select: { facts: true },
      resolve: ({ facts }) => facts,
    }),
    facts: t.field({
      type: FormFacts,
      description: 'The facts of `fields` as typed values: amounts in dollars, and dates.',
      select: { type: true, facts: true },
      resolve: ({ type, facts }) => ({ type, facts }) as StoredFacts,
    }),
    rules: t.field({
      type: [RuleType],
      description: 'Legal rules that were applied.',
      select: { rules: true },
      resolve: ({ rules }) => rules as unknown as AppliedRule[],
    }),
    ruleSetVersion: t.exposeString('ruleSetVersion', {
      description: "Version of KeyNest's legal rules: the day of their last review, `YYYY-MM-DD`.",
    }),
    warnings: t.field({
      type: [WarningType],
      description: 'Legal risks of the document that do not make it void.',
      select: { warnings: true },
      resolve: ({ warnings }) => warnings as unknown as Warning[],
    }),
    layout: t.field({
      type: FormLayout,
      description: 'Layout of the document (RTA ss.43(1), 212).',
      select: { layout: true },
      resolve: ({ layout }) => (layout === 'OFFICIAL' ? 'OFFICIAL' : 'OWN'),
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
    supersedes: t.relation('supersedes', {
      nullable: true,
      description:
        'Earlier form that this form corrects. Tenants see it only if that form was served on them.',
    }),
    supersededBy: t.relation('supersededBy', {
      nullable: true,
      description:
        'Later form that corrects this form. Tenants see it only after that form was served on them.',
    }),
    servedBy: t.exposeString('servedBy', {
      nullable: true,
      description: 'Full name of the person who served the document. Null if not recorded.',
    }),
    serverCapacity: t.expose('serverCapacity', {
      type: ServerCapacity,
      nullable: true,
      description: 'Capacity of the person who served the document. Null if not recorded.',
    }),
    serverPhone: t.exposeString('serverPhone', {
      nullable: true,
      description: 'Phone number of the person who served the document. Null if not recorded.',
    }),
    services: t.field({
      type: [ServiceType],
      description: 'Service on each tenant, if it was recorded for each. Empty otherwise.',
      select: { services: true },
      resolve: ({ services }) => services as unknown as KeptService[],
    }),
    appliedOn: t.expose('appliedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the landlord applied to the Board. Null if not recorded.',
    }),
    fileNumber: t.exposeString('fileNumber', {
      nullable: true,
      description: "The Board's number of the application. Null if not recorded.",
    }),
    hearingOn: t.expose('hearingOn', {
      type: 'Date',
      nullable: true,
      description: 'Day of the hearing. Null if not recorded.',
    }),
    correctedOn: t.expose('correctedOn', {
      type: 'Date',
      nullable: true,
      description: 'First N5: day on which the tenant corrected the cause. Null if not recorded.',
    }),
    compensationPaidOn: t.expose('compensationPaidOn', {
      type: 'Date',
      nullable: true,
      description: 'N12, N13: day on which the compensation was paid. Null if not recorded.',
    }),
    withdrawnOn: t.expose('withdrawnOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the document was withdrawn. Null if not recorded.',
    }),
    deadlines: t.field({
      type: [DeadlineType],
      description:
        'Deadlines that follow from a served notice of termination, in order of time. Empty for other documents.',
      select: DEADLINE_SELECTION,
      resolve: (form) => formDeadlines(form),
    }),
    deadlinesUrl: t.string({
      nullable: true,
      description:
        'Link to the deadlines as an iCalendar file (`.ics`). Null without deadlines. The link expires like `pdfUrl`.',
      select: { ...DEADLINE_SELECTION, version: true },
      resolve: (form, _args, { links, origin }) =>
        formDeadlines(form).length === 0
          ? null
          : links.sign(origin, `${form.id}/deadlines.ics`, form.version),
    }),
    earlierNotices: t.field({
      type: [EarlierNoticeType],
      description:
        'N12, N13: other N12 and N13 of the two years before the application, for any rental unit (RTA s.71.1(3)). Oldest first. Without an application on record, the two years end today. Only notices that were given and that the viewer can see. Empty for other documents.',
      select: LISTING_SELECTION,
      resolve: (form, _args, context) => earlierNotices(context, form),
    }),
    standing: t.field({
      type: StandingType,
      nullable: true,
      description:
        'Legal standing of a notice of termination on a day. Null for documents that end no tenancy.',
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the calculation. Defaults to today.' }) },
      select: { ...RECORD_SELECTION, ...STANDING_SELECTION },
      resolve: async (form, { asOf }, { today, ledgerBudget }) => {
        await takeTurn();
        return formStanding(form, asOf ?? today, ledgerBudget);
      },
    }),
    certificateUrl: t.string({
      nullable: true,
      description:
        'Link to the certificate of service, a PDF. Null until served. The link expires like `pdfUrl`.',
      select: { servedOn: true, version: true },
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
        'Absolute link to the PDF. It requires no token. By default it expires within an hour, and stays the same for half an hour.',
      select: { version: true },
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

builder.queryField('forms', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Form,
      cursor: 'id',
      description: 'Forms that the viewer can see, newest first by default.',
      args: FORM_ARGUMENTS,
      totalCount: async (_connection, args, context) =>
        context.db.form.count({ where: await formsWhere(args, context) }),
      resolve: async (query, _root, args, context) =>
        context.db.form.findMany({ ...query, ...(await formsQuery(args, context)) }),
    },
    FormConnection,
  ),
);
