import { addDays } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { faultAt, requiredFault } from '../../faults/faults.ts';
import { agreementFirstDay, rentBefore, scheduledRent } from '../../law/index.ts';
import type { ChangeBasis } from '../../vocabulary/rent-basis.ts';
import { agreementFaults, correctionFaults, historyFaults, orderFaults } from './rent-bases.ts';
import { laterIncreaseFaults } from './later-rents.ts';
import { prepaidFaults } from './paid-rent.ts';
import { needsNoticeFault } from './rent-limits.ts';
import type { NewRent, RentChangeInput, RentEffect } from './rent-effect.ts';
import { lawfulRows, rowsWithout, type RentFacts, type RentRow } from './rent-facts.ts';

/** A change of the rent: its faults, or what it does. */
export interface RentDecision {
  readonly faults: readonly Fault[];
  readonly effect: RentEffect;
}

const NOTHING: RentEffect = { cancelled: [], amended: null, added: null };

function refused(...faults: Fault[]): RentDecision {
  return { faults, effect: NOTHING };
}

/** Fields that say something about a rent that is not given, or that contradict the basis. */
function fieldFaults({ rent, rentEffectiveOn, rentBasis, agreedOn }: RentChangeInput): Fault[] {
  const isAbout = [rentEffectiveOn, rentBasis, agreedOn].some(Boolean);
  const faults: Fault[] = [];
  if (isAbout && !rent) {
    faults.push(requiredFault(['input', 'rent'], 'A change of the rent needs the new rent. Give it.'));
  }
  if (agreedOn && rentBasis !== 'AGREEMENT') {
    const message = 'This applies only to the basis Agreement. Leave it out, or give that basis.';
    faults.push(faultAt(['input', 'agreedOn'], 'contradiction', message));
  }
  return faults;
}

/** Decreases that are not in force yet, from a day on: the landlord can still take them back. */
function openDecreases(facts: RentFacts, from: string): RentRow[] {
  return lawfulRows(facts).filter(
    ({ basis, effectiveOn }) => basis === 'DECREASE' && effectiveOn > facts.today && effectiveOn >= from,
  );
}

/** An agreement of a day ahead that the rent before it takes back: the tenant can cancel it (RTA s.121(4)). */
function openAgreements(facts: RentFacts, on: string | null, rent: number): RentRow[] {
  const rows = lawfulRows(facts);
  return rows.filter(
    ({ basis, effectiveOn }) =>
      basis === 'AGREEMENT' &&
      effectiveOn === on &&
      effectiveOn > facts.today &&
      rentBefore(rows, effectiveOn) === rent,
  );
}

function dayFaults({ today, rentDayOnOrAfter }: RentFacts, effectiveOn: string): Fault[] {
  const path = ['input', 'rentEffectiveOn'];
  const next = rentDayOnOrAfter(effectiveOn <= today ? addDays(today, 1) : effectiveOn);
  if (next === null) {
    const message = `The tenancy ends before ${effectiveOn}, so no rent is due then. Leave its rent as it is.`;
    return [faultAt(path, 'tenancy_over', message)];
  }
  if (effectiveOn <= today) {
    const message = `Rent that is due keeps its amount, today's included. Give ${next} or a later rent day.`;
    return [faultAt(path, 'rent_already_due', message, { earliestDate: next })];
  }
  if (effectiveOn === next) return [];
  const message = `Rent is not due on ${effectiveOn}. Give ${next}, the next rent day.`;
  return [faultAt(path, 'not_a_rent_day', message, { earliestDate: next })];
}

const ids = (rows: readonly RentRow[]) => rows.map(({ id }) => id);

/** A lower rent from a rent day on. Open decreases that it makes pointless are cancelled. */
function lower(facts: RentFacts, input: RentChangeInput, rent: number, effectiveOn: string): RentDecision {
  const moot = lawfulRows(facts).filter(
    (row) =>
      row.effectiveOn === effectiveOn ||
      (row.basis === 'DECREASE' && row.effectiveOn > effectiveOn && row.amountCents >= rent),
  );
  const same = moot.find((row) => row.effectiveOn === effectiveOn && row.basis === 'DECREASE');
  // Without a day, a lower rent is never refused: after the last rent day it simply charges nothing.
  const faults = input.rentEffectiveOn ? dayFaults(facts, effectiveOn) : [];
  const cancelled = ids(moot.filter((row) => row !== same));
  const reason = input.reason ?? null;
  if (same) {
    return {
      faults,
      effect: { cancelled, amended: { id: same.id, amountCents: rent, reason }, added: null },
    };
  }
  const added = { effectiveOn, amountCents: rent, basis: 'DECREASE' as const, agreedOn: null, reason };
  return { faults, effect: { cancelled, amended: null, added } };
}

/** A change that states no basis: lower from a rent day on, the same again, or higher, which needs a notice. */
function withoutBasis(facts: RentFacts, input: RentChangeInput, rent: number): RentDecision {
  const { today, rentDayOnOrAfter, endlessRentDayOnOrAfter } = facts;
  const inForce = scheduledRent(lawfulRows(facts), today);
  const tomorrow = addDays(today, 1);
  const next = rentDayOnOrAfter(tomorrow) ?? endlessRentDayOnOrAfter(tomorrow) ?? tomorrow;
  const asked = input.rentEffectiveOn ?? null;
  // A client that sends the whole tenant repeats the rent in force; it must not undo a served increase.
  if (asked === null && rent === inForce) {
    return { faults: [], effect: { ...NOTHING, cancelled: ids(openDecreases(facts, today)) } };
  }
  const effectiveOn = asked ?? next;
  const open = ids([...openDecreases(facts, effectiveOn), ...openAgreements(facts, asked, rent)]);
  const allowed = scheduledRent(rowsWithout(facts, open), effectiveOn);
  if (rent > allowed) return refused(needsNoticeFault(facts));
  if (rent === allowed) return { faults: [], effect: { ...NOTHING, cancelled: open } };
  return lower(facts, input, rent, effectiveOn);
}

