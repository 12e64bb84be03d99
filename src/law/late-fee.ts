/** Within a few words of each other: the one asks for money, the other says that rent came late. */
const NEAR = String.raw`(?:\W+\w+){0,5}?\W+`;
const FEE = String.raw`(?:fees?|charges?|surcharges?|penalt\w*|fines?|levy|levies|admin\w*|costs?|frais|p[ée]nalit[ée]s?|amendes?)`;
const LATE = String.raw`(?:late(?:ness)?|overdue|past[ -]due|delays?|delayed|delinquen\w+|tardy|tardiness|arrears?|unpaid|retards?|arri[ée]r[ée]s?)`;
/** The words for a penalty or for interest need no other word beside them. */
const ALONE = String.raw`penalt(?:y|ies)|interests?|int[ée]r[êe]ts?|p[ée]nalit[ée]s?|late(?:payment|rent)?fees?`;
/** A share of a sum, per month or of what came late. */
const SHARE = String.raw`\d+\s*(?:%|per ?cent)${NEAR}${LATE}`;

const UNLAWFUL = new RegExp(
  String.raw`(?<!\w)(?:${ALONE}|${LATE}${NEAR}${FEE}|${FEE}${NEAR}${LATE}|${SHARE})(?!\w)`,
  'iu',
);

/** Whether words ask for a late fee, a penalty or interest on arrears, which the Act does not allow (RTA s.134). */
export function namesLateFee(words: string): boolean {
  return UNLAWFUL.test(words);
}
