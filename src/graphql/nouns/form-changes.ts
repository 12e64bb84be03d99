import { examineForm, previewDefects } from '../../documents/examine.ts';
import { generateForm } from '../../commands/form/generate-form.ts';
import { caseDateFault } from '../../commands/form/record-case.ts';
import { SERVICE_NEEDED, serviceDateFault } from '../../commands/form/serve-form.ts';
import { previewService, updateForm } from '../../commands/form/update-form.ts';
import type { Fault } from '../../errors.ts';
import { actOfGenerating } from '../../policies/acts.ts';
import type { ActByArguments } from '../guards/access-guard.ts';
import { withCommandRule, type ArgumentRule } from '../input/argument-rules.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import {
  withChecks,
  checkedByCommand,
  notClearable,
  atMost,
  idOf,
  line,
  relativeToToday,
  withRules,
} from '../input/checks.ts';
import { FormStatus, FormType, ServerCapacity, ServiceMethod } from '../types/enums.ts';
import { FormInput } from '../input/form-input.ts';
import { Form } from './form.ts';
import type { CheckContext } from '../input/input-check.ts';
import { DefectType, WarningType } from './notice.ts';

const REQUIRED_FOR_SERVICE = ['servedOn', 'serviceMethod'] as const;
const SERVICE_FIELDS = [
  ...REQUIRED_FOR_SERVICE,
  'servedAt',
  'servedBy',
  'serverCapacity',
  'serverPhone',
  'services',
  'emailConsent',
] as const;

type ServiceShape = Partial<Record<'status' | (typeof SERVICE_FIELDS)[number], unknown>>;

/** Details of service are refused unless the form becomes SERVED, because they would be lost. */
const detailsOnlyWithService = (
  input: ServiceShape,
  _asker: CheckContext | null,
  faulty: readonly string[],
): readonly Fault[] => {
  if (input.status === 'SERVED' || faulty.includes('status')) return [];
  const given = SERVICE_FIELDS.filter((field) => input[field] !== undefined && input[field] !== null);
  const message = 'This applies only to the status Served. Leave it out, or change the status to Served.';
  return given.map((field) => ({ path: [field], code: 'contradiction', message }));
};

const serviceWithDetails = (
  input: ServiceShape,
  _asker: CheckContext | null,
  faulty: readonly string[],
): readonly Fault[] => {
  const isForEach = Array.isArray(input.services) && input.services.length > 0;
  if (input.status !== 'SERVED' || isForEach || faulty.includes('services')) return [];
  const missing = REQUIRED_FOR_SERVICE.filter((field) => !input[field] && !faulty.includes(field));
  return missing.map((field) => ({ ...SERVICE_NEEDED, path: [field] }));
};

const MAX_SERVICES = 50;

const TenantServiceInput = builder.inputType('TenantServiceInput', {
  description: 'Service of a form on one tenant.',
  fields: (t) => ({
    tenantId: t.id({
      required: true,
      description: 'ID of the tenant. Begins with `t_`.',
      ...withChecks(idOf('Tenant')),
    }),
    servedOn: t.field({
      type: 'Date',
      required: true,
      description: 'Day on which the document was handed over or sent.',
      ...withChecks(relativeToToday(serviceDateFault)),
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      required: true,
      description: 'How the tenant was served.',
    }),
    servedBy: t.string({ description: 'Full name of the person who served it.', ...withChecks(line()) }),
    serverCapacity: t.field({ type: ServerCapacity, description: 'Capacity of that person.' }),
    serverPhone: t.string({
      description: 'Phone number of that person, at most 50 characters.',
      ...withChecks(line(50)),
    }),
  }),
});

const UpdateFormInput = builder.inputType('UpdateFormInput', {
  description: 'Change to a form: record its service and its case, or withdraw it.',
  ...withRules(detailsOnlyWithService, checkedByCommand(serviceWithDetails)),
  fields: (t) => ({
    status: t.field({
      type: FormStatus,
      description: '`SERVED` to record the service of a generated form, or `VOID` to withdraw a form.',
      ...notClearable(),
    }),
    servedOn: t.field({
      type: 'Date',
      description:
        'Day on which the document was handed over or sent, from its creation until today. Required for `SERVED`, and not allowed otherwise.',
      ...notClearable(relativeToToday(serviceDateFault)),
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      description: 'How the document was served. Required for `SERVED`, and not allowed otherwise.',
      ...notClearable(),
    }),
    servedAt: t.field({
      type: 'Time',
      description:
        'Time of service, in Ontario. It decides the 24 hours of a notice of entry. Only for `SERVED`.',
    }),
    servedBy: t.string({
      description: 'Full name of the person who served the document. Only for `SERVED`.',
      ...withChecks(line()),
    }),
    serverCapacity: t.field({
      type: ServerCapacity,
      description: 'Capacity of the person who served the document. Only for `SERVED`.',
    }),
    serverPhone: t.string({
      description:
        'Phone number of the person who served the document, at most 50 characters. Only for `SERVED`.',
      ...withChecks(line(50)),
    }),
    services: t.field({
      type: [TenantServiceInput],
      description: `Service on each tenant, instead of \`servedOn\` and \`serviceMethod\`, at most ${MAX_SERVICES}. The latest day of giving decides. Only for \`SERVED\`.`,
      ...withChecks(atMost(MAX_SERVICES)),
    }),
    appliedOn: t.field({
      type: 'Date',
      description: 'Day on which the landlord applied to the Board. Only for a served form; null clears it.',
      ...withChecks(relativeToToday(caseDateFault('appliedOn'))),
    }),
    fileNumber: t.string({
      description: "The Board's number of the application, at most 50 characters. Null clears it.",
      ...withChecks(line(50)),
    }),
    hearingOn: t.field({ type: 'Date', description: 'Day of the hearing. Null clears it.' }),
    correctedOn: t.field({
      type: 'Date',
      description: 'N5: day on which the tenant corrected the cause. Null clears it.',
      ...withChecks(relativeToToday(caseDateFault('correctedOn'))),
    }),
    compensationPaidOn: t.field({
      type: 'Date',
      description: 'N12, N13: day on which the compensation was paid. Null clears it.',
      ...withChecks(relativeToToday(caseDateFault('compensationPaidOn'))),
    }),
    withdrawnOn: t.field({
      type: 'Date',
      description: 'Day on which the form was withdrawn. The form becomes `VOID`.',
      ...notClearable(relativeToToday(caseDateFault('withdrawnOn'))),
    }),
    emailConsent: t.boolean({
      description:
        'Whether the other party agreed in writing to service by e-mail. Only for `SERVED` by e-mail; defaults to the consent in the lease.',
    }),
  }),
});

