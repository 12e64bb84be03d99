import { notFound } from '../errors.ts';
import { builder } from './builder.ts';
import { FormStatus, FormType, ServiceMethod } from './enums.ts';
import { Recorded } from './recorded.ts';

export const Form = builder.prismaNode('Form', {
  id: { field: 'id', description: 'Begins with `f_`.' },
  description: 'A generated document. Its facts and its bytes never change; a correction is a new form.',
  interfaces: [Recorded],
  fields: (t) => ({
    type: t.expose('type', { type: FormType, description: 'Which document.' }),
    status: t.expose('status', { type: FormStatus, description: 'Where it stands.' }),
    tenantId: t.exposeID('tenantId', { description: 'For whom.' }),
    tenant: t.relation('tenant', { description: 'For whom.' }),
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
      description: 'What the document says, as it was frozen into it: names, address, amounts in cents, dates.',
      resolve: ({ facts }) => facts,
    }),
    rules: t.field({
      type: 'JSON',
      description: 'The rules of law it was decided by, each with its section and since when it is in force.',
      resolve: ({ rules }) => rules,
    }),
    ruleSetVersion: t.exposeString('ruleSetVersion', { description: 'The version of the rule set.' }),
    sha256: t.string({
      description: 'SHA-256 of the PDF, in hex.',
      select: { file: { select: { sha256: true } } },
      resolve: ({ file }) => file?.sha256 ?? '',
    }),
    pdfUrl: t.string({
      description: 'Absolute link to the PDF; needs no header and expires, so a fresh one comes with every reading.',
      resolve: ({ id }, _args, { links, origin }) => links.sign(origin, id),
    }),
  }),
});

builder.queryField('form', (t) =>
  t.prismaField({
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
