/** The wordings of a method of service. */
interface MethodWords {
  /** As `/v1` writes it. */
  readonly word: string;
  /** As it follows "the notice is". */
  readonly participle: string;
  /** As a certificate of service and a notice print it; null for a method that is never allowed. */
  readonly printed: string | null;
}

/**
 * Methods of serving a document (RTA s.191, LTB Rule 3). `SMS` is listed in order to be refused: a text message is not
 * a method of service.
 */
export const SERVICE_METHOD_TABLE = {
  HAND: { word: 'hand', participle: 'handed to the person', printed: 'Handed to the person' },
  HAND_EMPLOYEE: {
    word: 'hand_employee',
    participle: "handed to the landlord's employee in charge of the complex",
    printed: 'Handed to an employee of the landlord with authority over the building',
  },
  HAND_ADULT: {
    word: 'hand_adult',
    participle: 'handed to an apparently adult person in the unit',
    printed: 'Handed to an apparently adult person in the rental unit',
  },
  MAILBOX: {
    word: 'mailbox',
    participle: 'left in the mail box',
    printed: 'Left in the mailbox where mail is ordinarily delivered',
  },
  MAIL_PLACE: {
    word: 'mail_place',
    participle: 'left where mail is ordinarily delivered',
    printed: 'Left at the place where mail is ordinarily delivered (no mailbox)',
  },
  UNDER_DOOR: {
    word: 'under_door',
    participle: 'put under the door',
    printed: 'Slid under the door of the rental unit',
  },
  MAIL_SLOT: {
    word: 'mail_slot',
    participle: 'put through the mail slot',
    printed: 'Put through the mail slot of the rental unit',
  },
  MAIL: { word: 'mail', participle: 'mailed', printed: 'Sent by mail to the last known address' },
  COURIER: { word: 'courier', participle: 'handed to a courier', printed: 'Sent by courier' },
  FAX: { word: 'fax', participle: 'faxed', printed: 'Sent by fax' },
  EMAIL_WITH_CONSENT: {
    word: 'email_with_consent',
    participle: 'e-mailed with written consent',
    printed: 'Sent by e-mail, with the receiver’s written consent',
  },
  XPRESSPOST: {
    word: 'xpresspost',
    participle: 'sent by Xpresspost',
    printed: 'Sent by Xpresspost to the last known address',
  },
  POSTED_ON_DOOR: {
    word: 'posted_on_door',
    participle: 'posted on the door',
    printed: 'Posted on the door of the rental unit',
  },
  SMS: { word: 'sms', participle: 'sent as a text message', printed: null },
} as const satisfies Readonly<Record<string, MethodWords>>;

/** A method of service, text messages included. */
export type NamedServiceMethod = keyof typeof SERVICE_METHOD_TABLE;

/** A method by which a document can be served. */
export type ServiceMethod = Exclude<NamedServiceMethod, 'SMS'>;

/** Every method, text messages included. */
export const NAMED_SERVICE_METHODS = Object.keys(SERVICE_METHOD_TABLE) as readonly NamedServiceMethod[];

/** The methods by which a document can be served. */
export const SERVICE_METHODS = NAMED_SERVICE_METHODS.filter((method) => method !== 'SMS');

/** The word that `/v1` uses for each method of service. */
export const SERVICE_METHOD_WORDS = Object.fromEntries(
  SERVICE_METHODS.map((method) => [method, SERVICE_METHOD_TABLE[method].word]),
) as Readonly<Record<ServiceMethod, string>>;
