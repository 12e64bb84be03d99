import type { ServiceMethod } from '../facts.ts';

/** Each way of service in words. A door may carry a notice of entry, and nothing else. */
export const SERVICE_WORDS: Readonly<Record<ServiceMethod, string>> = {
  HAND: 'Handed to the person',
  HAND_EMPLOYEE: 'Handed to an employee of the landlord with authority over the building',
  HAND_ADULT: 'Handed to an apparently adult person in the rental unit',
  MAILBOX: 'Left in the mailbox where mail is ordinarily delivered',
  MAIL_PLACE: 'Left at the place where mail is ordinarily delivered (no mailbox)',
  UNDER_DOOR: 'Slid under the door of the rental unit',
  MAIL_SLOT: 'Put through the mail slot of the rental unit',
  MAIL: 'Sent by mail to the last known address',
  XPRESSPOST: 'Sent by Xpresspost to the last known address',
  COURIER: 'Sent by courier',
  FAX: 'Sent by fax',
  EMAIL_WITH_CONSENT: 'Sent by e-mail, with the receiver’s written consent',
  POSTED_ON_DOOR: 'Posted on the door of the rental unit',
};
