import type { Warning } from './warning.ts';

/** Terms that tenancy agreements often hold though the Act gives them no effect. */
const VOID_TERMS = [
  {
    code: 'no_pets',
    signs:
      /\b(no|not?\s+allowed|without|prohibit\w*|forbid\w*)\b[^.]{0,40}\b(pets?|animals?|cats?|dogs?)\b|\b(pets?|animals?|cats?|dogs?)\b[^.]{0,40}\b(not\s+(allowed|permitted)|prohibited|forbidden)\b/i,
    message: 'A term that forbids pets is void.',
    section: 'RTA s.14',
  },
  {
    code: 'acceleration',
    signs:
      /\b(all|remaining|whole|entire)\b[^.]{0,40}\brent\b[^.]{0,60}\b(due|payable)\b[^.]{0,30}\b(at once|immediately)\b|\baccelerat\w+/i,
    message: 'A term that makes later rent due at once on a default is void.',
    section: 'RTA s.15',
  },
  {
    code: 'extra_deposit',
    signs: /\b(security|damage|pet|cleaning|utility)\s+deposit\b/i,
    message: 'No deposit but the rent deposit may be taken as security.',
    section: 'RTA s.105(1)',
  },
  {
    code: 'extra_fee',
    signs:
      /\b(late|administration|admin|application|move-?in|move-?out|guest|pet|cleaning)\s+(fees?|charges?)\b|\bpenalt(y|ies)\b/i,
    message: 'Fees, premiums, commissions and penalties may not be charged.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'interest_on_arrears',
    signs:
      /\binterest\b[^.]{0,40}\b(arrears|late|overdue|unpaid)\b|\b(arrears|late|overdue|unpaid)\b[^.]{0,40}\binterest\b/i,
    message: 'Interest on rent arrears may not be charged.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'no_guests',
    signs: /\b(no|without|prohibit\w*|limit\w*)\b[^.]{0,30}\b(guests?|visitors?|roommates?|overnight)\b/i,
    message: 'A term that forbids guests or roommates has no effect.',
    section: 'RTA s.4',
  },
  {
    code: 'tenant_repairs',
    signs:
      /\btenants?\b[^.]{0,60}\b(pays?|responsible|liable)\b[^.]{0,40}\b(all\s+)?(repairs?|maintenance)\b/i,
    message: 'Maintenance and repair are the landlord’s, whatever the agreement says.',
    section: 'RTA s.20(1)',
  },
  {
    code: 'payments_in_advance',
    signs: /\b(must|shall|required?)\b[^.]{0,40}\b(post-?dated|pre-?authori[sz]ed)\b/i,
    message: 'Post-dated cheques and automatic payments may be agreed, but not required.',
    section: 'RTA s.108',
  },
  {
    code: 'tenant_gives_up_rights',
    signs: /\b(waives?|gives? up|renounces?)\b[^.]{0,40}\b(rights?|notice|act)\b/i,
    message: 'No right under the Act can be given up.',
    section: 'RTA ss.3(1), 4(1)',
  },
  {
    code: 'agreed_end',
    signs: /\btenants?\b[^.]{0,40}\b(must|shall|agrees? to)\b[^.]{0,20}\b(leave|vacate|move out)\b/i,
    message: 'An agreement made at the outset to end the tenancy is void.',
    section: 'RTA s.37(5)',
  },
] as const;

/**
 * Additional terms of a lease that look like ones the Act gives no effect. A reader's help, not a judgement: words
 * are looked for, so a term may be missed and a lawful one named.
 */
export function screenLeaseTerms(text: string): Warning[] {
  const path = 'Section 15 of the lease';
  return VOID_TERMS.filter(({ signs }) => signs.test(text)).map(({ code, message, section }) => ({
    code: `void_term_${code}`,
    message: `${path}: ${message}`,
    section,
  }));
}
