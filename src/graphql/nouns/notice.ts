import type { Fault } from '../../errors.ts';
import {
  earliestTermination,
  RULES,
  type AppliedRule,
  type EarliestTermination,
  type Warning,
} from '../../law/index.ts';
import { builder } from '../builder.ts';
import { between, checked } from '../input/checks.ts';
import { ServiceMethod } from '../types/enums.ts';
import { NoticeForm, NoticeReason, RentalPeriod, Weekday } from '../types/law-enums.ts';

export const DefectType = builder.objectRef<Fault>('Defect').implement({
  description: 'What would make a document void or keep it from being made.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, snake_case.' }),
    path: t.stringList({
      description: 'The way to the field, from the arguments down.',
      resolve: ({ path }) => path.map(String),
    }),
    message: t.exposeString('message', { description: 'What is wrong, and what would be right.' }),
    section: t.exposeString('section', {
      nullable: true,
      description: 'The statute section, e.g. `RTA s.59(1)`.',
    }),
    earliestDate: t.expose('earliestDate', {
      type: 'Date',
      nullable: true,
      description: 'The date that would hold.',
    }),
  }),
});

export const WarningType = builder.objectRef<Warning>('Warning').implement({
  description: 'Something to know that makes nothing void.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, snake_case.' }),
    message: t.exposeString('message', { description: 'What is unsure, and how to stay clear of it.' }),
    section: t.exposeString('section', { nullable: true, description: 'The statute section.' }),
    date: t.expose('date', {
      type: 'Date',
      nullable: true,
      description: 'A date that stays clear of the doubt.',
    }),
  }),
});

export const RuleType = builder.objectRef<AppliedRule>('Rule').implement({
  description: 'A rule of law that decided something: one row of effective-dated data.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its name, e.g. `n4.notice_days`.' }),
    section: t.exposeString('section', { description: 'Statute section, or the Board’s rule.' }),
    value: t.string({ description: 'What it fixes, in its unit.', resolve: ({ value }) => String(value) }),
    inForceFrom: t.expose('inForceFrom', { type: 'Date', description: 'First day the row answers for.' }),
    source: t.exposeString('source', { description: 'Where it was read.' }),
    fixes: t.string({
      description: 'What its value decides, in a sentence.',
      resolve: ({ id, inForceFrom }) =>
        RULES.find((rule) => rule.id === id && rule.inForceFrom === inForceFrom)?.fixes ?? '',
    }),
  }),
});

const EarliestTerminationType = builder.objectRef<EarliestTermination>('EarliestTermination').implement({
  description: 'The earliest day a notice can end a tenancy, and how it was found.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'The earliest lawful termination date.' }),
    deemedGiven: t.expose('deemedGiven', {
      type: 'Date',
      description: 'The day the notice counts as given (RTA s.191).',
    }),
    earliestBoardApplication: t.expose('earliestBoardApplication', {
      type: 'Date',
      nullable: true,
      description: 'First day the landlord may apply to the Board; null where the Act sets no waiting time.',
    }),
    correctionEndsOn: t.expose('correctionEndsOn', {
      type: 'Date',
      nullable: true,
      description: "First N5: the last of the tenant's days to correct.",
    }),
    compensationRequired: t.exposeBoolean('compensationRequired', {
      nullable: true,
      description: 'N12: whether compensation is owed if the notice names `date`; null for other notices.',
    }),
    rules: t.expose('rules', { type: [RuleType], description: 'The rules that decided.' }),
    warnings: t.expose('warnings', { type: [WarningType], description: 'What is unsure.' }),
    explanation: t.exposeString('explanation', { description: 'How the date follows, in plain sentences.' }),
  }),
});

const EarliestTerminationInput = builder.inputType('EarliestTerminationInput', {
  description: 'A notice to be given: its terms and its service.',
  fields: (t) => ({
    form: t.field({ type: NoticeForm, required: true, description: 'Which notice.' }),
    servedOn: t.field({ type: 'Date', required: true, description: 'The day it is handed over or sent.' }),
    method: t.field({ type: ServiceMethod, required: true, description: 'How it is given.' }),
    rentalPeriod: t.field({ type: RentalPeriod, required: true, description: 'How rent is paid, or FIXED.' }),
    rentDueDay: t.int({ description: 'Day of the month rent is due, 1–31.', ...checked(between(1, 31)) }),
    rentDueWeekday: t.field({ type: Weekday, description: 'Weekday rent is due, for a weekly tenancy.' }),
    termEnd: t.field({
      type: 'Date',
      description:
        'FIXED: last day of the term. YEARLY: last day of a rental year. BIWEEKLY: last day of any rental period. MONTHLY with rent due on the 29th to 31st: the period end in doubt.',
    }),
    reason: t.field({ type: NoticeReason, description: 'N5, N9, N12: why.' }),
    noticeNumber: t.int({ description: 'N5: 1 or 2.', ...checked(between(1, 2)) }),
    noticeDays: t.int({ description: 'N12: days of notice that the landlord means to give.' }),
    emailConsent: t.boolean({ description: 'Whether the person agreed in writing to service by e-mail.' }),
    firstNoticeGivenOn: t.field({
      type: 'Date',
      description: 'Second N5: the day the first counts as given.',
    }),
    newConductOn: t.field({ type: 'Date', description: 'Second N5: the day of the new conduct.' }),
    landlordTerminationDate: t.field({
      type: 'Date',
      description: "N9 in answer to an N12 or N13: the landlord's date.",
    }),
  }),
});

builder.queryField('earliestTermination', (t) =>
  t.field({
    extensions: { access: 'signedIn' },
    type: EarliestTerminationType,
    description: 'When a notice can end a tenancy at the earliest. Needs a signed-in viewer and no tenant.',
    args: { input: t.arg({ type: EarliestTerminationInput, required: true, description: 'The notice.' }) },
    resolve: (_root, { input }) => earliestTermination(input),
  }),
);
