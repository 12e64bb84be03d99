import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Notice to End a Tenancy Early: Rent Not Paid';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const FROM_BOARD_RULES = 'About this notice: your rights and the steps that may follow';
export const TABLE_LEAD =
  'How the landlord arrived at the amount on page 1. Only rent is counted: no fees, deposits or damage.';
export const EXTRA_RENT =
  'Rent that falls due up to and including the day you pay must be paid on top of this amount.';

/** What the tenant needs to know, under the law in force since 21 September 2026 (RTA ss.43, 59, 74). */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'It may not be sooner than 7 days after the day the notice was given to you. This is so for every tenancy, whether rent is paid by the day, week, month or otherwise. The day on which you were given the notice is not counted.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: [
      'Pay the amount above, and any rent that has come due since, by the termination date. The notice then has no further effect, and your landlord cannot use it to apply to the Board.',
      'If you do not pay, you still need not leave because of this paper alone. Your landlord may apply to the Board; should it order an eviction, expect to be ordered to pay the application fee on top of the rent.',
    ],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. Speak with your landlord, and get advice from a lawyer, a paralegal or a community legal clinic. If your landlord applies to the Board, there will be a hearing where you can say why you disagree.',
    ],
  },
  {
    title: 'If you move out',
    paragraphs: [
      'Leave by the termination date and your tenancy ends on that day. You may still owe rent, for which your landlord could sue you in court.',
    ],
  },
  {
    title: 'How you learn of an application',
    paragraphs: [
      'Your landlord may apply from the day after the termination date, not before. The Board would then send you a copy of the application and a notice of hearing with its date.',
    ],
  },
  {
    title: 'What you can do then',
    paragraphs: [],
    points: [
      'Offer a payment plan. Landlord and tenant can put one in writing at any stage.',
      'Take part in the hearing and answer what is claimed. Often a Board mediator can help you agree beforehand.',
      'Ask for legal help at once; it may be free if your income is low (Legal Aid Ontario, community legal clinics).',
    ],
  },
  MORE_INFORMATION,
];
