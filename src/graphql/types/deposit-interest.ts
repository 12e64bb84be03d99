import type { InterestYear } from '../../law/index.ts';
import { builder } from '../builder.ts';

const BASIS_POINTS_IN_PERCENT = 100;

export const DepositInterestType = builder.objectRef<InterestYear>('DepositInterest').implement({
  description: 'Interest of a rent deposit for a year, or for a part of one until the tenancy ends.',
  fields: (t) => ({
    dueOn: t.expose('dueOn', {
      type: 'Date',
      description:
        'Day on which it falls due: an anniversary of the receipt, or the last day of the tenancy.',
    }),
    guidelinePercent: t.float({
      description: 'Guideline of that day in per cent a year, e.g. 2.1 (RTA s.106(6)).',
      resolve: ({ rateBasisPoints }) => rateBasisPoints / BASIS_POINTS_IN_PERCENT,
    }),
    amount: t.expose('interestCents', { type: 'Money', description: 'Interest in Canadian dollars.' }),
  }),
});
