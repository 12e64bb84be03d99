import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';
import type { Relation } from './facts.ts';

export const TITLE = 'Notice to End a Tenancy: Unit Required by Landlord, Purchaser or Family';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and the steps that may follow';
export const LEAD = 'I want to end your tenancy on the termination date, for the reason marked here:';

export const LANDLORD_REASON =
  'Reason 1: Landlord’s own use. A person named below intends, in good faith, to move into the rental unit and to live there for at least one year.';
export const PURCHASER_REASON =
  'Reason 2: Purchaser’s own use. An agreement of purchase and sale has been signed, and a person named below intends, in good faith, to move into the rental unit.';
export const CAREGIVER =
  'a person who gives or will give care services, where the one cared for lives or will live in the same building or complex, namely to:';

export const LANDLORD_RELATIONS: Readonly<Record<Relation, string>> = {
  SELF: 'me',
  SPOUSE: 'my spouse',
  CHILD: 'my child',
  PARENT: 'my parent',
  SPOUSES_CHILD: 'my spouse’s child',
  SPOUSES_PARENT: 'my spouse’s parent',
};

export const PURCHASER_RELATIONS: Readonly<Record<Relation, string>> = {
  SELF: 'the purchaser',
  SPOUSE: 'the purchaser’s spouse',
  CHILD: 'the purchaser’s child',
  PARENT: 'the purchaser’s parent',
  SPOUSES_CHILD: 'that spouse’s child',
  SPOUSES_PARENT: 'that spouse’s parent',
};

export const COMPENSATION = 'Compensation for this notice';
export const COMPENSATION_OWED =
  'For this notice I owe you one month’s rent, or another rental unit that you find acceptable, no later than the termination date.';
export const COMPENSATION_NOT_OWED =
  'For this notice I owe you no compensation: the termination date is at least 120 days after the notice is given (section 48.1(2)).';

/** Law in force since 21 September 2026: RTA ss.43, 46, 48, 48.1, 49, 49.1, 55.1, 57, 69, 71.1. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'It must be at least 60 days after the day the notice was given to you, and the last day of a rental period or, for a fixed term that has not run out, the last day of the term.',
    ],
  },
  {
    title: 'Your compensation',
    paragraphs: [
      'You are owed one month’s rent, or another rental unit that you find acceptable, no later than the termination date. If a purchaser requires the unit, the landlord who gives this notice owes it, not the purchaser.',
      'One exception: reason 1 with a termination date at least 120 days after the notice was given, falling on the last day of a rental period or of the term, given on or after 21 September 2026. Then no compensation is owed.',
    ],
  },
  {
    title: 'If you want to leave sooner',
    paragraphs: [
      'You may end the tenancy on an earlier day by giving the landlord at least 10 days’ written notice (form N9). Compensation that is owed to you remains owed.',
    ],
  },
  {
    title: 'A purchaser’s own use',
    paragraphs: [
      'Reason 2 can be given only in a residential complex of at most three residential units, or for a condominium unit.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: ['Leave by the termination date and your tenancy ends on that day.'],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. The landlord may apply to the Board at once, and no later than 30 days after the termination date; without an application this notice is void from then on. The Board sends you the application and a notice of hearing, at which the landlord has to prove the reason and to file a sworn statement of the person moving in. Nobody may evict you without an order of the Board.',
    ],
  },
  {
    title: 'Notice in bad faith',
    paragraphs: [
      'If this notice was given in bad faith and nobody named here moves in within a reasonable time, you can apply to the Board within one year of moving out. Bad faith is presumed if, from this notice until a year after you left, the unit is advertised for rent or sale, rented to someone else, demolished or converted. The Board can order up to 12 months’ rent, moving costs, a difference in rent and a fine.',
    ],
  },
  {
    title: 'Help',
    paragraphs: [
      'Get advice from a lawyer, a paralegal or a community legal clinic at once; it may be free if your income is low. Before the hearing a Board mediator can often help both sides agree.',
    ],
  },
  MORE_INFORMATION,
];
