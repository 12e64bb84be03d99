import type { Warning } from './warning.ts';

/** Common terms of tenancy agreements that are void under the Act, with patterns that recognise them. */
const VOID_TERMS = [
  {
    code: 'no_pets',
    pattern:
      /\b(no|not?\s+allowed|without|prohibit\w*|forbid\w*)\b[^.]{0,40}\b(pets?|animals?|cats?|dogs?)\b|\b(pets?|animals?|cats?|dogs?)\b[^.]{0,40}\b(not\s+(allowed|permitted)|prohibited|forbidden)\b/i,
    message: 'A term that prohibits pets is void.',
    section: 'RTA s.14',
  },
  {
    code: 'acceleration',
    pattern:
      /\b(all|remaining|whole|entire)\b[^.]{0,40}\brent\b[^.]{0,60}\b(due|payable)\b[^.]{0,30}\b(at once|immediately)\b|\baccelerat\w+/i,
    message: 'A term that accelerates future rent after a default is void.',
    section: 'RTA s.15',
  },
  {
    code: 'extra_deposit',
    pattern: /\b(security|damage|pet|cleaning|utility)\s+deposit\b/i,
    message: 'A landlord cannot require a security deposit other than the rent deposit.',
    section: 'RTA s.105(1)',
  },
  {
    code: 'extra_fee',
    pattern:
      /\b(late|administration|admin|application|move-?in|move-?out|guest|pet|cleaning)\s+(fees?|charges?)\b|\bpenalt(y|ies)\b/i,
    message: 'A landlord cannot charge fees, premiums, commissions or penalties.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'interest_on_arrears',
    pattern:
      /\binterest\b[^.]{0,40}\b(arrears|late|overdue|unpaid)\b|\b(arrears|late|overdue|unpaid)\b[^.]{0,40}\binterest\b/i,
    message: 'A landlord cannot charge interest on rent arrears.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'no_guests',
    pattern: /\b(no|without|prohibit\w*|limit\w*)\b[^.]{0,30}\b(guests?|visitors?|roommates?|overnight)\b/i,
    message: 'A term that prohibits guests or roommates is void.',
    section: 'RTA s.4',
  },
  {
    code: 'tenant_repairs',
    pattern:
      /\btenants?\b[^.]{0,60}\b(pays?|responsible|liable)\b[^.]{0,40}\b(all\s+)?(repairs?|maintenance)\b/i,
    message: 'The landlord must maintain and repair the unit, even if the agreement says otherwise.',
    section: 'RTA s.20(1)',
  },
  {
    code: 'payments_in_advance',
    pattern: /\b(must|shall|required?)\b[^.]{0,40}\b(post-?dated|pre-?authori[sz]ed)\b/i,
    message:
      'A landlord cannot require post-dated cheques or automatic payments. The parties can agree to them.',
    section: 'RTA s.108',
  },
  {
    code: 'tenant_gives_up_rights',
    pattern: /\b(waives?|gives? up|renounces?)\b[^.]{0,40}\b(rights?|notice|act)\b/i,
    message: 'A tenant cannot waive rights under the Residential Tenancies Act, 2006.',
    section: 'RTA ss.3(1), 4(1)',
  },
  {
    code: 'agreed_end',
    pattern: /\btenants?\b[^.]{0,40}\b(must|shall|agrees? to)\b[^.]{0,20}\b(leave|vacate|move out)\b/i,
    message: 'An agreement to end the tenancy that is made when the tenancy is agreed is void.',
    section: 'RTA s.37(5)',
  },
] as const;

/**
 * Warns of additional lease terms that look void under the Act. It matches words only, so it can miss a void term or
 * flag a lawful one.
 */
export function screenLeaseTerms(text: string): Warning[] {
  const heading = 'Section 15 of the lease';
  return VOID_TERMS.filter(({ pattern }) => pattern.test(text)).map(({ code, message, section }) => ({
    code: `void_term_${code}`,
    message: `${heading}: ${message}`,
    section,
  }));
}
