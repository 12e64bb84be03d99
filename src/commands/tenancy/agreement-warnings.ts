import { intervalWarnings } from '../../documents/plan/n10.ts';
import { fixedTermWarnings } from '../../documents/plan/rent-increase.ts';
import { toColumnOrNull } from '../../db/date-column.ts';
import type { Warning } from '../../law/index.ts';
import type { RentEffect } from './rent-effect.ts';
import type { RentFacts } from './rent-facts.ts';
import { rowsAfter } from './rent-limits.ts';

const CODES: ReadonlySet<string> = new Set(['inside_fixed_term', 'within_twelve_months']);

/** Doubts about higher rents by agreement that a change states or leaves ahead: those that an N10 carries (RTA s.119). */
function agreementWarnings(facts: RentFacts, effect: RentEffect): Warning[] {
  const { today, startsOn, termEnd } = facts;
  const rows = rowsAfter(facts, effect);
  return rows.flatMap(({ id, basis, effectiveOn, amountCents }, index) => {
    const before = rows.slice(0, index);
    const isHigher = amountCents > (before.at(-1)?.amountCents ?? amountCents);
    if (basis !== 'AGREEMENT' || !isHigher || (id !== '' && effectiveOn <= today)) return [];
    return [
      ...fixedTermWarnings({ lease: { endsOn: toColumnOrNull(termEnd) } }, effectiveOn),
      ...intervalWarnings({ rents: before, startsOn }, effectiveOn),
    ];
  });
}

/** The warnings of a lease once its rent has changed: the others that it has, and those of agreements. */
export function warningsAfter(facts: RentFacts, effect: RentEffect): Warning[] {
  const others = facts.warnings.filter(({ code }) => !CODES.has(code));
  const found = new Map(agreementWarnings(facts, effect).map((warning) => [warning.message, warning]));
  return [...others, ...found.values()];
}
