import { rentIncreasePlan, type RentIncreasePlan } from '../../documents/rent-increase.ts';
import { scheduleRentIncrease } from '../../commands/form/schedule-rent-increase.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { positiveAmount, withChecks } from '../input/checks.ts';
import { ServiceMethod } from '../types/enums.ts';
import { Form } from './form.ts';
import { DefectType, WarningType } from './notice.ts';

const ServeByType = builder.objectRef<RentIncreasePlan['serveBy'][number]>('ServeBy').implement({
  description: 'Last day to serve a notice by a method.',
  fields: (t) => ({
    method: t.expose('method', { type: ServiceMethod, description: 'How the notice is served.' }),
    date: t.expose('date', { type: 'Date', description: 'Last day to hand over or send the notice.' }),
  }),
});

const RentIncreasePlanType = builder.objectRef<RentIncreasePlan>('RentIncreasePlan').implement({
  description: 'Limits of a rent increase by notice, and everything that stands against it.',
  fields: (t) => ({
    lawful: t.boolean({
      description: 'Whether `scheduleRentIncrease` would generate the notice.',
      resolve: ({ obstacles }) => obstacles.length === 0,
    }),
    rent: t.expose('rentCents', {
      type: 'Money',
      nullable: true,
      description:
        'New rent per rental period, in Canadian dollars: as asked, or the highest lawful one. Null for an exempt unit without a wish.',
    }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'Date',
      nullable: true,
      description: 'First day of the new rent: as asked, or the earliest. Null if no rent day follows.',
    }),
    maximumRent: t.expose('maximumRentCents', {
      type: 'Money',
      nullable: true,
      description:
        'Highest rent that a notice can ask for, in Canadian dollars. Null for an exempt unit, and for a year without a published guideline.',
    }),
    guidelinePercent: t.float({
      nullable: true,
      description:
        'Guideline of the year of `effectiveOn`, in per cent. Null for an exempt unit, and for a year without a published guideline.',
      resolve: ({ guidelineBasisPoints }) =>
        guidelineBasisPoints === null ? null : guidelineBasisPoints / 100,
    }),
    earliestOn: t.expose('earliestOn', {
      type: 'Date',
      nullable: true,
      description:
        'First lawful day if the notice is served today: a rent day after the 90 days and the twelve months. Null if no rent day follows.',
    }),
    serveBy: t.expose('serveBy', {
      type: [ServeByType],
      description: 'Last day to serve the notice for `effectiveOn`, by each lawful method.',
    }),
    obstacles: t.expose('obstacles', {
      type: [DefectType],
      description: 'Reasons why the increase is not lawful, with the section. Empty if it is lawful.',
    }),
    warnings: t.expose('warnings', {
      type: [WarningType],
      description: 'Legal risks of the increase that do not make it void.',
    }),
  }),
});

const RentIncreaseInput = builder.inputType('RentIncreaseInput', {
  description: 'Rent increase by notice. Omitted fields get the best lawful value.',
  fields: (t) => ({
    rent: t.field({
      type: 'Money',
      description:
        'New rent per rental period, in Canadian dollars. Defaults to the highest lawful rent. Required for an exempt unit, except in a plan.',
      ...withChecks(positiveAmount),
    }),
    effectiveOn: t.field({
      type: 'Date',
      description: 'First day of the new rent. Defaults to the earliest lawful rent day.',
    }),
    serviceMethod: t.field({
      type: ServiceMethod,
      description: 'How the notice will be served. Defaults to `HAND`.',
    }),
  }),
});

const tenantId = {
  required: true,
  description: 'ID of the tenant. Begins with `t_`.',
} as const;

builder.queryField('planRentIncrease', (t) =>
  t.field({
    extensions: { act: 'generateForm' },
    type: RentIncreasePlanType,
    nullable: true,
    description:
      'Plans a rent increase by notice without storing anything (RTA ss.116, 119, 120). Admins, landlords and managers only. Fails with `NOT_FOUND` if the viewer cannot see the tenant.',
    args: {
      tenantId: t.arg.id(tenantId),
      input: t.arg({
        type: RentIncreaseInput,
        description: 'The increase. Defaults to the highest, at the earliest.',
      }),
    },
    resolve: (_root, { tenantId: id, input }, context) => rentIncreasePlan(context, id, input ?? {}),
  }),
);

builder.mutationField('scheduleRentIncrease', (t) =>
  t.prismaField({
    extensions: { act: 'generateForm' },
    type: Form,
    description:
      'Generates the notice of a rent increase: an N1, or an N2 for an exempt unit. Admins, landlords and managers only. The new rent is on the schedule, and counts once the notice is served.\n\nFails with `RULE_VIOLATION` and every obstacle if the increase is not lawful.',
    args: {
      tenantId: t.arg.id(tenantId),
      input: t.arg({ type: RentIncreaseInput, required: true, description: 'The increase.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { tenantId: tenant, input }, context) => {
      const id = await scheduleRentIncrease(context, tenant, input);
      return context.db.form.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
