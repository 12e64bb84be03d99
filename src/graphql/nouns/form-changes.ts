import { examineForm } from '../../documents/examine.ts';
import { generateForm } from '../../commands/form/generate-form.ts';
import { misplacedFields } from '../../documents/plan/field-table.ts';
import { SERVICE_NEEDED, serviceDateFault, updateForm } from '../../commands/form/update-form.ts';
import type { Fault } from '../../errors.ts';
import { actOfGenerating } from '../../policies/acts.ts';
import type { ActByArguments } from '../guards/access-guard.ts';
import { foreseenIn, type ArgumentRule } from '../input/argument-rules.ts';
import { onceArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { checked, foreseen, kept, line, onToday, ruled } from '../input/checks.ts';
import { FormStatus, FormType, ServiceMethod } from '../types/enums.ts';
import { FormInput } from '../input/form-input.ts';
import { Form } from './form.ts';
import type { Asker } from '../input/input-check.ts';
import { DefectType, WarningType } from './notice.ts';

const NEEDED = ['servedOn', 'serviceMethod'] as const;
const OF_SERVICE = [...NEEDED, 'servedBy', 'emailConsent'] as const;

type ServiceShape = Partial<Record<'status' | (typeof OF_SERVICE)[number], unknown>>;

/** Said of a form that is not being served they would be lost. */
const serviceWithServed = (
  input: ServiceShape,
  _asker: Asker | null,
  faulty: readonly string[],
): readonly Fault[] => {
  if (input.status === 'SERVED' || faulty.includes('status')) return [];
  const given = OF_SERVICE.filter((field) => input[field] !== undefined && input[field] !== null);
  const message = 'This goes with the status SERVED, and with no other.';
  return given.map((field) => ({ path: [field], code: 'contradiction', message }));
};

const servedWithService = (
  input: ServiceShape,
  _asker: Asker | null,
  faulty: readonly string[],
): readonly Fault[] => {
  if (input.status !== 'SERVED') return [];
  const missing = NEEDED.filter((field) => !input[field] && !faulty.includes(field));
  return missing.map((field) => ({ ...SERVICE_NEEDED, path: [field] }));
};

const UpdateFormInput = builder.inputType('UpdateFormInput', {
  description: 'What became of a form.',
  ...ruled(serviceWithServed, foreseen(servedWithService)),
  fields: (t) => ({
    status: t.field({ type: FormStatus, description: 'SERVED or VOID.', ...kept() }),
    servedOn: t.field({
      type: 'Date',
      description: 'With SERVED: the day it was handed over or sent, from the day it was made to today.',
      ...kept(onToday(serviceDateFault)),
    }),
    serviceMethod: t.field({ type: ServiceMethod, description: 'With SERVED: how it was given.', ...kept() }),
    servedBy: t.string({ description: 'Who gave it, by name.', ...checked(line()) }),
    emailConsent: t.boolean({
      description:
        'With e-mail: whether the other side has agreed to it in writing; as the lease says when absent.',
    }),
  }),
});

type FormTypeName = typeof FormType.$inferType;
type FormFields = typeof FormInput.$inferInput;

const FORM_ARGUMENTS = {
  type: { type: FormType, required: true, description: 'Which document.' },
  input: { type: FormInput, required: true, description: 'What it is made from.' },
} as const;

const actOfType: ActByArguments = ({ type }) => actOfGenerating(type);

/** Fields that the document has no place for. */
const fieldsOfType: ArgumentRule = ({ type, input }) =>
  type && input ? misplacedFields(type as FormTypeName, input as FormFields) : [];

const FormValidation = builder
  .objectRef<Awaited<ReturnType<typeof examineForm>>>('FormValidation')
  .implement({
    description: 'A dry run: what a document would be, and everything against it.',
    fields: (t) => ({
      valid: t.boolean({
        description: 'Whether `generateForm` would make it.',
        resolve: ({ defects }) => defects.length === 0,
      }),
      defects: t.expose('defects', { type: [DefectType], description: 'What `generateForm` would refuse.' }),
      warnings: t.field({
        type: [WarningType],
        description: 'What is unsure without making it void.',
        resolve: ({ plan }) => plan.warnings,
      }),
      terminationDate: t.field({
        type: 'Date',
        nullable: true,
        description: 'The date it would name: the one given, or the earliest lawful one.',
        resolve: ({ plan }) => plan.terminationDate,
      }),
      fields: t.field({
        type: 'JSON',
        description: 'What it would say.',
        resolve: ({ plan }) => plan.document.facts,
      }),
    }),
  });

builder.queryField('validateForm', (t) =>
  t.field({
    extensions: { act: actOfType, ...foreseenIn(fieldsOfType) },
    type: FormValidation,
    description:
      'The dry run of `generateForm`: every defect with its section and the date that would hold, and warnings. FORBIDDEN to whom `generateForm` is.',
    args: { type: t.arg(FORM_ARGUMENTS.type), input: t.arg(FORM_ARGUMENTS.input) },
    resolve: (_root, { type, input }, context) => examineForm(context, type, input),
  }),
);

builder.mutationField('generateForm', (t) =>
  t.prismaField({
    extensions: { act: actOfType, ...foreseenIn(fieldsOfType) },
    type: Form,
    description:
      'Makes a document as a PDF. RULE_VIOLATION for what would make it void, naming the section and the date that would hold. FORBIDDEN to contractors, and to tenants but for an N9, whatever the input.',
    args: { type: t.arg(FORM_ARGUMENTS.type), input: t.arg(FORM_ARGUMENTS.input), ...onceArguments(t.arg) },
    resolve: async (query, _root, { type, input }, context) => {
      const id = await generateForm(context, type, input);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateForm', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
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
