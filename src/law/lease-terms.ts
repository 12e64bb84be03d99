import type { Warning } from './warning.ts';

/** A term that is void under the Act, as a sentence is recognised to state it. */
interface VoidTerm {
  readonly code: string;
  /** What the sentence says; the patterns look at one sentence without regard to case. */
  readonly pattern: RegExp;
  /** What makes the sentence lawful all the same. */
  readonly unless?: RegExp;
  readonly message: string;
  readonly section: string;
}

/** A sentence with all of these parts, in any order. */
function having(...parts: readonly RegExp[]): RegExp {
  return new RegExp(`^${parts.map(({ source }) => `(?=.*(?:${source}))`).join('')}`, 'i');
}

/** One of these sentences. */
function either(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'i');
}

const NOT = String.raw`\b(?:not|never|cannot|\w+n['’]t|refrains? from)\b(?! (?:need|require|refuse|withhold|unreasonably))`;

/** A sentence that prohibits things: by their noun, or as what somebody may not do with them. */
function prohibition(things: RegExp, acts: RegExp): RegExp {
  const noun = String.raw`\b(?:${things.source})\b`;
  const words = String.raw`(?:(?!consents?\b|permission\b|fees?\b|charges?\b|limits?\b)[\w-]+ ){0,3}`;
  const isOut = String.raw`${NOT} (?:to )?(?:be )?(?:strictly )?(?:allowed|permitted|accepted|welcome|tolerated|installed|used|kept)\b`;
  return new RegExp(
    [
      String.raw`\b(?:no|neither|nor|without)\b ${words}${noun}`,
      String.raw`${noun}.{0,60}(?:${isOut}|\b(?:prohibited|forbidden|banned|disallowed)\b)`,
      String.raw`\bneither\b.{0,20}${noun}`,
      String.raw`${NOT}.{0,30}\b(?:${acts.source})\b.{0,30}${noun}`,
      String.raw`\b(?:prohibit|forbid|ban|disallow)\w*\b.{0,40}${noun}`,
      String.raw`${noun}-free\b`,
    ].join('|'),
    'i',
  );
}

const PERSON = /\b(?:tenants?|lessees?|renters?)\b/;
const YEARLY =
  /\b(?:each|every|per|a|next|second|third|following) (?:year|anniversary|renewal|(?:12|twelve) months)\b|\bannual\w*|\byearly\b/;
const SHARE_OR_SUM = /%|\bper ?cent\b|\$/;
const DEPOSIT = /\bdeposits?\b|\blast month(?:['’]s)?(?:['’])? rent\b/;
const PAYS =
  /\b(?:pays?|paid|payable|responsib\w+|liable|reimburs\w+|indemnif\w+|bears?|covers?|charged|added|owes?|account)\b/;

