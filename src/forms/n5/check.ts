import { faultAt } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { cents, date, list, oneOf } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { eventFaults } from '../notice/events.ts';
import type { DamageReason, N5Facts, Occurrence, OvercrowdingReason } from './facts.ts';

const OCCURRENCES: readonly Occurrence[] = ['FIRST', 'SECOND'];

/** Faults of a finished N5. */
export function n5Faults(facts: Draft<N5Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...reasonFaults(facts),
    ...list(['events'], facts.events, eventFaults),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}

function reasonFaults({ interference, damage, overcrowding }: Draft<N5Facts>): readonly Fault[] {
  if (!interference && !damage && !overcrowding) {
    const message = 'An N5 needs at least one reason. Choose interference, damage or overcrowding.';
    return [faultAt(['interference'], 'required', message)];
  }
  return [
    ...(interference ? oneOf(['interference', 'occurrence'], interference.occurrence, OCCURRENCES) : []),
    ...(damage ? damageFaults(damage) : []),
    ...(overcrowding ? overcrowdingFaults(overcrowding) : []),
  ];
}

function damageFaults(damage: Draft<DamageReason>): readonly Fault[] {
  const { occurrence, repairCents, replacementCents } = damage;
  const faults = oneOf(['damage', 'occurrence'], occurrence, OCCURRENCES);
  if (occurrence !== 'FIRST') return faults;
  if (repairCents === undefined && replacementCents === undefined) {
    const message =
      'A first notice for damage must state the cost of repair or replacement. Give one of them.';
    return [...faults, faultAt(['damage', 'repairCents'], 'required', message)];
  }
  return [
    ...faults,
    ...(repairCents === undefined ? [] : cents(['damage', 'repairCents'], repairCents)),
    ...(replacementCents === undefined ? [] : cents(['damage', 'replacementCents'], replacementCents)),
  ];
}

function overcrowdingFaults({ occurrence, personsAllowed }: Draft<OvercrowdingReason>): readonly Fault[] {
  const faults = oneOf(['overcrowding', 'occurrence'], occurrence, OCCURRENCES);
  const isCounted = Number.isSafeInteger(personsAllowed) && (personsAllowed ?? 0) > 0;
  if (occurrence !== 'FIRST' || isCounted) return faults;
  const message = 'A first notice for overcrowding must state the number of persons allowed. Give 1 or more.';
  return [...faults, faultAt(['overcrowding', 'personsAllowed'], 'required', message)];
}
