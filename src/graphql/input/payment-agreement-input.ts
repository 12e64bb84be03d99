import { ARREARS_APPLICATIONS } from '../../vocabulary/arrears-application.ts';
import { builder } from '../builder.ts';
import { positiveAmount, withChecks } from './checks.ts';

/** More than a plan of payment needs: one instalment a month for five years. */
export const MAX_INSTALMENTS = 60;

export const InstalmentInput = builder.inputType('InstalmentInput', {
  description: 'Instalment of a payment agreement.',
  fields: (t) => ({
    dueOn: t.field({ type: 'Date', required: true, description: 'Last day on which it can be paid.' }),
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Amount in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
  }),
});

const APPLICATIONS = {
  L1: 'To end the tenancy for non-payment and collect rent (RTA ss.69, 87).',
  L9: 'To collect rent (RTA s.87).',
} as const;

export const ArrearsApplication = builder.enumType('ArrearsApplication', {
  description: 'Application to the Board about arrears of rent.',
  values: Object.fromEntries(
    ARREARS_APPLICATIONS.map((application) => [application, { description: APPLICATIONS[application] }]),
  ) as Record<(typeof ARREARS_APPLICATIONS)[number], { description: string }>,
});
