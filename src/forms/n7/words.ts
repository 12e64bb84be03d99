import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';
import type { N7Reason } from './facts.ts';

export const TITLE = 'Notice to End a Tenancy: Serious Problems in the Unit or the Building';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and the steps that may follow';
export const LEAD = 'I want to end your tenancy on the termination date, for each reason marked here:';

/** Each reason begins with its name. */
export const REASONS: Readonly<Record<N7Reason, string>> = {
  SAFETY:
    'Reason 1: Safety. You, someone who lives with you or someone you let in has seriously impaired the safety of a person, in the building or on its grounds.',
  WILFUL_DAMAGE:
    'Reason 2: Wilful damage. You, someone who lives with you or someone you let in has caused undue damage to the rental unit or the building on purpose.',
  INCONSISTENT_USE:
    'Reason 3: Use that is not residential. You, someone who lives with you or someone you let in has used the unit or the building in a way that does not suit a home. This use caused, or can be expected to cause, damage much greater than ordinary damage.',
  SMALL_BUILDING_INTERFERENCE:
    'Reason 4: Interference in a small building. The building has at most three residential units and I live in it. You, someone who lives with you or someone you let in has substantially interfered with my reasonable enjoyment of it, or with another lawful right, privilege or interest of mine.',
};

/** Law: RTA ss.43, 46, 63, 65, 66, 69, 71, 80, 84. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'It may not be sooner than 10 days after the day the notice was given to you. The day on which you were given it is not counted.',
    ],
  },
  {
    title: 'No correction',
    paragraphs: [
      'This notice does not become void if you stop the conduct or repair the damage. Doing so may still help you at a hearing.',
    ],
  },
  {
    title: 'When the landlord may apply',
    paragraphs: [
      'At once, and no later than 30 days after the termination date; without an application this notice is void from then on.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: ['Leave by the termination date and your tenancy ends on that day.'],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. Speak with your landlord, and get advice from a lawyer, a paralegal or a community legal clinic at once; it may be free if your income is low. If your landlord applies to the Board, there will be a hearing where you can say why you disagree.',
    ],
  },
  {
    title: 'If the landlord applies',
    paragraphs: [
      'The Board sends you the application and a notice of hearing. Nobody may evict you without an order of the Board. For safety and wilful damage, the order may end the tenancy before the termination date, and the Sheriff may be asked to act quickly.',
    ],
  },
  MORE_INFORMATION,
];
