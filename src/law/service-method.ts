import type { Fault } from '../errors.ts';
import type { Warning } from './warning.ts';
import { findRule } from './rules.ts';

/** Ways of serving a document. `SMS` is named only to be refused: a text message is no service. */
export const SERVICE_METHODS = [
  'HAND',
  'HAND_EMPLOYEE',
  'HAND_ADULT',
  'MAILBOX',
  'MAIL_PLACE',
  'UNDER_DOOR',
  'MAIL_SLOT',
  'MAIL',
  'COURIER',
  'FAX',
  'EMAIL_WITH_CONSENT',
  'XPRESSPOST',
  'POSTED_ON_DOOR',
  'SMS',
] as const;

export type ServiceMethod = (typeof SERVICE_METHODS)[number];

/** Documents whose service is judged here: notices of termination, of entry, and of rent increase. */
export const SERVED_DOCUMENTS = ['N1', 'N4', 'N5', 'N9', 'N12', 'ENTRY'] as const;

export type ServedDocument = (typeof SERVED_DOCUMENTS)[number];

interface MethodRule {
  readonly words: string;
  readonly section: string;
  readonly documents: readonly ServedDocument[];
  readonly condition: string;
}

const TERMINATION: readonly ServedDocument[] = ['N4', 'N5', 'N9', 'N12'];
const TO_TENANT: readonly ServedDocument[] = ['N1', 'N4', 'N5', 'N12', 'ENTRY'];

function method(words: string, section: string): MethodRule {
  return { words, section, documents: SERVED_DOCUMENTS, condition: '' };
}

const METHODS: Readonly<Record<ServiceMethod, MethodRule>> = {
  HAND: method('handed to the person', 'RTA s.191(1)(a)'),
  HAND_EMPLOYEE: {
    ...method("handed to the landlord's employee in charge of the complex", 'RTA s.191(1)(b)'),
    documents: ['N9'],
    condition: 'only notices to a landlord can be served on an employee',
  },
  HAND_ADULT: {
    ...method('handed to an apparently adult person in the unit', 'RTA s.191(1)(c)'),
    documents: TO_TENANT,
    condition: 'only notices to a tenant can be served on an adult in the unit',
  },
  MAILBOX: method('left in the mail box', 'RTA s.191(1)(d)'),
  MAIL_PLACE: method('left where mail is ordinarily delivered', 'RTA s.191(1)(e)'),
  UNDER_DOOR: method('put under the door', 'LTB Rule 3.1'),
  MAIL_SLOT: method('put through the mail slot', 'LTB Rule 3.1'),
  MAIL: method('mailed', 'RTA s.191(1)(f)'),
  COURIER: method('handed to a courier', 'LTB Rule 3.1'),
  FAX: method('faxed', 'LTB Rule 3.1'),
  EMAIL_WITH_CONSENT: method('e-mailed with written consent', 'LTB Rule 3.1'),
  XPRESSPOST: method('sent by Xpresspost', 'RTA s.191(1)(f)'),
  POSTED_ON_DOOR: {
    ...method('posted on the door', 'LTB Rule 3.2'),
    documents: ['ENTRY'],
    condition: 'only a notice of entry can be posted on the door',
  },
  SMS: {
    ...method('sent as a text message', 'LTB Rule 3.1'),
    documents: [],
    condition: 'a text message is not a method of service',
  },
};

/** What a method does, as words that follow "the notice is". */
export function methodWords(of: ServiceMethod): string {
  return METHODS[of].words;
}

/** The methods by which a document may be served on the person it is addressed to (RTA s.191, LTB Rule 3). */
export function allowedMethods(document: ServedDocument): readonly ServiceMethod[] {
  return SERVICE_METHODS.filter((code) => METHODS[code].documents.includes(document));
}

/**
 * What forbids serving a document by a method: `method_not_allowed`, or `email_consent_missing` where the person
 * is known not to have agreed to e-mail in writing. Null if nothing does.
 */
export function methodFault(
  document: ServedDocument,
  code: ServiceMethod,
  emailConsent?: boolean | null,
): Fault | null {
  const { documents, condition, section } = METHODS[code];
  const allowed = allowedMethods(document);
  const path = ['input', 'method'];
  if (!documents.includes(document)) {
    const message = `${code} is not allowed for ${document}: ${condition}. Proof that the content arrived in time could still cure it (RTA s.191(2)).`;
    return { path, code: 'method_not_allowed', message, allowed, section };
  }
  if (code === 'EMAIL_WITH_CONSENT' && emailConsent === false) {
    const message = 'E-mail is service only if the person agreed to it in writing; no consent is recorded.';
    return { path, code: 'email_consent_missing', message, allowed, section };
  }
  return null;
}

const DOUBTS: Partial<Readonly<Record<ServiceMethod, Warning>>> = {
  COURIER: {
    code: 'courier_rule_unconfirmed',
    message:
      "One business day is added for a courier; the Board's rule itself was not seen, and days off in lieu of a holiday at a weekend are not counted.",
    section: 'LTB Rule 3.9',
  },
  XPRESSPOST: {
    code: 'xpresspost_as_mail',
    message: 'Xpresspost is treated as mail, given on the fifth day: the cautious reading.',
    section: 'RTA s.191(3)',
  },
  FAX: {
    code: 'fax_needs_machine',
    message: 'Fax is service only where the person has a fax machine at home or at their business.',
    section: 'LTB Rule 3.1',
  },
};

const DOOR_OF_LANDLORD: Warning = {
  code: 'door_of_landlord_unconfirmed',
  message:
    "The rule on doors and mail slots speaks of the rental unit; for a landlord's door it is not sure.",
  section: 'LTB Rule 3.1',
};

function emailWarnings(document: ServedDocument, servedOn: string, emailConsent?: boolean | null): Warning[] {
  const section = 'LTB Rule 3.1';
  const warnings: Warning[] = [];
  if (emailConsent === null || emailConsent === undefined) {
    const message =
      'E-mail is service only if the person agreed to it in writing; that consent is not recorded.';
    warnings.push({ code: 'email_consent_not_recorded', message, section });
  }
  if (TERMINATION.includes(document) && !findRule('service.email_days', servedOn)) {
    const message = 'Before December 2020 notices of termination could not be served by e-mail at all.';
    warnings.push({ code: 'email_before_december_2020', message, section });
  }
  return warnings;
}

/** What is unsure about serving a document by an allowed method. */
export function methodWarnings(
  document: ServedDocument,
  code: ServiceMethod,
  servedOn: string,
  emailConsent?: boolean | null,
): Warning[] {
  if (code === 'EMAIL_WITH_CONSENT') return emailWarnings(document, servedOn, emailConsent);
  if (document === 'N9' && (code === 'UNDER_DOOR' || code === 'MAIL_SLOT')) return [DOOR_OF_LANDLORD];
  const doubt = DOUBTS[code];
  return doubt ? [doubt] : [];
}
