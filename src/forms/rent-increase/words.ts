import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Notice of Rent Increase';
export const WARNING = 'Your rent is going to change. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and what you can do';
export const WITHIN_GUIDELINE =
  'The increase is within the guideline of the year in which it takes effect. No order of the Board is needed.';
export const ABOVE_GUIDELINE =
  'The increase is above the guideline, by an order of the Board or because the landlord has applied for one.';
export const EXEMPT =
  'The landlord says that this unit is exempt from the guideline (section 6.1 of the Act), so the law sets no limit to the amount. The landlord must be able to prove the exemption. Notice and the twelve months apply all the same.';

/** Law: RTA ss.116(1), (4), 119(1), 135, 135.1. */
const NOTICE: Topic = {
  title: '90 days and twelve months',
  paragraphs: [
    'You must have been given this notice at least 90 days before the first day of the new rent. By mail it counts as given five days after it was sent.',
    'At least twelve months must have passed since your rent last rose, or since the unit was first rented to you.',
    'Without a proper notice an increase is void. You then keep paying the old rent, and the landlord has to give a new notice.',
  ],
};

/** Law: RTA ss.37, 38, 44, 47, 118. */
const LEAVING: Topic = {
  title: 'If you do not want to stay',
  paragraphs: [
    'You may give the landlord notice to end the tenancy (form N9): 60 days, or 28 if rent is due by the day or week, ending on the last day of a rental period or of a fixed term. The rent rises if you are still there on the first day of the new rent.',
    'A fixed term that runs out goes on by itself. You need not sign a new lease because of this notice.',
  ],
};

/** Law: RTA ss.135(4), 136. */
const DISPUTE: Topic = {
  title: 'If you disagree',
  paragraphs: [
    'Tell the landlord what you think is wrong, and get advice from a lawyer, a paralegal or a community legal clinic. If you have paid an increase that was not lawful, you can ask the Board to order it paid back, as a rule within one year.',
  ],
};

/** Law: RTA ss.120, 121, 126. */
export const N1_TOPICS: readonly Topic[] = [
  NOTICE,
  {
    title: 'The guideline',
    paragraphs: [
      'Each year Ontario sets by how many per cent rent may rise without an order. The guideline is that of the calendar year in which the new rent begins.',
      'For more than the guideline the landlord needs an order of the Board. Until there is one you need only pay the guideline increase, and may owe the difference if it is granted.',
      'Landlord and tenant can also agree in writing on up to 3 % above the guideline, for work or for a new service (form N10). That needs no notice.',
    ],
  },
  LEAVING,
  DISPUTE,
  MORE_INFORMATION,
];

/** Law: RTA ss.6.1, 9. */
export const N2_TOPICS: readonly Topic[] = [
  NOTICE,
  {
    title: 'The exemption',
    paragraphs: [
      'As a rule a unit is exempt if nobody lived in its building, or in the addition it is in, on or before 15 November 2018. Some new units in small houses are exempt too. If you doubt it, you or the landlord can ask the Board to decide.',
      'A tenancy agreed on or before that day keeps the guideline.',
    ],
  },
  LEAVING,
  DISPUTE,
  MORE_INFORMATION,
];