/** The row that a correction concerns: that of a day, else the one in force. */
function rowToCorrect(facts: RentFacts, on: string | null | undefined): RentRow | undefined {
  const rows = lawfulRows(facts);
  if (on) return rows.find(({ effectiveOn }) => effectiveOn === on);
  return rows.findLast(({ effectiveOn }) => effectiveOn <= facts.today) ?? rows[0];
}

function corrected(facts: RentFacts, input: RentChangeInput, rent: number): RentDecision {
  const row = rowToCorrect(facts, input.rentEffectiveOn);
  if (!row) {
    const days = lawfulRows(facts).map(({ effectiveOn }) => effectiveOn);
    const message = `No rent takes effect on that day. Give ${days.join(' or ')}.`;
    return refused(faultAt(['input', 'rentEffectiveOn'], 'no_such_rent', message, { allowed: days }));
  }
  const faults = correctionFaults(facts, row, input, rent);
  if (row.amountCents === rent) return { faults, effect: NOTHING };
  return { faults, effect: replacing(facts, input, rent, row.effectiveOn, 'CORRECTION') };
}

function replacing(
  facts: RentFacts,
  input: RentChangeInput,
  amountCents: number,
  effectiveOn: string,
  basis: ChangeBasis,
): RentEffect {
  const replaced = lawfulRows(facts).filter((row) => row.effectiveOn === effectiveOn);
  const agreedOn = basis === 'AGREEMENT' ? (input.agreedOn ?? null) : null;
  const added = { effectiveOn, amountCents, basis, agreedOn, reason: input.reason ?? null };
  return { cancelled: [...ids(replaced), ...voidedBy(facts, added)], amended: null, added };
}

/** Notices of increase that an agreement makes void: given before it, for its day or a later one (RTA s.121(7)). */
function voidedBy(facts: RentFacts, { basis, agreedOn, effectiveOn }: NewRent): string[] {
  if (basis !== 'AGREEMENT' || agreedOn === null) return [];
  const isVoid = (row: RentRow) =>
    row.basis === 'INCREASE' &&
    row.effectiveOn > effectiveOn &&
    row.givenOn !== null &&
    row.givenOn <= agreedOn;
  return ids(lawfulRows(facts).filter(isVoid));
}

/** First rent day that is both in the future and long enough after the signing. */
function agreementDay({ today, rentDayOnOrAfter }: RentFacts, { agreedOn }: RentChangeInput): string {
  const soonest = agreementFirstDay(agreedOn ?? today);
  const from = soonest > today ? soonest : addDays(today, 1);
  return rentDayOnOrAfter(from) ?? from;
}

function withBasis(facts: RentFacts, input: RentChangeInput, rent: number, basis: ChangeBasis): RentDecision {
  if (basis === 'DECREASE') return withoutBasis(facts, input, rent);
  if (basis === 'CORRECTION') return corrected(facts, input, rent);
  const given = input.rentEffectiveOn ?? null;
  const effectiveOn = given ?? agreementDay(facts, input);
  const faults =
    basis === 'AGREEMENT'
      ? agreementFaults(facts, input, rent, effectiveOn)
      : basis === 'ORDER'
        ? orderFaults(facts, input)
        : historyFaults(facts, input, rent);
  return { faults, effect: replacing(facts, input, rent, effectiveOn, basis) };
}

/** Before the tenancy begins, its first rent is still free to agree on, as long as it was not received. */
function beforeBeginning(facts: RentFacts, input: RentChangeInput, rent: number): RentDecision | null {
  const { today, startsOn } = facts;
  const on = input.rentEffectiveOn ?? startsOn;
  const first = lawfulRows(facts)[0];
  if (startsOn <= today || on !== startsOn || first?.effectiveOn !== startsOn) return null;
  return {
    faults: prepaidFaults(facts, first.amountCents, rent),
    effect: { ...NOTHING, amended: { id: first.id, amountCents: rent, reason: input.reason ?? null } },
  };
}

/**
 * Decides what a change does to a rent schedule. Pure.
 *
 * A higher rent of a tenancy that has begun needs a served notice, or a basis that needs none (RTA ss.116, 119, 120,
 * 121). What fell due keeps its amount, unless a correction, an order or the history of the tenancy says otherwise.
 */
export function decideRentChange(facts: RentFacts, input: RentChangeInput): RentDecision {
  const wrongFields = fieldFaults(input);
  if (!input.rent) return { faults: wrongFields, effect: NOTHING };
  const { rent, rentBasis } = input;
  const decision =
    beforeBeginning(facts, input, rent) ??
    (rentBasis ? withBasis(facts, input, rent, rentBasis) : withoutBasis(facts, input, rent));
  const faults = [...wrongFields, ...decision.faults];
  if (faults.length > 0) return { faults, effect: decision.effect };
  return { faults: laterIncreaseFaults(facts, decision.effect), effect: decision.effect };
}
