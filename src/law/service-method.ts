import type { Fault } from '../errors.ts';
import {
  NAMED_SERVICE_METHODS,
  SERVICE_METHOD_TABLE,
  type NamedServiceMethod,
} from '../vocabulary/service-method.ts';
import { findRule } from './rules.ts';
import type { Warning } from './warning.ts';

/** Methods of service that the law checks. Text messages are included in order to be refused. */
export const SERVICE_METHODS = NAMED_SERVICE_METHODS;

export type ServiceMethod = NamedServiceMethod;

/** Documents whose service is checked: notices of rent increase, termination and entry. */
export const SERVED_DOCUMENTS = [
  'N1',
  'N2',
  'N4',
  'N5',
  'N7',
  'N8',
  'N9',
  'N10',
  'N11',
  'N12',
  'N13',
  'L1_SCHEDULE',
  'PAYMENT_AGREEMENT',
  'ENTRY',
] as const;

export type ServedDocument = (typeof SERVED_DOCUMENTS)[number];

/** The documents as subjects of a sentence. */
const DOCUMENT_NOUNS: Readonly<Record<ServedDocument, string>> = {
  N1: 'An N1',
  N2: 'An N2',
  N4: 'An N4',
  N5: 'An N5',
  N7: 'An N7',
  N8: 'An N8',
  N9: 'An N9',
  N10: 'An N10',
  N11: 'An N11',
  N12: 'An N12',
  N13: 'An N13',
  L1_SCHEDULE: 'A schedule of arrears',
  PAYMENT_AGREEMENT: 'A payment agreement',
  ENTRY: 'A notice of entry',
};

interface MethodRule {
  readonly section: string;
  readonly documents: readonly ServedDocument[];
  /** Condition that excludes the other documents; empty if every document is allowed. */
  readonly condition: string;
}

const TERMINATION: readonly ServedDocument[] = ['N4', 'N5', 'N7', 'N8', 'N9', 'N12', 'N13'];
/** All but the N9, which the tenant gives. */
const TO_TENANT: readonly ServedDocument[] = SERVED_DOCUMENTS.filter((document) => document !== 'N9');

/** A method that is allowed for every document. */
function allowedBy(section: string): MethodRule {
  return { section, documents: SERVED_DOCUMENTS, condition: '' };
}

const METHODS: Readonly<Record<ServiceMethod, MethodRule>> = {
  HAND: allowedBy('RTA s.191(1)(a)'),
  HAND_EMPLOYEE: {
    section: 'RTA s.191(1)(b)',
    documents: ['N9'],
    condition: 'only notices to a landlord can be served on an employee',
  },
  HAND_ADULT: {
    section: 'RTA s.191(1)(c)',
    documents: TO_TENANT,
    condition: 'only notices to a tenant can be served on an adult in the unit',
  },
  MAILBOX: allowedBy('RTA s.191(1)(d)'),
  MAIL_PLACE: allowedBy('RTA s.191(1)(e)'),
  UNDER_DOOR: allowedBy('LTB Rule 3.1'),
  MAIL_SLOT: allowedBy('LTB Rule 3.1'),
  MAIL: allowedBy('RTA s.191(1)(f)'),
  COURIER: allowedBy('LTB Rule 3.1'),
  FAX: allowedBy('LTB Rule 3.1'),
  EMAIL_WITH_CONSENT: allowedBy('LTB Rule 3.1'),
  XPRESSPOST: allowedBy('RTA s.191(1)(f)'),
  POSTED_ON_DOOR: {
    section: 'LTB Rule 3.2',
    documents: ['ENTRY'],
    condition: 'only a notice of entry can be posted on the door',
  },
  SMS: {
    section: 'LTB Rule 3.1',
    documents: [],
    condition: 'a text message is not a method of service',
  },
};

/** A method in words that follow "the notice is". */
export function methodWords(method: ServiceMethod): string {
  return SERVICE_METHOD_TABLE[method].participle;
}

/** Methods by which a document can be served on its recipient (RTA s.191, LTB Rule 3). */
export function allowedMethods(document: ServedDocument): readonly ServiceMethod[] {
  return SERVICE_METHODS.filter((code) => METHODS[code].documents.includes(document));
}

/**
 * Fault of serving a document by a method: `method_not_allowed`, or `email_consent_missing` if the recipient is known
 * not to have agreed to e-mail in writing. Null if the method is allowed.
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
    const message = `${DOCUMENT_NOUNS[document]} cannot be ${methodWords(code)}: ${condition}. Use another method, or prove timely receipt of the content (RTA s.191(2)).`;
    return { path, code: 'method_not_allowed', message, allowed, section };
  }
  if (code === 'EMAIL_WITH_CONSENT' && emailConsent === false) {
    const message =
      'E-mail needs the recipient’s written consent, and no consent is recorded. Record it or use another method.';
    return { path, code: 'email_consent_missing', message, allowed, section };
  }
  return null;
}

const WARNINGS_BY_METHOD: Partial<Readonly<Record<ServiceMethod, Warning>>> = {
  COURIER: {
    code: 'courier_rule_unconfirmed',
    message:
      'KeyNest adds one business day for a courier. Check LTB Rule 3.9, especially for weekdays off in lieu of a weekend holiday.',
    section: 'LTB Rule 3.9',
  },
  XPRESSPOST: {
    code: 'xpresspost_as_mail',
    message:
      'KeyNest treats Xpresspost as mail, which counts as given on the fifth day. This is the cautious reading.',
    section: 'RTA s.191(3)',
  },
  FAX: {
    code: 'fax_needs_machine',
    message: 'Fax is allowed only if the recipient has a fax machine at home or at their business.',
    section: 'LTB Rule 3.1',
  },
};

const DOOR_OF_LANDLORD: Warning = {
  code: 'door_of_landlord_unconfirmed',
  message: "The rule on doors and mail slots covers the rental unit. It may not cover a landlord's door.",
  section: 'LTB Rule 3.1',
};

function emailWarnings(document: ServedDocument, servedOn: string, emailConsent?: boolean | null): Warning[] {
  const section = 'LTB Rule 3.1';
  const warnings: Warning[] = [];
  if (emailConsent === null || emailConsent === undefined) {
    const message =
      'E-mail needs the recipient’s written consent, and it is unknown whether they consented. Record the consent.';
    warnings.push({ code: 'email_consent_not_recorded', message, section });
  }
  if (TERMINATION.includes(document) && !findRule('service.email_days', servedOn)) {
    const message = 'Before December 2020, notices of termination could not be served by e-mail.';
    warnings.push({ code: 'email_before_december_2020', message, section });
  }
  return warnings;
}

/** Warnings about serving a document by an allowed method. */
export function methodWarnings(
  document: ServedDocument,
  code: ServiceMethod,
  servedOn: string,
  emailConsent?: boolean | null,
): Warning[] {
  if (code === 'EMAIL_WITH_CONSENT') return emailWarnings(document, servedOn, emailConsent);
  if (document === 'N9' && (code === 'UNDER_DOOR' || code === 'MAIL_SLOT')) return [DOOR_OF_LANDLORD];
  const warning = WARNINGS_BY_METHOD[code];
  return warning ? [warning] : [];
}