/** Common terms of tenancy agreements that are void under the Act. */
const VOID_TERMS: readonly VoidTerm[] = [
  {
    code: 'no_pets',
    pattern: prohibition(/pets?|animals?|cats?|dogs?/, /keep|have|own|bring|get|possess|harbou?r/),
    message: 'A term that prohibits pets is void.',
    section: 'RTA s.14',
  },
  {
    code: 'acceleration',
    pattern: either(
      having(
        /\b(?:all|remaining|whole|entire|full|rest|balance)\b/,
        /\brent\b/,
        /\b(?:due|payable|owing|owes?|owed|paid|pays?|demands?|claims?)\b/,
        /\b(?:immediately|at once|forthwith|remaining|rest|balance|term|default\w*|breach\w*)\b/,
      ),
      having(/\bmonths?\b.{0,20}\brent\b/, /\b(?:due|payable|owes?|owed)\b/, /\b(?:default|breach)\w*/),
      /\baccelerat\w+/,
    ),
    message: 'A term that accelerates future rent after a default is void.',
    section: 'RTA s.15',
  },
  {
    code: 'extra_deposit',
    pattern:
      /\b(?:security|damage|pet|cleaning|utility)\s+deposit\b|\bdeposit (?:against|for) (?:\w+ )?(?:damages?|pets?|cleaning|utilit\w+)\b/i,
    message: 'A landlord cannot require a security deposit other than the rent deposit.',
    section: 'RTA s.105(1)',
  },
  {
    code: 'forfeited_deposit',
    pattern: having(
      DEPOSIT,
      /\bforfeit\w*|\b(?:loses?|lost|keeps?|kept|retains?|retained|non-?refundable|no refund)\b|(?:\bnot|n['’]t)\b (?:be )?(?:returned|refunded|given back|paid back)|\b(?:applied|used)\b.{0,20}\b(?:damages?|cleaning|repairs?)\b/,
    ),
    unless:
      /\b(?:keeps?|kept|retains?|retained)\b.{0,40}\b(?:until|as|for|towards?) the (?:last|rent)|\bin trust\b/i,
    message: 'A deposit cannot be forfeited. The rent deposit pays the last rental period only.',
    section: 'RTA ss.105(1), 106(10), 134(1)',
  },
  {
    code: 'legal_fees',
    pattern: either(
      having(
        /\b(?:legal|lawyers?|paralegals?|attorneys?|solicitors?|court|tribunal|collection|filing|sheriff)(?:['’]s?)?\b|\bboard['’]s\b|\b(?:the|tenant) board\b/,
        /\b(?:fees?|costs?|expenses?|bills?)\b/,
        PAYS,
      ),
      having(
        PERSON,
        /\b(?:pays? for|covers?|reimburses?) (?:the |a |any )?(?:landlord['’]s )?(?:lawyer|paralegal)/,
      ),
    ),
    unless: /\blandlords? (?:pays?|bears?|covers?|is responsible)\b|\bown\b|\bboard (?:orders?|decides?)\b/i,
    message: 'A tenant cannot be made to pay the landlord’s legal fees. The Board decides about costs.',
    section: 'RTA ss.4(1), 134(1), 204(2)',
  },
  {
    code: 'entry_at_any_time',
    pattern: having(
      /\b(?:enters?|entry|entering|access|inspect\w*|(?:comes?|goes?|go) in(?:to)?)\b/,
      /\b(?:at any(?: \w+)? time|any ?time|at all times|whenever|at will|unannounced|verbal\w*|oral\w*)\b|\bno (?:\w+ )?notice\b|\bwithout (?:\w+ ){0,3}notice\b|\b(?:\d|1\d|2[0-3]|one|two|three|four|five|six|eight|ten|twelve) hours?\b/,
    ),
    unless: new RegExp(
      String.raw`\b(?:in|during|for) (?:case of )?(?:an? |any )?emergenc|\bnot enter\b|\b(?:laundry|locker|gym|parking)\b|${PERSON.source} (?:may|can|has|have|will have)\b.{0,20}\b(?:enter|access)\b`,
      'i',
    ),
    message: 'The landlord may enter only for the reasons and with the notice that the Act sets.',
    section: 'RTA ss.4(1), 25, 26, 27',
  },
  {
    code: 'rent_increase_by_term',
    pattern: either(
      having(
        /\brents?\b/,
        /\b(?:increas\w+|rises?|raised?|goes up|go up|escalat\w+|adjust\w+)\b/,
        new RegExp(`${YEARLY.source}|${SHARE_OR_SUM.source}`),
      ),
      having(/\b(?:rents?|pays?)\b/, /\b(?:added|more|higher)\b/, YEARLY, SHARE_OR_SUM),
      having(/\bincreases?\b/, /\bannual\w*|\byearly\b/),
    ),
    unless: /\bguideline\b|\bthe act\b|\b(?:by|the) law\b/i,
    message:
      'Rent rises only by notice, once in twelve months, and at most by the guideline unless it is exempt.',
    section: 'RTA ss.110, 116, 119, 120',
  },
  {
    code: 'no_air_conditioner',
    pattern: prohibition(
      /air[ -]?condition(?:ers?|ing)(?: units?)?|a\/c|acs?|ac units?/,
      /install\w*|use|using|have|put|place|mount|operate|run|own/,
    ),
    unless: /\b(?:suppl\w+|provid\w+|includ\w+|equipped|comes? with)\b/i,
    message: 'A tenant may install a window or portable air conditioner under the conditions of the Act.',
    section: 'RTA s.36.1',
  },
  {
    code: 'no_subletting',
    pattern: either(
      prohibition(/sub-?lets?|sub-?letting|sub-?leas\w+|assignments?|assigning/, /allow|permit|make|ask/),
      new RegExp(String.raw`${NOT}.{0,40}\b(?:sub-?let|sub-?lease|assign)\b`),
      /\b(?:waives?|gives? up|renounces?)\b.{0,40}\b(?:sub-?let|sub-?lease|assign)\w*/,
    ),
    unless:
      /\b(?:without|unless|except)\b.{0,60}\b(?:consents?|approv\w+|permission|agrees?)\b|\bnot (?:be )?(?:refused?|withh[eo]ld|unreasonably)\b/i,
    message: 'A tenant may assign or sublet with consent, which cannot be refused without reason.',
    section: 'RTA ss.95, 97',
  },
  {
    code: 'extra_fee',
    pattern:
      /\b(?:late|administration|admin|application|move-?in|move-?out|guest|pet|cleaning)\s+(?:fees?|charges?)\b|\bpenalt(?:y|ies)\b|\b(?:fees?|charges?|charged)\b.{0,60}\blate (?:rent|payments?)\b|\blate (?:rent|payments?)\b.{0,30}\bcosts?\b/i,
    unless: /\bno (?:\w+ )?(?:fees?|charges?|penalt(?:y|ies))\b/i,
    message: 'A landlord cannot charge fees, premiums, commissions or penalties.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'interest_on_arrears',
    pattern: having(/\binterest\b/, /\b(?:arrears|late|overdue|unpaid)\b/),
    unless: /\b(?:no|without) interest\b/i,
    message: 'A landlord cannot charge interest on rent arrears.',
    section: 'RTA s.134(1)',
  },
  {
    code: 'no_guests',
    pattern: either(
      prohibition(/guests?|visitors?|room-?mates?/, /have|host|receive|invite|allow|keep/),
      /\blimit\w*\b.{0,30}\b(?:guests?|visitors?|room-?mates?)\b/,
      /\b(?:guests?|visitors?)\b.{0,40}(?:\bnot stay\b|\bat most\b|\bmust leave\b|\blimited to\b|\bmore than\b)/,
      /\bno\b.{0,20}\bovernight\b/,
    ),
    message: 'A term that prohibits guests or roommates is void.',
    section: 'RTA s.4',
  },
  {
    code: 'tenant_repairs',
    pattern: either(
      having(PERSON, /\b(?:pays?|responsible|liable)\b.{0,40}\b(?:repairs?|maintenance)\b/),
      having(PERSON, /\b(?:repairs?|maintains?)\b.{0,40}\bown (?:cost|expense)\b/),
      /\b(?:repairs?|maintenance)\b.{0,40}\b(?:responsibility of the tenants?|tenants?['’]s? (?:responsibility|cost|expense))/,
    ),
    unless: /\blandlords? (?:pays?|is responsible)\b|\bcaused?\b/i,
    message: 'The landlord must maintain and repair the unit, even if the agreement says otherwise.',
    section: 'RTA s.20(1)',
  },
  {
    code: 'payments_in_advance',
    pattern: having(
      /\bpost-?\s?dated|\bpre-?\s?authori[sz]ed|\bautomatic (?:payments?|debits?|withdrawals?)\b/,
      /\b(?:must|shall|required?|requires|mandatory|compulsory|need to|has to|have to|to provide|provides?|gives?|delivers?|only|\d+|ten|eleven|twelve)\b/,
    ),
    unless: /\bmay\b|\bnot (?:be )?required?\b|\bif\b.{0,40}\b(?:agrees?|wish\w*|wants?|likes?)\b/i,
    message:
      'A landlord cannot require post-dated cheques or automatic payments. The parties can agree to them.',
    section: 'RTA s.108',
  },
  {
    code: 'tenant_gives_up_rights',
    pattern: /\b(?:waives?|gives? up|renounces?)\b.{0,40}\b(?:rights?|notice|act)\b/i,
    message: 'A tenant cannot waive rights under the Residential Tenancies Act, 2006.',
    section: 'RTA ss.3(1), 4(1)',
  },
  {
    code: 'agreed_end',
    pattern: either(
      /\btenants?\b.{0,40}\b(?:must|shall|agrees? to)\b.{0,20}\b(?:leave|vacate|move out)\b/,
      having(
        /\bend of (?:the |this )?(?:fixed )?(?:term|lease)\b/,
        /\btenants?\b.{0,40}\b(?:moves? out|vacates?)\b/,
      ),
    ),
    unless: /\bnot leave\b|\b(?:clean|tidy|swept|good (?:order|condition)|keys?)\b/i,
    message: 'An agreement to end the tenancy that is made when the tenancy is agreed is void.',
    section: 'RTA s.37(5)',
  },
];

function sentencesOf(text: string): string[] {
  return text.split(/[.;!?](?:\s|$)|\n/).filter((sentence) => sentence.trim() !== '');
}

/**
 * Warns of additional lease terms that look void under the Act. It matches words only, so it can miss a void term or
 * flag a lawful one.
 */
export function screenLeaseTerms(text: string, heading = 'Section 15 of the lease'): Warning[] {
  const sentences = sentencesOf(text);
  const isStated = ({ pattern, unless }: VoidTerm): boolean =>
    sentences.some((sentence) => pattern.test(sentence) && !unless?.test(sentence));
  return VOID_TERMS.filter(isStated).map(({ code, message, section }) => ({
    code: `void_term_${code}`,
    message: `${heading}: ${message}`,
    section,
  }));
}
