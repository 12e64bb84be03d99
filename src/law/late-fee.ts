/** Within a few words of each other: the one asks for money, the other says that rent came late. */
const NEAR = String.raw`(?:\W+\w+){0,5}?\W+`;
const FEE = String.raw`(?:fees?|charges?|surcharges?|penalt\w*|fines?|levy|levies|admin\w*|costs?|frais|p[ée]nalit[ée]s?|amendes?)`;
const LATE = String.raw`(?:late(?:ness)?|overdue|past[ -]due|delays?|delayed|delinquen\w+|tardy|tardiness|arrears?|unpaid|retards?|arri[ée]r[ée]s?)`;
/** The words for a penalty or for interest need no other word beside them. */
const ALONE = String.raw`penalt(?:y|ies)|interests?|int[ée]r[êe]ts?|p[ée]nalit[ée]s?|late(?:payment|rent)?fees?`;
/** A charge for rent that came late, whatever it is called: it asks for money by itself. */
const PAID_LATE = String.raw`late(?:ness)?\W+(?:in\W+paying|(?:(?:with|on)\W+)?(?:the\W+)?(?:payments?|paying|rents?))|pa(?:ying|yments?|id|ys)\W+(?:\w+\W+)?late|rents?\W+(?:\w+\W+){0,4}?(?:late|overdue|past[ -]due)|loyers?\W+(?:\w+\W+){0,3}?en\W+retard`;
/** A share of a sum, per month or of what came late. */
const SHARE = String.raw`\d+\s*(?:%|per ?cent)${NEAR}${LATE}`;

const UNLAWFUL = new RegExp(
  String.raw`(?<!\w)(?:${ALONE}|${LATE}${NEAR}${FEE}|${FEE}${NEAR}${LATE}|${PAID_LATE}|${SHARE})(?!\w)`,
  'iu',
);

/** Whether words ask for a late fee, a penalty or interest on arrears, which the Act does not allow (RTA s.134). */
export function namesLateFee(words: string): boolean {
  return UNLAWFUL.test(words);
}
