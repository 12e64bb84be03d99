import type { ArrearsApplication } from '../../vocabulary/arrears-application.ts';
import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Agreement to Pay Arrears of Rent';
export const WARNING = 'Nobody has to sign this agreement. File it with the Board before the hearing begins.';
export const TOTAL = 'What the tenant owes';
export const INSTALMENTS = 'When the tenant pays it';
export const NEW_RENT = 'New rent';
export const NEW_RENT_STATEMENT =
  'Besides these instalments, the tenant pays each new rent in full on the day on which it is due, until the last instalment is paid.';
export const BREACH = 'If a payment is missed or late';
export const ABOUT = 'About this agreement: what landlord and tenant need to know';

export const APPLICATIONS: Readonly<Record<ArrearsApplication, string>> = {
  L1: 'L1: to end the tenancy and collect rent',
  L9: 'L9: to collect rent',
};

/** Both choices, so that everybody sees what was not agreed. */
export const BREACH_CHOICES = {
  reopen: 'The landlord can only ask the Board, within 30 days, to reopen the application.',
  clause:
    'The parties agree that the landlord can apply, within 30 days, to end the tenancy without notice to the tenant and without a hearing (section 78).',
} as const;

/** Law: RTA ss.78, 206. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'It is voluntary',
    paragraphs: [
      'Landlord and tenant can refuse, and go to the hearing instead. Everybody who is named in the application signs: the landlord and every tenant.',
    ],
  },
  {
    title: 'How it takes effect',
    paragraphs: [
      'The Board can make an order with these terms, without a hearing, if the signed agreement is filed before the hearing begins. Since 1 July 2026 it has to be on the form that the Board approves. Without an order, the hearing takes place.',
    ],
  },
  {
    title: 'What it can cover',
    paragraphs: [
      'It covers the rent that is owing, the charges for returned payments, the fee for filing the application, and new rent. It cannot end the tenancy, and no other debts belong in it.',
    ],
  },
  {
    title: 'If the tenant pays',
    paragraphs: [
      'Once every instalment and the new rent are paid in time, the arrears of the application are paid. Keep a receipt of each payment; the landlord gives it free of charge.',
    ],
  },
  {
    title: 'If a payment is missed',
    paragraphs: [
      'The landlord has 30 days from the missed payment to ask the Board to reopen the application. With the clause of section 78 in the order, the landlord can apply for an eviction instead, also within 30 days, and the tenant may learn of it from the order only.',
    ],
  },
  MORE_INFORMATION,
];
