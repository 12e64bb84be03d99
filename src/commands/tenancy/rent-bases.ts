import { addDays } from '../../calendar/date.ts';
import { monthOf } from '../../calendar/month.ts';
import type { Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import { faultAt, requiredFault } from '../../faults/faults.ts';
import { agreementDayFaults, agreementLimitFaults, rentBefore } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import type { RentBasis } from '../../generated/prisma/enums.ts';
import type { RentChangeInput } from './rent-effect.ts';
import { lawfulRows, type RentFacts, type RentReceipt, type RentRow } from './rent-facts.ts';
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
  return [...faults, ...(row ? paidFaults(facts, row, rent) : [])];
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
function originalBasis({ rows }: RentFacts, row: RentRow): RentBasis {
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
  return [...reasonFaults(input), ...basisFaults(facts, row, rent), ...paidFaults(facts, row, rent)];
}

/** Whether money counts for the days of a row. */
function isFor({ period, receivedOn }: RentReceipt, from: string, until: string | null): boolean {
  if (period !== null) {
    return period >= monthOf(from) && (until === null || period <= monthOf(addDays(until, -1)));
  }
  return receivedOn !== null && receivedOn >= from && (until === null || receivedOn < until);
}

function sumsByMonth(receipts: readonly RentReceipt[]): number[] {
  const sums = new Map<string, number>();
  for (const { period, receivedOn, amountCents } of receipts) {
    const month = period ?? monthOf(receivedOn ?? '');
    sums.set(month, (sums.get(month) ?? 0) + amountCents);
  }
  return [...sums.values()];
}

/** Whether a period of a row was paid at its rent: by one payment, or by those of a month together. */
function isPaidAt({ receipts, rows }: RentFacts, row: RentRow): boolean {
  const next = lawfulRows({ rows }).find(({ effectiveOn }) => effectiveOn > row.effectiveOn);
  const own = receipts.filter((receipt) => isFor(receipt, row.effectiveOn, next?.effectiveOn ?? null));
  const amounts = [...own.map(({ amountCents }) => amountCents), ...sumsByMonth(own)];
  return amounts.some((amountCents) => amountCents % row.amountCents === 0);
}

/** `paid_at_this_rent`: a rent that was taken was no mistake, so only a lower one can correct it. */
function paidFaults(facts: RentFacts, row: RentRow, rent: number): Fault[] {
  if (rent <= row.amountCents || !isPaidAt(facts, row)) return [];
  const message = `Rent of ${money(row.amountCents)} was received for this time, so it was no mistake. Schedule a rent increase instead.`;
  return [faultAt(RENT, 'paid_at_this_rent', message, { section: 'RTA s.116(4)' })];
}
