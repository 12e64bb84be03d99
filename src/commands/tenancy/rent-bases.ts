import type { Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import { faultAt, requiredFault } from '../../faults/faults.ts';
import { agreementDayFaults, agreementLimitFaults, rentBefore } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import type { RentBasis } from '../../generated/prisma/enums.ts';
import type { RentChangeInput } from './rent-effect.ts';
import { paidFaults, type RentSpan } from './paid-rent.ts';
import { lawfulRows, type RentFacts, type RentRow } from './rent-facts.ts';
import { needsNoticeFault } from './rent-limits.ts';

const RENT = ['input', 'rent'];
const DAY = ['input', 'rentEffectiveOn'];

function reasonFaults({ reason }: RentChangeInput): Fault[] {
  if (reason) return [];
  return [requiredFault(['input', 'reason'], 'This basis goes on record with its reason. Give the reason.')];
}

/** The day and the reason of an order or of history. */
function groundFaults({ startsOn }: RentFacts, input: RentChangeInput): Fault[] {
  const { rentEffectiveOn: day } = input;
  const faults = reasonFaults(input);
  if (!day) return [requiredFault(DAY, 'Give the day from which this rent is lawful.'), ...faults];
  if (day >= startsOn) return faults;
  const message = `The tenancy starts on ${startsOn}. Give that day or a later one.`;
  return [faultAt(DAY, 'date_order', message, { earliestDate: startsOn }), ...faults];
}

/** Faults of a rent that an order sets. */
export function orderFaults(facts: RentFacts, input: RentChangeInput): Fault[] {
  return groundFaults(facts, input);
}

/** Faults of a rent from before the tenancy was put into KeyNest. */
export function historyFaults(facts: RentFacts, input: RentChangeInput, rent: number): Fault[] {
  const faults = groundFaults(facts, input);
  const { rentEffectiveOn: day } = input;
  if (!day || faults.some(({ code }) => code === 'date_order')) return faults;
  const { startsOn, enteredOn } = facts;
  if (startsOn >= enteredOn || day > enteredOn) {
    const message =
      startsOn >= enteredOn
        ? 'This tenancy was entered before it had a history. Schedule a rent increase, or state another basis.'
        : `This tenancy was entered on ${enteredOn}, and its history lies before. Give an earlier day.`;
    return [...faults, faultAt(DAY, 'not_history', message)];
  }
  const row = lawfulRows(facts).findLast(({ effectiveOn }) => effectiveOn <= day);
  return [...faults, ...(row ? paidFaults(facts, spanFrom(facts, day, row), rent) : [])];
}

/** The days at the rent of a row, from one of them on. */
function spanFrom(facts: RentFacts, from: string, { amountCents }: RentRow): RentSpan {
  const next = lawfulRows(facts).find(({ effectiveOn }) => effectiveOn > from);
  return { from, until: next?.effectiveOn ?? null, amountCents };
}

/** Faults of an agreement to increase the rent, N10 (RTA s.121). */
export function agreementFaults(
  facts: RentFacts,
  { agreedOn }: RentChangeInput,
  rent: number,
  effectiveOn: string,
): Fault[] {
  const before = rentBefore(lawfulRows(facts), effectiveOn);
  // The exemption takes s.121 away as well, so its freedom from notice does not apply.
  if (facts.isExempt && rent > before) return [needsNoticeFault(facts)];
  const limits = rent > before ? limitFaults(before, rent, effectiveOn) : [];
  return [...signingFaults(facts, agreedOn, effectiveOn), ...limits];
}

function signingFaults({ today, startsOn }: RentFacts, agreedOn: unknown, effectiveOn: string): Fault[] {
  const path = ['input', 'agreedOn'];
  if (typeof agreedOn !== 'string') {
    return [requiredFault(path, 'An agreement needs the day on which it was signed. Give it.')];
  }
  const future = futureDateFault('The day of signing', agreedOn, today);
  const faults: Fault[] = [
    ...(future ? [{ path, ...future }] : []),
    ...atChange(agreementDayFaults(agreedOn, effectiveOn)),
  ];
  if (effectiveOn < startsOn) {
    const message = `The tenancy starts on ${startsOn}. Give that day or a later one.`;
    faults.push(faultAt(DAY, 'date_order', message, { earliestDate: startsOn }));
  }
  return faults;
}

/** Faults of the law, at the fields of a change of the tenancy. */
function atChange(faults: readonly Fault[]): Fault[] {
  return faults.map((found) => (found.path[1] === 'effectiveOn' ? { ...found, path: DAY } : found));
}

function limitFaults(before: number, rent: number, effectiveOn: string): Fault[] {
  return atChange(agreementLimitFaults(before, rent, effectiveOn));
}

/** The basis that a row had before it was corrected. */
export function originalBasis({ rows }: Pick<RentFacts, 'rows'>, row: RentRow): RentBasis {
  let current: RentRow | undefined = row;
  while (current?.basis === 'CORRECTION') {
    const { id, effectiveOn }: RentRow = current;
    current = rows.find((other) => other.replacedById === id && other.effectiveOn === effectiveOn);
  }
  return current?.basis ?? 'INITIAL';
}

/** A correction can't give a row more than its own basis allows. */
function basisFaults(facts: RentFacts, row: RentRow, rent: number): Fault[] {
  const before = rentBefore(lawfulRows(facts), row.effectiveOn);
  const basis = originalBasis(facts, row);
  if (rent <= row.amountCents) return [];
  if (basis === 'DECREASE' && rent >= before) return [needsNoticeFault(facts)];
  if (basis === 'INCREASE') {
    const message = `The notice names ${money(row.amountCents)}, and no more than that can be asked. Give a new notice.`;
    return [faultAt(RENT, 'above_notice', message, { section: 'RTA s.116(3)' })];
  }
  return basis === 'AGREEMENT' ? limitFaults(before, rent, row.effectiveOn) : [];
}

/** Faults of a correction of a row. */
export function correctionFaults(
  facts: RentFacts,
  row: RentRow,
  input: RentChangeInput,
  rent: number,
): Fault[] {
  const span = spanFrom(facts, row.effectiveOn, row);
  return [...reasonFaults(input), ...basisFaults(facts, row, rent), ...paidFaults(facts, span, rent)];
}