type FormTypeName = typeof FormType.$inferType;

const FORM_ARGUMENTS = {
  type: { type: FormType, required: true, description: 'Type of document.' },
  input: { type: FormInput, required: true, description: 'Facts for the document.' },
} as const;

const actOfType: ActByArguments = ({ type }) => actOfGenerating(type);

/** Defects of the document that follow from the input without faults. */
const defectsOfInput: ArgumentRule = async ({ type, input }, context) =>
  type && input ? previewDefects(context, type as FormTypeName, input) : [];

/** Faults that serving the form would report. */
const faultsOfService: ArgumentRule = async ({ id, input }, context) =>
  typeof id === 'string' && input ? previewService(context, id, input) : [];

const FormValidation = builder
  .objectRef<Awaited<ReturnType<typeof examineForm>>>('FormValidation')
  .implement({
    description: 'Result of a dry run of `generateForm`. Nothing is stored.',
    fields: (t) => ({
      valid: t.boolean({
        description: 'Whether `generateForm` would generate the document.',
        resolve: ({ defects }) => defects.length === 0,
      }),
      defects: t.expose('defects', {
        type: [DefectType],
        description: 'Reasons why `generateForm` would refuse the document. Empty if it is valid.',
      }),
      warnings: t.field({
        type: [WarningType],
        description: 'Legal risks of the document that do not make it void.',
        resolve: ({ plan }) => plan.warnings,
      }),
      terminationDate: t.field({
        type: 'Date',
        nullable: true,
        description:
          'Termination date of the notice: the date in the input, or the earliest lawful date. Null if no date is lawful, and for documents that end no tenancy.',
        resolve: ({ plan }) => plan.terminationDate,
      }),
      fields: t.field({
        type: 'JSON',
        description:
          'Content that the document would have: names, address, dates, and amounts in whole cents.',
        resolve: ({ plan }) => plan.document.facts,
      }),
    }),
  });

builder.queryField('validateForm', (t) =>
  t.field({
    extensions: { act: actOfType, ...withCommandRule(defectsOfInput) },
    type: FormValidation,
    nullable: true,
    description:
      'Checks a document without generating it. Returns every defect and warning, with the section of the law and the earliest lawful date. Admins, landlords and managers only; tenants may check an N9.',
    args: { type: t.arg(FORM_ARGUMENTS.type), input: t.arg(FORM_ARGUMENTS.input) },
    resolve: (_root, { type, input }, context) => examineForm(context, type, input),
  }),
);

builder.mutationField('generateForm', (t) =>
  t.prismaField({
    extensions: { act: actOfType, ...withCommandRule(defectsOfInput) },
    type: Form,
    description:
      'Generates a document as a PDF. Admins, landlords and managers only; tenants may generate an N9. Fills in the facts that KeyNest stores.\n\nFails with `BAD_INPUT` if a required fact is missing. Fails with `RULE_VIOLATION` if the document would be void; the details name the sections and the earliest lawful date. Fails with `CONFLICT` `already_superseded` if the form in `supersedesId` has already been corrected.',
    args: {
      type: t.arg(FORM_ARGUMENTS.type),
      input: t.arg(FORM_ARGUMENTS.input),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { type, input }, context) => {
      const id = await generateForm(context, type, input);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateForm', (t) =>
  t.prismaField({
    extensions: { access: 'rows', ...withCommandRule(faultsOfService) },
    type: Form,
    description:
      'Records the service and the case of a form, or withdraws it. Admins, landlords and managers only; tenants may change an N9. A `GENERATED` form may become `SERVED`; any form may become `VOID` once.\n\nFails with `CONFLICT` `served_too_late` if the termination date is too early for the service. An N12 that states no compensation fails likewise if it now owes compensation. The details name the earliest lawful date. If the form no longer holds on its day of service, fails with `CONFLICT` and the defect, e.g. `tenancy_over`. Fails with `CONFLICT` `not_served` if a case is recorded before the service. Fails with `CONFLICT` `illegal_transition` for any other change.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdateFormInput, required: true, description: 'The change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateForm(context, id, input, expectedVersion);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
