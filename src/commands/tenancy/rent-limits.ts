import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { agreementMaximum, earliestIncrease, guidelineMaximum, maximumRent } from '../../law/index.ts';
import { toDollars } from '../../money/cents.ts';
import { money } from '../../money/words.ts';
import type { RentEffect } from './rent-effect.ts';
import { increaseTerms, lawfulRows, rowsWithout, type RentFacts, type RentRow } from './rent-facts.ts';

/** What a notice by hand today could reach, in words. */
function reach(earliestOn: string | null, maximumCents: number | null, isExempt: boolean): string {
  if (earliestOn === null) return 'The tenancy ends before an increase could take effect.';
  const limit = maximumCents === null ? '' : `, up to ${money(maximumCents)}`;
  const doubt = maximumCents === null && !isExempt ? ' KeyNest has no guideline for that year yet.' : '';
  return `Given by hand today, it can take effect on ${earliestOn}${limit}.${doubt}`;
}

/** `rent_increase_needs_notice`: a higher rent without a served notice or a basis (RTA ss.116, 119, 120). */
export function needsNoticeFault(facts: RentFacts): Fault {
  const terms = increaseTerms(facts);
  const earliestOn = earliestIncrease(terms, facts.today);
  const maximum = earliestOn === null ? null : maximumRent(terms, earliestOn);
  const notice = facts.isExempt ? 'N2' : 'N1';
  const message = `A higher rent needs 90 days' notice by an ${notice} and twelve months since the last increase. ${reach(earliestOn, maximum, facts.isExempt)} Schedule a rent increase, or state the basis of this rent.`;
  return faultAt(['input', 'rent'], 'rent_increase_needs_notice', message, {
    section: 'RTA ss.116, 119, 120',
    ...(earliestOn === null ? {} : { earliestDate: earliestOn, earliestOn }),
    ...(maximum === null ? {} : { maximumRent: toDollars(maximum) }),
  });
}

/** The highest rent of a row that a change has to keep to; null without a limit. */
function capOf({ basis, effectiveOn }: RentRow, before: number): number | null {
  if (basis === 'INCREASE') return guidelineMaximum(before, effectiveOn);
  return basis === 'AGREEMENT' ? agreementMaximum(before, effectiveOn) : null;
}

/** Increases that exceed their limit on the rent before them. */
export function excessive(rows: readonly RentRow[]): RentRow[] {
  return rows.filter((row, index) => {
    const before = rows[index - 1]?.amountCents;
    const cap = before === undefined ? null : capOf(row, before);
    return cap !== null && row.amountCents > cap;
  });
}

/** The charged rows once a change is made, oldest first. A row that it adds has no id. */
export function rowsAfter(facts: RentFacts, { cancelled, added, amended }: RentEffect): RentRow[] {
  if (!added) {
    return rowsWithout(facts, cancelled).map((row) =>
      row.id === amended?.id ? { ...row, ...amended } : row,
    );
  }
  const { effectiveOn, amountCents, basis } = added;
  const row = { effectiveOn, amountCents, basis, id: '', standing: 'LAWFUL' as const, formId: null };
  const rows = lawfulRows(facts).filter(({ id }) => !cancelled.includes(id));
  return [...rows, { ...row, replacedById: null, givenOn: null }].toSorted((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : 1,
  );
}
