import { ACT, type Rule } from './rule.ts';

const INSTRUCTIONS = 'https://www.paralegalease.ca/notices-of-termination/';

/** When a served document counts as given, RTA s.191 and the Board's Rule 3. */
export const SERVICE_RULES = [
  {
    ...ACT,
    id: 'service.same_day',
    fixes:
      'Days added for delivery by hand, mailbox, door, mail slot or fax, and for posting a notice of entry.',
    value: 0,
    unit: 'DAYS',
    section: 'RTA s.191(1); LTB Rule 3',
  },
  {
    ...ACT,
    id: 'service.email_days',
    fixes: 'Days added for e-mail with written consent, which notices of termination can use since then.',
    value: 0,
    unit: 'DAYS',
    inForceFrom: '2020-12-01',
    section: 'LTB Rule 3.9',
    source:
      'https://residential-tenancies-ontario.blogspot.com/2021/08/can-notice-of-termination-be-served-by.html',
  },
  {
    ...ACT,
    id: 'service.mail_days',
    fixes: 'Days after mailing when a mailed document counts as given.',
    value: 5,
    unit: 'DAYS',
    section: 'RTA s.191(3)',
  },
  {
    ...ACT,
    id: 'service.courier_business_days',
    fixes: 'Business days after handing over to a courier when a document counts as given.',
    value: 1,
    unit: 'BUSINESS_DAYS',
    section: 'LTB Rule 3.9',
    source: INSTRUCTIONS,
  },
] as const satisfies readonly Rule[];
