/** The contract's words and the core's enum members for them. */
export type Words = Readonly<Record<string, string>>;

export const ROLE: Words = {
  admin: 'ADMIN',
  landlord: 'LANDLORD',
  manager: 'MANAGER',
  tenant: 'TENANT',
  contractor: 'CONTRACTOR',
};

export const UNIT_STATUS: Words = { Vacant: 'VACANT', Occupied: 'OCCUPIED' };

export const TENANCY_STATUS: Words = { Pending: 'PENDING', Active: 'ACTIVE', Notice: 'NOTICE', Past: 'PAST' };

export const RENT_PERIOD: Words = {
  Daily: 'DAILY',
  Weekly: 'WEEKLY',
  Biweekly: 'BIWEEKLY',
  Monthly: 'MONTHLY',
  Yearly: 'YEARLY',
};

export const PAYMENT_STATUS: Words = {
  Pending: 'PENDING',
  Paid: 'PAID',
  Overdue: 'OVERDUE',
  Failed: 'FAILED',
  Refunded: 'REFUNDED',
  Void: 'VOID',
};

export const PAYMENT_METHOD: Words = {
  'E-Transfer': 'E_TRANSFER',
  Cheque: 'CHEQUE',
  Cash: 'CASH',
  PAD: 'PAD',
  Card: 'CARD',
  Other: 'OTHER',
};

export const TICKET_STATUS: Words = {
  Open: 'OPEN',
  Scheduled: 'SCHEDULED',
  'In Progress': 'IN_PROGRESS',
  Resolved: 'RESOLVED',
  Cancelled: 'CANCELLED',
};

export const TICKET_PRIORITY: Words = { Low: 'LOW', Normal: 'NORMAL', High: 'HIGH', Emergency: 'EMERGENCY' };

export const FORM_STATUS: Words = { Draft: 'DRAFT', Generated: 'GENERATED', Served: 'SERVED', Void: 'VOID' };

/** The word for a member; a member without one is shown as it is. */
export function wordFor(words: Words, member: string): string {
  return Object.keys(words).find((word) => words[word] === member) ?? member;
}

export function wordOrNull(words: Words, member: string | null): string | null {
  return member === null ? null : wordFor(words, member);
}

/** The member for a word, exactly as the contract writes it. What is no word becomes what is no member. */
export function memberFor(words: Words, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return Object.hasOwn(words, value) ? words[value] : JSON.stringify(value);
}

/** The same for a query filter, where case does not matter. */
export function memberInAnyCase(words: Words, value: string): string {
  const found = Object.keys(words).find((word) => word.toLowerCase() === value.toLowerCase());
  return found === undefined ? JSON.stringify(value) : (words[found] ?? value);
}

export const FORM_TYPE: Words = { N4: 'N4', N5: 'N5', N9: 'N9', N12: 'N12', entry: 'ENTRY', lease: 'LEASE' };

export const SERVICE_METHOD: Words = {
  hand: 'HAND',
  hand_employee: 'HAND_EMPLOYEE',
  hand_adult: 'HAND_ADULT',
  mailbox: 'MAILBOX',
  mail_place: 'MAIL_PLACE',
  under_door: 'UNDER_DOOR',
  mail_slot: 'MAIL_SLOT',
  mail: 'MAIL',
  courier: 'COURIER',
  fax: 'FAX',
  email_with_consent: 'EMAIL_WITH_CONSENT',
  xpresspost: 'XPRESSPOST',
  posted_on_door: 'POSTED_ON_DOOR',
};
