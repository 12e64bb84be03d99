import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Agreement to End the Tenancy';
export const WARNING = 'Nobody has to sign this agreement. Read it before you do.';
export const AGREED = 'What landlord and tenant agree on';
export const STATEMENT =
  'The tenancy of the rental unit above ends on the termination date. The tenant will move out on that day or earlier.';
export const ABOUT = 'About this agreement: what landlord and tenant need to know';

/** Law: RTA ss.26(3), 37, 77. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'It is voluntary',
    paragraphs: [
      'The landlord cannot require the tenant to sign, and a tenant who does not sign may stay. An agreement that was signed when the tenancy was agreed, or as a condition of it, is void; some student housing is excepted.',
    ],
  },
  {
    title: 'Any date, no reason',
    paragraphs: [
      'The parties can agree on any day; it need not end a rental period. No reason is needed. Rent is owed until that day.',
    ],
  },
  {
    title: 'If the tenant stays',
    paragraphs: [
      'The landlord can apply to the Board from the signing until 30 days after the termination date, without telling the tenant. The order cannot take effect before the termination date. Nobody may evict the tenant without one. The tenant has 10 days to ask that an order be set aside; since 21 September 2026, only on grounds that a regulation prescribes.',
    ],
  },
  {
    title: 'Visits',
    paragraphs: [
      'From now on the landlord may show the unit to new tenants between 8 a.m. and 8 p.m. without 24 hours’ notice, but has to tell the tenant, or try to.',
    ],
  },
  MORE_INFORMATION,
];
