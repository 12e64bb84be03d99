import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';
import type { N13Reason, Permits } from './facts.ts';

export const TITLE = 'Notice to End a Tenancy: Demolition, Conversion or Repairs';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and the steps that may follow';
export const LEAD = 'I want to end your tenancy on the termination date, for the reason marked here:';
export const DETAILS = 'The work, in detail';
export const PERMITS_LEAD = 'Permits and approvals for the work:';
export const COMPENSATION = 'Compensation for this notice';
export const NO_COMPENSATION =
  'For this notice I owe you no compensation: an Act, a by-law or an order requires the work, or the law in force when it was given required none.';

/** Each reason begins with its name. */
export const REASONS: Readonly<Record<N13Reason, string>> = {
  DEMOLITION: 'Reason 1: Demolition. I intend to demolish the rental unit or the building.',
  CONVERSION:
    'Reason 2: Conversion. I intend to use the rental unit or the building for something other than homes.',
  REPAIRS:
    'Reason 3: Repairs or renovations. They are so extensive that they need a building permit and an empty unit. You may move back once they are done; how to claim this right is described below.',
};

export const PERMIT_LABELS: Readonly<Record<Permits, string>> = {
  OBTAINED: 'I have them.',
  WILL_BE_OBTAINED: 'I do not have them yet, and will get them.',
  NOT_NEEDED: 'None are needed.',
};

/** What is owed, in words, by months of rent. */
export function compensationText(rent: string, isLessOnReturn: boolean): string {
  const owed = `For this notice I owe you ${rent}, or another rental unit that you find acceptable, no later than the termination date.`;
  if (!isLessOnReturn) return owed;
  return `${owed} If you claim your right to move back, I owe you that, or the rent for the time of the work if it is less.`;
}

/** Law in force since 21 September 2026: RTA ss.43, 46, 50, 52 to 55.1, 57.1, 69, 73. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'It must be at least 120 days after the day the notice was given to you, and the last day of a rental period or, for a fixed term that has not run out, the last day of the term.',
    ],
  },
  {
    title: 'Your compensation',
    paragraphs: [
      'In a complex of five or more residential units you are owed three months’ rent, in a smaller one one month’s rent, or in both cases another rental unit that you find acceptable. It is due no later than the termination date. None is owed for work that an Act requires. A long notice does not free the landlord from it.',
    ],
  },
  {
    title: 'If you want to move back after repairs',
    paragraphs: [
      'Tell the landlord so in writing before you leave, and keep the landlord informed of your address. The landlord must then tell you when the unit will be ready, and you have at least 60 days from its readiness to move in. Your compensation is then limited to the rent for the time of the work, if this is less. If the landlord does not let you come back, you can apply to the Board.',
    ],
  },
  {
    title: 'If you want to leave sooner',
    paragraphs: [
      'You may end the tenancy on an earlier day by giving the landlord at least 10 days’ written notice (form N9). Compensation that is owed to you remains owed.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: ['Leave by the termination date and your tenancy ends on that day.'],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. The landlord may apply to the Board no later than 30 days after the termination date; without an application this notice is void from then on. The Board sends you the application and a notice of hearing, at which the landlord has to show good faith, and the permits or every reasonable step to get them. Nobody may evict you without an order of the Board. Get advice from a lawyer, a paralegal or a community legal clinic; it may be free if your income is low.',
    ],
  },
  MORE_INFORMATION,
];
