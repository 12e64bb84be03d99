import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Agreement to Increase the Rent above the Guideline';
export const WARNING = 'The tenant may cancel this agreement within five days after signing it.';
export const TERMS = 'What landlord and tenant agree on';
export const EXCHANGE = 'In exchange for the increase, the landlord';
export const ABOUT = 'About this agreement: what landlord and tenant need to know';

/** What the landlord gives. */
export const EXCHANGE_LABELS = {
  CAPITAL_WORK: 'has carried out, or promises to carry out, the work described below',
  SERVICE: 'has provided, or promises to provide, the new or additional service described below',
} as const;

/** Law: RTA ss.121, 122, 124. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'Nobody has to sign',
    paragraphs: [
      'The tenant can refuse, and cannot be evicted for it. An agreement under pressure, or because of false or incomplete statements of the landlord, is void.',
    ],
  },
  {
    title: 'How much',
    paragraphs: ['The new rent can be at most the guideline plus 3 % above the last lawful rent.'],
  },
  {
    title: 'From when',
    paragraphs: [
      'The new rent can begin six days after the signing at the earliest. No notice of rent increase is needed. A notice that was given before, for the same day or a later one, becomes void when the agreement takes effect.',
    ],
  },
  {
    title: 'If you change your mind',
    paragraphs: [
      'The tenant can cancel the agreement by written notice to the landlord within five days after signing. Keep a copy of what you send.',
    ],
  },
  {
    title: 'If the promise is not kept',
    paragraphs: [
      'The tenant can apply to the Board within two years after the increase took effect. The Board can find some or all of it invalid and order money paid back.',
    ],
  },
  MORE_INFORMATION,
];
