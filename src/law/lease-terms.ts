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
      /\b(all|remaining|whole|entire|rest|balance)\b[^.]{0,60}\b(rent|term|lease)\b[^.]{0,80}\b(due|payable|owing|paid)\b|\b(due|payable)\b[^.]{0,60}\b(all|remaining|whole|entire|rest|balance)\b[^.]{0,40}\brent\b|\baccelerat\w+/i,
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
    code: 'forfeited_deposit',
    pattern:
      /\b(forfeit\w*|lose[sn]?|keeps?|retains?|not (be )?(returned|refunded)|non-?refundable)\b[^.]{0,60}\bdeposit\b|\bdeposit\b[^.]{0,60}\b(forfeit\w*|lost|kept|retained|not (be )?(returned|refunded)|non-?refundable)\b/i,
    message: 'A deposit cannot be forfeited. The rent deposit pays the last rental period only.',
    section: 'RTA ss.105(1), 106(10), 134(1)',
  },
  {
    code: 'legal_fees',
    pattern:
      /\b(pays?|paid|responsible|liable|reimburses?|indemnif\w+|bears?)\b[^.]{0,80}\b(legal|lawyers?|paralegals?|attorneys?|solicitors?|court|board|tribunal|collection)['’]?s?['’]?\s*(and\s+\w+\s+)?(fees?|costs?|expenses?|bills?)\b|\b(legal|lawyers?|paralegals?|attorneys?|solicitors?|collection)['’]?s?['’]?\s*(fees?|costs?|expenses?|bills?)\b[^.]{0,60}\b(tenants?|charged|added|payable|paid)\b/i,
    message: 'A tenant cannot be made to pay the landlord’s legal fees. The Board decides about costs.',
    section: 'RTA ss.4(1), 134(1), 204(2)',
  },
  {
    code: 'entry_at_any_time',
    pattern:
      /\b(enter|entry|access|inspect\w*)\b[^.]{0,80}\b(at any time|any time|anytime|without (prior |written |any )*notice|whenever|at will|no notice)\b|\b(at any time|any time|anytime|without (prior |written |any )*notice|whenever|at will)\b[^.]{0,80}\b(enter|entry|access|inspect\w*)\b/i,
    message: 'The landlord may enter only for the reasons and with the notice that the Act sets.',
    section: 'RTA ss.4(1), 25, 26, 27',
  },
  {
    code: 'rent_increase_by_term',
    pattern:
      /\brent\b[^.]{0,80}\b(increas\w+|rises?|goes? up|go up|escalat\w+|adjust\w+)\b[^.]{0,80}(%|\bper ?cent\b|\$|\beach year\b|\bevery year\b|\bannual\w*|\byearly\b)|\b(increas\w+|rises?|escalat\w+)\b[^.]{0,60}\brent\b[^.]{0,60}(%|\bper ?cent\b|\$)|\b(annual\w*|yearly)\b[^.]{0,40}\b(rent )?increases?\b/i,
    message:
      'Rent rises only by notice, once in twelve months, and at most by the guideline unless it is exempt.',
    section: 'RTA ss.110, 116, 119, 120',
  },
  {
    code: 'no_air_conditioner',
    pattern:
      /\b(no|not|never|without|prohibit\w*|forbid\w*)\b[^.]{0,60}\b(air[ -]?condition\w*|a\/c|ac units?)\b|\b(air[ -]?condition\w*|a\/c|ac units?)\b[^.]{0,60}\b(not|prohibited|forbidden|never)\b/i,
    message: 'A tenant may install a window or portable air conditioner under the conditions of the Act.',
    section: 'RTA s.36.1',
  },
  {
    code: 'no_subletting',
    pattern:
      /\b(no|not|never|without|prohibit\w*|forbid\w*)\b[^.]{0,60}\b(sub-?let\w*|sub-?leas\w*|assign\w*)\b|\b(sub-?let\w*|sub-?leas\w*|assignments?)\b[^.]{0,60}\b(not|prohibited|forbidden|never)\b/i,
    message: 'A tenant may assign or sublet with consent, which cannot be refused without reason.',
    section: 'RTA ss.95, 97',
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
    pattern:
      /\b(must|shall|required?|requires|mandatory|need to|has to|have to)\b[^.]{0,60}\b(post-?\s?dated|pre-?\s?authori[sz]ed|automatic)\b|\b(post-?\s?dated|pre-?\s?authori[sz]ed|automatic)\b[^.]{0,60}\b(must|shall|required?|mandatory|compulsory)\b/i,
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
export function screenLeaseTerms(text: string, heading = 'Section 15 of the lease'): Warning[] {
  return VOID_TERMS.filter(({ pattern }) => pattern.test(text)).map(({ code, message, section }) => ({
    code: `void_term_${code}`,
    message: `${heading}: ${message}`,
    section,
  }));
}
