import { generateForm } from '../commands/generate-form.ts';
import { updateForm } from '../commands/update-form.ts';
import { rowArguments } from './arguments.ts';
import { builder } from './builder.ts';
import { checked, idOf, kept, line } from './checks.ts';
import { FormStatus, FormType, ServiceMethod } from './enums.ts';
import { Form } from './form.ts';

const SignerInput = builder.inputType('SignerInput', {
  description: 'Who signs a notice; what is absent comes from the workspace.',
  fields: (t) => ({
    firstName: t.string({ description: 'Given names.', ...checked(line()) }),
    lastName: t.string({ description: 'Family name.', ...checked(line()) }),
    phone: t.string({ description: 'With area code.', ...checked(line(50)) }),
  }),
});

const FormInput = builder.inputType('FormInput', {
  description: 'What a document is made from. What the data knows and what the law fixes is filled in.',
  fields: (t) => ({
    tenantId: t.id({ required: true, description: 'Whose tenancy.', ...checked(idOf('Tenant')) }),
    draft: t.boolean({ description: 'Skips the checks and marks every page DRAFT.' }),
    terminationDate: t.field({
      type: 'Date',
      description: 'Notices of termination; the earliest lawful date when absent.',
    }),
    servedOn: t.field({
      type: 'Date',
      description: 'The day it is going to be handed over or sent; today when absent.',
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      description: 'How it is going to be given; by hand when absent.',
    }),
    signer: t.field({ type: SignerInput, description: 'Who signs; the landlord when absent.' }),
  }),
});

const UpdateFormInput = builder.inputType('UpdateFormInput', {
  description: 'What became of a form.',
  fields: (t) => ({
    status: t.field({ type: FormStatus, description: 'SERVED or VOID.', ...kept() }),
    servedOn: t.field({ type: 'Date', description: 'With SERVED: the day it was handed over or sent.', ...kept() }),
    serviceMethod: t.field({ type: ServiceMethod, description: 'With SERVED: how it was given.', ...kept() }),
    servedBy: t.string({ description: 'Who gave it, by name.', ...checked(line()) }),
  }),
});

builder.mutationField('generateForm', (t) =>
  t.prismaField({
    type: Form,
    description:
      'Makes a document as a PDF. RULE_VIOLATION for what would make it void, naming the section and the date that would hold.',
    args: {
      type: t.arg({ type: FormType, required: true, description: 'Which document.' }),
      input: t.arg({ type: FormInput, required: true, description: 'What it is made from.' }),
    },
    resolve: async (query, _root, { type, input }, context) => {
      const id = await generateForm(context, type, input);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateForm', (t) =>
  t.prismaField({
    type: Form,
    description:
      'Serves or voids a form. CONFLICT `served_too_late` when its termination date would no longer hold, with the date that would.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateFormInput, required: true, description: 'What became of it.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateForm(context, id, input, expectedVersion);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
