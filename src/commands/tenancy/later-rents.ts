import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { nextIncreaseFrom } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import { originalBasis } from './rent-bases.ts';
import type { RentEffect } from './rent-effect.ts';
import { lawfulRows, rowsWithout, type RentFacts, type RentRow } from './rent-facts.ts';
import { excessive, rowsAfter } from './rent-limits.ts';

/** Increases by notice within twelve months of the rise before them, or of the start of the tenancy (RTA s.119(1)). */
function tooSoon(rows: readonly RentRow[], startsOn: string): RentRow[] {
  return rows.filter(
    ({ basis, effectiveOn }, index) =>
      basis === 'INCREASE' && effectiveOn < nextIncreaseFrom(rows.slice(0, index), startsOn),
  );
}

/** Decreases that raise the rent before them, so that no notice and no basis would stand behind that (RTA s.116). */
function raising(facts: RentFacts, rows: readonly RentRow[]): RentRow[] {
  return rows.filter((row, index) => {
    const before = rows[index - 1]?.amountCents ?? row.amountCents;
    return row.amountCents > before && originalBasis(facts, row) === 'DECREASE';
  });
}

/** The ids of rows to cancel, with those of decreases ahead that would raise the rent without them. */
export function withMootDecreases(facts: RentFacts, cancelled: readonly RentRow[]): string[] {
  const ids = cancelled.map(({ id }) => id);
  const nextMoot = () =>
    raising(facts, rowsWithout(facts, ids)).find(({ effectiveOn }) => effectiveOn > facts.today);
  for (let moot = nextMoot(); moot; moot = nextMoot()) ids.push(moot.id);
  return ids;
}

/** The first row that a change makes unlawful. */
function firstNew(
  rows: { readonly before: readonly RentRow[]; readonly after: readonly RentRow[] },
  unlawful: (rows: readonly RentRow[]) => readonly RentRow[],
): RentRow | undefined {
  const known = new Set(unlawful(rows.before).map(({ id }) => id));
  return unlawful(rows.after).find(({ id }) => id !== '' && !known.has(id));
}

const sourceOf = ({ formId }: RentRow) => (formId === null ? 'that increase' : `form ${formId}`);

function excessFault(found: RentRow): Fault {
  const message = `The increase to ${money(found.amountCents)} on ${found.effectiveOn} would then be too high. Void ${sourceOf(found)} first.`;
  return faultAt(['input', 'rent'], 'later_increase_exceeds', message, { section: 'RTA s.120(1)' });
}

/** A notice that would raise the rent too soon, at a field of the input. */
function tooSoonFault(found: RentRow, field: string): Fault {
  const message = `The increase to ${money(found.amountCents)} on ${found.effectiveOn} would then come within twelve months. Void ${sourceOf(found)} first.`;
  return faultAt(['input', field], 'later_increase_exceeds', message, { section: 'RTA s.119(1)' });
}

function raisingFault({ amountCents, effectiveOn }: RentRow): Fault {
  const message = `The lower rent of ${money(amountCents)} from ${effectiveOn} would then be an increase without a notice. Cancel or lower it first.`;
  return faultAt(['input', 'rent'], 'later_increase_exceeds', message, { section: 'RTA s.116(1)' });
}

/**
 * `later_increase_exceeds`: later rents that would not be lawful any more. Increases would be too high on the lower rent
 * before them (RTA ss.120(1), 121(3)), or too soon after a rise (s.119(1)); decreases would be increases.
 */
export function laterIncreaseFaults(facts: RentFacts, effect: RentEffect): Fault[] {
  const rows = { before: lawfulRows(facts), after: rowsAfter(facts, effect) };
  const high = facts.isExempt ? undefined : firstNew(rows, excessive);
  if (high) return [excessFault(high)];
  const soon = firstNew(rows, (some) => tooSoon(some, facts.startsOn));
  if (soon) return [tooSoonFault(soon, 'rent')];
  const raised = firstNew(rows, (some) => raising(facts, some));
  return raised ? [raisingFault(raised)] : [];
}

/** `later_increase_exceeds`: an increase by notice within twelve months of another first day (RTA s.119(1)). */
export function firstDayFaults(facts: RentFacts, leaseStart: string): Fault[] {
  const before = lawfulRows(facts);
  const [first, ...later] = before;
  if (!first) return [];
  const after = [{ ...first, effectiveOn: leaseStart }, ...later];
  // The first rent begins with the tenancy.
  const found = firstNew({ before, after }, (rows) => tooSoon(rows, rows[0]?.effectiveOn ?? leaseStart));
  return found ? [tooSoonFault(found, 'leaseStart')] : [];
}
