import type { Fault } from '../../errors.ts';
import {
  earliestTermination,
  RULES,
  type AppliedRule,
  type EarliestTermination,
  type Warning,
} from '../../law/index.ts';
import { builder } from '../builder.ts';
import { between, withChecks } from '../input/checks.ts';
import { ServiceMethod } from '../types/enums.ts';
import { NoticeForm, NoticeReason, RentalPeriod, Weekday } from '../types/law-enums.ts';

export const DefectType = builder.objectRef<Fault>('Defect').implement({
  description: 'Reason why a document would be void or cannot be generated.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code in snake_case, e.g. `nothing_owing`.' }),
    path: t.stringList({
      description:
        'Path to the field at fault, from the arguments down, e.g. `["input", "terminationDate"]`.',
      resolve: ({ path }) => path.map(String),
    }),
    message: t.exposeString('message', { description: 'Explanation for a person, with the remedy.' }),
    section: t.exposeString('section', {
      nullable: true,
      description: 'Section of the law, e.g. `RTA s.59(1)`. Null if the defect is not legal.',
    }),
    earliestDate: t.expose('earliestDate', {
      type: 'Date',
      nullable: true,
      description: 'Earliest lawful date. Null if the defect is not about a date.',
    }),
  }),
});

export const WarningType = builder.objectRef<Warning>('Warning').implement({
  description: 'Legal risk that does not make a document void.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code in snake_case, e.g. `compensation_owed`.' }),
    message: t.exposeString('message', { description: 'Explanation of the risk, and how to avoid it.' }),
    section: t.exposeString('section', {
      nullable: true,
      description: 'Section of the law. Null if no section applies.',
    }),
    date: t.expose('date', {
      type: 'Date',
      nullable: true,
      description: 'Date that avoids the risk, or on which it takes effect. Null if no date applies.',
    }),
  }),
});

export const RuleType = builder.objectRef<AppliedRule>('Rule').implement({
  description: 'Version of a legal rule that was applied.',
  fields: (t) => ({
    id: t.id({
      description: 'Unique ID of this version: the name and the first day, e.g. `n4.notice_days@2007-01-31`.',
      resolve: ({ id, inForceFrom }) => `${id}@${inForceFrom}`,
    }),
    name: t.exposeString('id', {
      description: 'Name of the rule, e.g. `n4.notice_days`. Later versions of the rule share it.',
    }),
    section: t.exposeString('section', {
      description: 'Section of the law, or rule of the Landlord and Tenant Board.',
    }),
    value: t.string({
      description: 'Value that the rule sets, e.g. a number of days. `fixes` states its unit.',
      resolve: ({ value }) => String(value),
    }),
    inForceFrom: t.expose('inForceFrom', {
      type: 'Date',
      description: 'First day on which this version of the rule applies.',
    }),
    source: t.exposeString('source', { description: 'Source of the rule, e.g. a web address.' }),
    fixes: t.string({
      description: 'Meaning of the value, in one sentence.',
      resolve: ({ id, inForceFrom }) =>
        RULES.find((rule) => rule.id === id && rule.inForceFrom === inForceFrom)?.fixes ?? '',
    }),
  }),
});

const EarliestTerminationType = builder.objectRef<EarliestTermination>('EarliestTermination').implement({
  description: 'Earliest lawful termination date of a notice, with its legal basis.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'Earliest lawful termination date.' }),
    deemedGiven: t.expose('deemedGiven', {
      type: 'Date',
      description: 'Day on which the notice is deemed given (RTA s.191).',
    }),
    earliestBoardApplication: t.expose('earliestBoardApplication', {
      type: 'Date',
      nullable: true,
      description:
        'First day on which the landlord may apply to the Landlord and Tenant Board. Null if the RTA sets no waiting time.',
    }),
    correctionEndsOn: t.expose('correctionEndsOn', {
      type: 'Date',
      nullable: true,
      description: 'First N5: last day for the tenant to correct the problem. Null for other notices.',
    }),
    compensationRequired: t.exposeBoolean('compensationRequired', {
      nullable: true,
      description:
        'N12, N13: whether the landlord owes compensation for a termination on `date`. Null for other notices.',
    }),
    rules: t.expose('rules', { type: [RuleType], description: 'Legal rules that were applied.' }),
    warnings: t.expose('warnings', { type: [WarningType], description: 'Legal risks of the notice.' }),
    explanation: t.exposeString('explanation', {
      description: 'Explanation of the date, in plain sentences.',
    }),
  }),
});

const EarliestTerminationInput = builder.inputType('EarliestTerminationInput', {
  description: 'Terms and service of a planned notice.',
  fields: (t) => ({
    form: t.field({ type: NoticeForm, required: true, description: 'Notice to give.' }),
    servedOn: t.field({
      type: 'Date',
      required: true,
      description: 'Day on which the notice is handed over or sent.',
    }),
    method: t.field({ type: ServiceMethod, required: true, description: 'How the notice is served.' }),
    rentalPeriod: t.field({
      type: RentalPeriod,
      required: true,
      description: 'Rental period of the tenancy, or `FIXED` for a fixed term.',
    }),
    rentDueDay: t.int({
      description:
        'Day of the month on which rent is due, 1 to 31. Required in a monthly tenancy for an N8, N9, N12 or N13.',
      ...withChecks(between(1, 31)),
    }),
    rentDueWeekday: t.field({
      type: Weekday,
      description: 'Weekday on which rent is due. Required in a weekly tenancy for an N8, N9, N12 or N13.',
    }),
    termEnd: t.field({
      type: 'Date',
      description:
        'Last day of the term for `FIXED`, of a rental year for `YEARLY`, and of any rental period for `BIWEEKLY`. Required there for an N8, N9, N12 or N13. For `MONTHLY` with rent due on the 29th to 31st, the last day of the rental period in doubt.',
    }),
    reason: t.field({
      type: NoticeReason,
      description: 'Reason for the notice. Required for an N12 or N13.',
    }),
    noticeNumber: t.int({
      description: 'N5: 1 for a first notice, 2 for a second notice. Defaults to 1.',
      ...withChecks(between(1, 2)),
    }),
    noticeDays: t.int({
      description: 'N4, N12, N13: days of notice that the landlord intends to give. Defaults to the fewest.',
    }),
    emailConsent: t.boolean({ description: 'Whether the recipient agreed in writing to service by e-mail.' }),
    firstNoticeGivenOn: t.field({
      type: 'Date',
      description: 'Second N5: day on which the first N5 was deemed given.',
    }),
    newConductOn: t.field({ type: 'Date', description: 'Second N5: day of the new conduct.' }),
    landlordTerminationDate: t.field({
      type: 'Date',
      description: "N9 in reply to an N12 or N13: termination date in the landlord's notice.",
    }),
  }),
});

builder.queryField('earliestTermination', (t) =>
  t.field({
    extensions: { access: 'signedIn' },
    type: EarliestTerminationType,
    description:
      'Computes the earliest lawful termination date of a notice. Available to every signed-in viewer; no tenancy is needed. Fails with `BAD_INPUT` and details if a required term is missing or the notice would be unlawful.',
    args: {
      input: t.arg({ type: EarliestTerminationInput, required: true, description: 'The planned notice.' }),
    },
    resolve: (_root, { input }) => earliestTermination(input),
  }),
);
