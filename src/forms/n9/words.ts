import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Tenant’s Notice to End the Tenancy';
export const FROM_TENANT = 'From the tenant';
export const STATEMENT =
  'I am giving notice because I want to move out of the rental unit. The last day of my tenancy will be the termination date below, and I will leave on that day or earlier.';
export const ABOUT = 'About this notice: what tenant and landlord need to know';

/** Law: RTA ss.37, 38, 44, 47, 47.0.1, 48(3), 77, 96. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'As a rule it must be at least 60 days after the landlord is given this notice, and be the last day of a rental period. If the tenancy is for a fixed term, it cannot be before the last day of the term. Example: rent is paid on the 1st of each month; the tenancy then ends on the last day of a month.',
    ],
  },
  {
    title: 'Exceptions',
    paragraphs: [],
    points: [
      'Daily or weekly rent: 28 days are enough. A weekly tenancy with rent on Mondays ends on a Sunday.',
      'February and March: notice given by 1 January can end the tenancy on the last day of February, and notice given by 1 February on 31 March, although this is less than 60 days. This is for monthly, yearly and fixed-term tenancies.',
      'Standard lease not provided: for agreements made on or after 30 April 2018, a tenant who asked in writing for the standard lease may end even a fixed term early, on the last day of a rental period, with the usual notice, if 21 days passed without receiving it, or if it was received less than 30 days ago and the tenant has not signed it.',
      'Answer to a landlord’s N12 or N13: 10 days are enough, for any day before the landlord’s date.',
      'Assignment refused: shorter notice may do if the landlord did not agree to let someone take over the tenancy. Ask the Board.',
    ],
  },
  {
    title: 'If you stay after all',
    paragraphs: [
      'This notice binds you. If you want to stay, get the landlord’s agreement in writing.',
      'The landlord may apply to the Board as soon as this notice is given, without telling you. An order will not take effect before the termination date, and nobody may evict you without one.',
    ],
  },
  MORE_INFORMATION,
];
