import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';
import type { N8Reason } from './facts.ts';

export const TITLE = 'Notice to End a Tenancy at the End of the Term';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and the steps that may follow';
export const LEAD = 'I want to end your tenancy on the termination date, for each reason marked here:';
export const LATE_LEAD = 'Rent that was late, by the landlord’s account:';
export const DETAILS = 'Details of the reason';

/** Each reason begins with its name. */
export const REASONS: Readonly<Record<N8Reason, string>> = {
  PERSISTENT_LATE_PAYMENT:
    'Reason 1: Late rent. You have persistently paid the rent after the day on which it is due.',
  SOCIAL_HOUSING_ENDED:
    'Reason 2: Social housing. You no longer meet the conditions for living in this public or subsidized housing.',
  EMPLOYMENT_ENDED:
    'Reason 3: Employment. The unit was provided because you worked for me, and that employment has ended.',
  CONDOMINIUM_PURCHASE_ENDED:
    'Reason 4: Purchase. You moved in because you had agreed to buy this proposed condominium unit, and that agreement has ended.',
  CARE_ENDED:
    'Reason 5: Care home. You moved in for rehabilitation or therapy, and the agreed time for it is over.',
};

/** Law: RTA ss.43, 44, 46, 58, 69, 71, 78. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'It must be at least 60 days after the day the notice was given to you, or 28 days if rent is paid by the day or week. It must be the last day of a rental period or, for a fixed term that has not run out, the last day of the term.',
    ],
  },
  {
    title: 'Late rent',
    paragraphs: [
      'Rent is late if it is paid after its due day, by even one day, and also if it was paid in full later. Paying what is owing does not void this notice. The Board decides whether late payment was persistent; it can order that rent is paid on time from now on, instead of ending the tenancy.',
    ],
  },
  {
    title: 'When the landlord may apply',
    paragraphs: [
      'At once, and no later than 30 days after the termination date; without an application this notice is void from then on. An order cannot end the tenancy before the termination date.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: ['Leave by the termination date and your tenancy ends on that day.'],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. Speak with your landlord, and get advice from a lawyer, a paralegal or a community legal clinic; it may be free if your income is low. If your landlord applies to the Board, you receive the application and a notice of hearing, at which you can say why you disagree. Nobody may evict you without an order of the Board.',
    ],
  },
  MORE_INFORMATION,
];
